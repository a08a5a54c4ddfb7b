package io.mingcha.analyzer.decode;

/** How a stream of Brotli begins (RFC 7932 §9.1 and §9.2), by which most bytes that are none are told. */
final class BrotliHeader {
    /** No text that anybody sends becomes so much shorter; a short run of random bytes says of itself that it did. */
    private static final int MOST_EXPANDED = 400;

    private static final int SHORT = 1 << 10;

    private final byte[] b;
    private final int to;
    private int at;
    private int bit;

    private BrotliHeader(byte[] b, int from, int to) {
        this.b = b;
        this.at = from;
        this.to = to;
    }

    static boolean mayBegin(byte[] b, int from, int to) {
        return to - from >= 6 && new BrotliHeader(b, from, to).isSound(to - from);
    }

    private boolean isSound(int length) {
        if (bits(1) == 1 && bits(3) == 0 && bits(3) == 1) {
            return false; // the window that is reserved
        }
        boolean last = bits(1) == 1;
        if (last && bits(1) == 1) {
            return false; // an empty stream
        }
        int nibbles = bits(2) + 4;
        if (nibbles == 7) {
            return bits(1) == 0; // what is passed over by its reader
        }
        long content = bits(16);
        for (int i = 4; i < nibbles; i++) {
            long nibble = bits(4);
            if (nibble == 0 && i == nibbles - 1) {
                return false;
            }
            content |= nibble << 4 * i;
        }
        content++;
        if (length < SHORT && content > (long) MOST_EXPANDED * length) {
            return false;
        }
        boolean stored = !last && bits(1) == 1;
        return !stored || content <= to - at && restOfByte() == 0;
    }

    private int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            if (at >= to) {
                return value;
            }
            value |= (b[at] >> bit & 1) << i;
            bit = bit + 1 & 7;
            at += bit == 0 ? 1 : 0;
        }
        return value;
    }

    private int restOfByte() {
        return bit == 0 ? 0 : bits(8 - bit);
    }
}
