package io.mingcha.analyzer.recipe;

import java.util.Locale;

/** A text in which {@code *} stands for any run of characters; compared without regard to case, in linear time but for the number of stars. */
public final class PathPattern {
    private final String pattern;

    private PathPattern(String pattern) {
        this.pattern = pattern;
    }

    public static PathPattern of(String pattern) {
        return new PathPattern(pattern.toLowerCase(Locale.ROOT));
    }

    /** A path of fields, in which {@code >} may stand for the sign between layers. */
    static PathPattern ofFields(String pattern) {
        return of(pattern.replaceAll("\\s*[>▸]\\s*", " ▸ "));
    }

    public boolean matches(String text) {
        String t = text.toLowerCase(Locale.ROOT);
        int p = 0;
        int i = 0;
        int star = -1;
        int back = 0;
        while (i < t.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                back = i;
            } else if (p < pattern.length() && pattern.charAt(p) == t.charAt(i)) {
                p++;
                i++;
            } else if (star >= 0) {
                p = star + 1;
                i = ++back;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
