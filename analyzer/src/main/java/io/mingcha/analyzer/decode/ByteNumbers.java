package io.mingcha.analyzer.decode;

import java.util.List;
import java.util.Optional;

/** Bytes that are written as a list of numbers, with a sign ({@code -128} to {@code 127}) or without one (0 to 255). */
final class ByteNumbers {
    /** Shorter lists of small numbers are as often anything else. */
    private static final int FEWEST = 8;

    private static final int LONGEST = 4;

    private ByteNumbers() {}

    static Optional<byte[]> of(Node list) {
        List<Node> items = list.children();
        if (items.size() < FEWEST) {
            return Optional.empty();
        }
        byte[] bytes = new byte[items.size()];
        for (int i = 0; i < bytes.length; i++) {
            int value = value(items.get(i));
            if (value < Byte.MIN_VALUE || value > 255) {
                return Optional.empty();
            }
            bytes[i] = (byte) value;
        }
        return Optional.of(bytes);
    }

    /** Far from any byte if it is none. */
    private static int value(Node item) {
        String text = item.text();
        int length = text.length();
        if (item.kind() != Node.Kind.TEXT || length == 0 || length > LONGEST) {
            return Integer.MIN_VALUE;
        }
        boolean negative = text.charAt(0) == '-';
        int value = 0;
        for (int i = negative ? 1 : 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return Integer.MIN_VALUE;
            }
            value = 10 * value + c - '0';
        }
        return negative ? -value : value;
    }
}
