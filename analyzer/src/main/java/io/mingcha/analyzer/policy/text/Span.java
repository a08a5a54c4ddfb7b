package io.mingcha.analyzer.policy.text;

/** A stretch of a policy's text. */
public record Span(int start, int end) {
    public int length() {
        return end - start;
    }

    /** How many letters and digits stand in it. */
    public int letters(String text) {
        return (int) in(text).codePoints().filter(Character::isLetterOrDigit).count();
    }

    public boolean holds(int at) {
        return start <= at && at < end;
    }

    /** Without white space at its ends. */
    public Span stripped(String text) {
        int from = start;
        int to = end;
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return new Span(from, to);
    }

    public String in(String text) {
        return text.substring(start, end);
    }

    public static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u200b' || c == '\ufeff';
    }
}
