package io.mingcha.analyzer.decode;

import com.google.common.primitives.Ints;
import java.nio.charset.StandardCharsets;

/** Bytes being decoded. */
record Slice(byte[] bytes, int from, int to, Origin origin) {

    static Slice recorded(byte[] bytes, int to) {
        return new Slice(bytes, 0, to, new Origin.Recorded(0));
    }

    static Slice derived(byte[] bytes) {
        return new Slice(bytes, 0, bytes.length, Origin.Derived.DERIVED);
    }

    static Slice derived(String text) {
        return derived(text.getBytes(StandardCharsets.UTF_8));
    }

    int length() {
        return to - from;
    }

    /** Whether these are the recorded bytes themselves. */
    boolean isRecorded() {
        return origin instanceof Origin.Recorded;
    }

    Slice part(int start, int end) {
        return new Slice(bytes, start, end, origin);
    }

    /** Gives the node the recorded span of {@code [start, end)}, if these bytes have one, else the span in what was made. */
    void place(Node node, int start, int end) {
        if (origin != Origin.Derived.DERIVED) {
            node.span(origin.of(start), origin.of(end) - origin.of(start));
        } else {
            node.spanInMade(start, end - start);
        }
    }

    /** What the first four bytes say as one number, the most significant first. */
    int firstInt() {
        return Ints.fromBytes(bytes[from], bytes[from + 1], bytes[from + 2], bytes[from + 3]);
    }

    String text(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** @param letters those of the text */
    String text(int start, int end, Letters letters) {
        return new String(
                bytes, start, end - start, letters.areAscii() ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
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
