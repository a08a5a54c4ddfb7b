package io.mingcha.analyzer.detect.place;

import io.mingcha.analyzer.decode.Node;

/** A number of a message that may be a latitude or a longitude. Degrees, or a whole number of 1e-5, 1e-6 or 1e-7 of them. */
public record Degrees(Node node, double value) {
    private static final int LONGEST_DECIMAL = 24;
    /** Degrees, minutes and seconds as fractions. */
    private static final int LONGEST = 40;

    /** Letters of a whole number that can still be degrees: -180 in units of 1e-7. */
    private static final int LONGEST_WHOLE = 12;

    /** The number that a value is; NaN if it is none, or too long to be degrees. */
    static double read(Node node) {
        String text = node.text();
        int length = text.length();
        if (node.kind() != Node.Kind.TEXT || length < 2 || length > LONGEST) {
            return Double.NaN;
        }
        if (text.charAt(length - 1) != '/' && text.indexOf('/', 1) > 0) {
            return WrittenPosition.ofFractions(text);
        }
        if (length > LONGEST_DECIMAL) {
            return Double.NaN;
        }
        int points = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c == '.' || c == '-' && i == 0)) {
                return Double.NaN;
            }
            points += c == '.' ? 1 : 0;
        }
        return points > 1 || points == 0 && length > LONGEST_WHOLE ? Double.NaN : Decimal.parse(text);
    }

    /** Digits after the point; whole numbers of more than six digits count as scaled degrees. */
    static int decimals(String text) {
        String t = text.strip();
        int point = t.indexOf('.');
        return point < 0 ? (t.length() >= 7 ? 5 : 0) : t.length() - point - 1;
    }

    int decimals() {
        return decimals(node.text());
    }

    /** Whole degrees with zeros behind the point: what is sent when there is no position, or no degrees at all. */
    boolean isRound() {
        return value == Math.rint(value);
    }

    boolean isWhole() {
        return node.text().indexOf('.') < 0 && node.text().indexOf('/') < 0;
    }
}
