package io.mingcha.analyzer.detect.place;

/** Numbers as messages write them. */
final class Decimal {
    /** So many digits, and powers of ten below this many, a double holds exactly, and one division rounds once. */
    private static final int EXACT = 15;

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private Decimal() {}

    /** What {@link Double#parseDouble} makes of digits with perhaps a minus before and a point between them; NaN if that is none. */
    static double parse(String text) {
        boolean negative = text.startsWith("-");
        long digits = 0;
        int count = 0;
        int behind = -1;
        for (int i = negative ? 1 : 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                behind = count;
            } else {
                digits = digits * 10 + c - '0';
                count++;
            }
        }
        if (count == 0 || count > EXACT) {
            return exact(text);
        }
        double value = behind < 0 ? digits : digits / POWERS[count - behind];
        return negative ? -value : value;
    }

    private static double exact(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
