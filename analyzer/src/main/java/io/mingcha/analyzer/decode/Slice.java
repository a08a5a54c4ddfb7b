package io.mingcha.analyzer.decode;

import java.nio.charset.StandardCharsets;

/**
 * Bytes being decoded.
 *
 * @param base offset of {@code bytes[0]} in the recorded bytes of the outermost layer, or {@link #DERIVED} if these bytes
 *     were made by decoding
 */
record Slice(byte[] bytes, int from, int to, int base) {
    static final int DERIVED = -1;

    static Slice derived(byte[] bytes) {
        return new Slice(bytes, 0, bytes.length, DERIVED);
    }

    static Slice derived(String text) {
        return derived(text.getBytes(StandardCharsets.UTF_8));
    }

    int length() {
        return to - from;
    }

    boolean isMapped() {
        return base != DERIVED;
    }

    Slice part(int start, int end) {
        return new Slice(bytes, start, end, base);
    }

    /** Gives the node the recorded span of {@code [start, end)}, if these bytes were recorded. */
    void place(Node node, int start, int end) {
        if (isMapped()) {
            node.span(base + start, end - start);
        }
    }

    String text(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    Slice trimmed() {
        int start = from;
        int end = to;
        if (end - start >= 3
                && bytes[start] == (byte) 0xEF
                && bytes[start + 1] == (byte) 0xBB
                && bytes[start + 2] == (byte) 0xBF) {
            start += 3;
        }
        while (start < end && isSpace(bytes[start])) {
            start++;
        }
        while (end > start && isSpace(bytes[end - 1])) {
            end--;
        }
        return part(start, end);
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
