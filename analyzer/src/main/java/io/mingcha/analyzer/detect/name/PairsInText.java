package io.mingcha.analyzer.detect.name;

/**
 * Names and values in a text, {@code mobile=139…} or {@code "mobile": "139…"}, one after another. Found by the sign between them, of
 * which most texts have none.
 */
final class PairsInText {
    private static final int SHORTEST_NAME = 2;
    private static final int LONGEST_NAME = 40;
    private static final int SHORTEST_VALUE = 10;
    private static final int LONGEST_VALUE = 64;
    private static final int MOST_SPACES = 2;
    /** Before a quote within a text within a text. */
    private static final char ESCAPE = '\\';

    private static final int MOST_ESCAPES = 7;
    private static final String BEHIND_VALUE = "\"',;&|=(){}[]<>\\";

    private final String text;
    private int sign;
    private int nameStart;
    private int nameEnd;
    private int start;
    private int end;

    PairsInText(String text) {
        this.text = text;
        sign = SHORTEST_NAME - 1;
    }

    /** Goes to the next pair; false if there is none. */
    boolean next() {
        int last = text.length() - SHORTEST_VALUE;
        while (++sign < last) {
            char c = text.charAt(sign);
            if ((c == '=' || c == ':') && hasName() && hasValue()) {
                return true;
            }
        }
        return false;
    }

    private boolean hasName() {
        int at = spacesBefore(sign);
        if (isQuote(text.charAt(at - 1))) {
            at--;
            while (at > 1 && text.charAt(at - 1) == ESCAPE) {
                at--;
            }
        }
        nameEnd = at;
        while (at > 0 && nameEnd - at <= LONGEST_NAME && isOfName(text.charAt(at - 1))) {
            at--;
        }
        nameStart = at;
        int length = nameEnd - nameStart;
        return length >= SHORTEST_NAME
                && length <= LONGEST_NAME
                && (isLetter(text.charAt(at)) || text.charAt(at) == '_')
                && (at == 0 || text.charAt(at - 1) != '-');
    }

    private int spacesBefore(int from) {
        int at = from;
        while (at > 1 && from - at < MOST_SPACES && isSpace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private boolean hasValue() {
        int at = sign + 1;
        while (at < text.length() && at - sign <= MOST_SPACES && isSpace(text.charAt(at))) {
            at++;
        }
        int quote = at;
        while (quote < text.length() && quote - at < MOST_ESCAPES && text.charAt(quote) == ESCAPE) {
            quote++;
        }
        at = quote < text.length() && isQuote(text.charAt(quote)) ? quote + 1 : at;
        start = at;
        if (at >= text.length() || !isLetter(text.charAt(at)) && !isDigit(text.charAt(at)) && text.charAt(at) != '+') {
            return false;
        }
        int most = Math.min(text.length(), start + LONGEST_VALUE);
        while (at < most && !isSpace(text.charAt(at)) && BEHIND_VALUE.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        end = at;
        return end - start >= SHORTEST_VALUE;
    }

    String name() {
        return text.substring(nameStart, nameEnd);
    }

    String value() {
        return text.substring(start, end);
    }

    /** Where the value begins in the text. */
    int start() {
        return start;
    }

    private static boolean isOfName(char c) {
        return isLetter(c) || isDigit(c) || c == '_' || c == '.';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
