package io.mingcha.analyzer.catalogue;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pattern of whole values, which most values do not match by their first letter already. */
public final class ValuePattern {
    private static final int ASCII = 128;

    private final Pattern pattern;
    /** By its first letter whether a value may match. */
    private final boolean[] mayBegin = new boolean[ASCII];

    /** @throws java.util.regex.PatternSyntaxException if it is none */
    public ValuePattern(String regex) {
        pattern = Pattern.compile(regex);
        for (char c = 0; c < ASCII; c++) {
            Matcher alone = pattern.matcher(String.valueOf(c));
            // what fails before the end is reached fails whatever follows
            mayBegin[c] = alone.matches() || alone.hitEnd();
        }
    }

    public boolean matches(String value) {
        return mayMatch(value) && pattern.matcher(value).matches();
    }

    /** What of a value that matches is in the group of the pattern; all of it if there is no group. */
    Optional<String> read(String value) {
        if (!mayMatch(value)) {
            return Optional.empty();
        }
        Matcher matcher = pattern.matcher(value);
        return matcher.matches()
                ? Optional.ofNullable(matcher.groupCount() > 0 ? matcher.group(1) : value)
                : Optional.empty();
    }

    private boolean mayMatch(String value) {
        return value.isEmpty() || value.charAt(0) >= ASCII || mayBegin[value.charAt(0)];
    }
}
