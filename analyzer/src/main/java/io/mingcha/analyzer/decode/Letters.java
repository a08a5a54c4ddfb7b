package io.mingcha.analyzer.decode;

import java.util.Arrays;

/**
 * Which kinds of characters a text is made of: one pass that rules out most of what could be wrapped inside and of what could be
 * found.
 */
public final class Letters {
    static final Letters NONE = new Letters(0, 0);

    private static final int OTHER = 1;
    private static final int DIGIT = 1 << 1;
    private static final int LOWER_HEX = 1 << 2;
    private static final int UPPER_HEX = 1 << 3;
    private static final int LOWER = 1 << 4;
    private static final int UPPER = 1 << 5;
    /** What base64 has besides letters and digits, in all its dresses. */
    private static final int FILLING = 1 << 6;

    private static final int PADDING = 1 << 7;
    private static final int PERCENT = 1 << 8;
    private static final int AMPERSAND = 1 << 9;
    private static final int BACKSLASH = 1 << 10;

    private static final int BEYOND_ASCII = 1 << 11;
    /** Filling that ends a line or a cell. */
    private static final int BREAK = 1 << 12;

    private static final int HEX = DIGIT | LOWER_HEX | UPPER_HEX;
    private static final int BASE64 = HEX | LOWER | UPPER | FILLING | BREAK | PADDING;

    /** By the values of bytes: those of other characters than ASCII have only values beyond it in UTF-8. */
    private static final int[] KINDS = kinds();

    private final int seen;
    private final int digits;

    private Letters(int seen, int digits) {
        this.seen = seen;
        this.digits = digits;
    }

    private static int[] kinds() {
        int[] kinds = new int[256];
        Arrays.fill(kinds, OTHER);
        Arrays.fill(kinds, 128, 256, OTHER | BEYOND_ASCII);
        for (char c = '0'; c <= '9'; c++) {
            kinds[c] = DIGIT;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            kinds[c] = c <= 'f' ? LOWER_HEX : LOWER;
            kinds[c - 32] = c <= 'f' ? UPPER_HEX : UPPER;
        }
        for (char c : "+/-_ ".toCharArray()) {
            kinds[c] = FILLING;
        }
        for (char c : "\n\r\t".toCharArray()) {
            kinds[c] = FILLING | BREAK;
        }
        kinds['='] = PADDING;
        kinds['%'] = PERCENT;
        kinds['&'] = AMPERSAND;
        kinds['\\'] = BACKSLASH;
        return kinds;
    }

    /** Those of a text in UTF-8. */
    static Letters of(byte[] utf8, int from, int to) {
        int seen = 0;
        int digits = 0;
        for (int i = from; i < to; i++) {
            int kind = KINDS[utf8[i] & 0xFF];
            seen |= kind;
            digits += kind & DIGIT;
        }
        return new Letters(seen, digits / DIGIT);
    }

    public static Letters of(String text) {
        int seen = 0;
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int kind = c < 128 ? KINDS[c] : OTHER | BEYOND_ASCII;
            seen |= kind;
            digits += kind & DIGIT;
        }
        return new Letters(seen, digits / DIGIT);
    }

    /** How many digits there are. */
    public int digits() {
        return digits;
    }

    /** Whether there is more than letters, digits and what codings are written with: points, commas, other scripts. */
    public boolean hasOther() {
        return has(OTHER);
    }

    public boolean areAscii() {
        return !has(BEYOND_ASCII);
    }

    public boolean hasCapitals() {
        return has(UPPER | UPPER_HEX);
    }

    /** Letters, digits and what stands between them in a line: nothing else than a coding in such letters can be inside. */
    boolean areOfLine() {
        return (seen & ~(HEX | LOWER | UPPER | FILLING)) == 0;
    }

    boolean areDigits() {
        return seen == DIGIT;
    }

    private boolean has(int kind) {
        return (seen & kind) != 0;
    }

    boolean hasPercent() {
        return has(PERCENT);
    }

    boolean hasBackslash() {
        return has(BACKSLASH);
    }

    boolean hasAmpersand() {
        return has(AMPERSAND);
    }

    /** Whether names and values can be told apart. */
    boolean mayBeForm() {
        return has(PADDING) && has(AMPERSAND);
    }

    boolean mayBeHex() {
        return (seen & ~HEX) == 0;
    }

    boolean mayBeBase64() {
        return (seen & ~BASE64) == 0;
    }

    boolean hasBothCases() {
        return has(LOWER | LOWER_HEX) && has(UPPER | UPPER_HEX);
    }
}
