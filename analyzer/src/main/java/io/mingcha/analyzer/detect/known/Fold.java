package io.mingcha.analyzer.detect.known;

/** Makes spellings equal that differ in case or width; keeps every character's place. */
public final class Fold {
    private Fold() {}

    public static char of(char c) {
        if (c < 0x80) {
            return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
        }
        if (c >= '\uFF01' && c <= '\uFF5E') {
            return of((char) (c - 0xFEE0));
        }
        return c == '\u00A0' || c == '\u3000' ? ' ' : c;
    }

    public static String of(String text) {
        char[] folded = new char[text.length()];
        for (int i = 0; i < folded.length; i++) {
            folded[i] = of(text.charAt(i));
        }
        return new String(folded);
    }
}
