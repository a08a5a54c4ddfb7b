package io.mingcha.analyzer.decode;

/**
 * Weighs a reading of bytes against chance, in quarter bits: how much likelier the bytes are as a message of the form than
 * as random ones. Bytes that nobody meant so reach {@code n} bits in about one case of {@code 2^n}.
 */
final class Evidence {
    static final int BIT = 4;

    /** From here on a reading is no chance. */
    static final int ENOUGH = 18 * BIT;

    /** Of 256 bytes some 90 are usual in texts. */
    private static final int ASCII = 6;

    private static final int TWO_BYTES = 3 * BIT;
    private static final int THREE_BYTES = 8 * BIT;
    private static final int FOUR_BYTES = 10 * BIT;
    private static final int NO_TEXT = -1;
    private static final int MOST = 1 << 28;

    private int weight;

    void add(int quarterBits) {
        weight = Math.min(MOST, weight + quarterBits);
    }

    int weight() {
        return weight;
    }

    void backTo(int earlier) {
        weight = earlier;
    }

    boolean isEnough() {
        return weight >= ENOUGH;
    }

    /** What it weighs that bytes are UTF-8 without control characters; negative if they are not. */
    static int text(byte[] b, int from, int to) {
        int weight = 0;
        int i = from;
        while (i < to) {
            int c = b[i];
            if (c >= 0) {
                if (c < 0x20 && c != '\n' && c != '\r' && c != '\t' || c == 0x7F) {
                    return NO_TEXT;
                }
                weight = Math.min(MOST, weight + ASCII);
                i++;
                continue;
            }
            int size = sequence(b, i, to);
            if (size == 0) {
                return NO_TEXT;
            }
            int gained = size == 2 ? TWO_BYTES : size == 3 ? THREE_BYTES : FOUR_BYTES;
            weight = Math.min(MOST, weight + gained);
            i += size;
        }
        return weight;
    }

    /** How many bytes the character of more than one has that begins there; 0 if none does (RFC 3629 §4). */
    private static int sequence(byte[] b, int at, int to) {
        int first = b[at] & 0xFF;
        int size = first >= 0xC2 && first < 0xE0
                ? 2
                : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xF0 && first < 0xF5 ? 4 : 0;
        if (size == 0 || at + size > to) {
            return 0;
        }
        for (int i = 1; i < size; i++) {
            if ((b[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = b[at + 1] & 0xFF;
        boolean overlong = first == 0xE0 && second < 0xA0 || first == 0xF0 && second < 0x90;
        boolean beyond = first == 0xED && second >= 0xA0 || first == 0xF4 && second >= 0x90;
        // C1 controls are in no text
        boolean control = first == 0xC2 && second < 0xA0;
        return overlong || beyond || control ? 0 : size;
    }

    /** What a number of eight bytes weighs; a double of everyday size or a whole number far below the largest. */
    static int eightBytes(long bits) {
        return isPlain(bits) ? 12 * BIT : isDouble(bits) ? 5 * BIT : -BIT;
    }

    static int fourBytes(int bits) {
        return bits >= 0 && bits < 1 << 20 ? 8 * BIT : isFloat(bits) ? 2 * BIT : -BIT;
    }

    /** Whether eight bytes are more likely a whole number than anything else. */
    static boolean isPlain(long bits) {
        return bits > -(1L << 48) && bits < 1L << 48;
    }

    /** Whether the bits are a double (IEEE 754) between about 1e-6 and 1e12, or such a negative one. */
    static boolean isDouble(long bits) {
        int exponent = (int) (bits >>> 52 & 0x7FF) - 1023;
        return exponent >= -20 && exponent <= 40;
    }

    /** Whether the bits are a float between about 1e-4 and 1e6. */
    static boolean isFloat(int bits) {
        int exponent = (bits >>> 23 & 0xFF) - 127;
        return exponent >= -14 && exponent <= 20;
    }
}
