package io.mingcha.analyzer.catalogue;

import java.util.Set;

/**
 * A value that says itself what it is, whatever its field is called.
 *
 * @param holds what is in each of them, so that most texts need not be read
 * @param length of how many letters each is, for the same; 0 of any
 * @param from what the page that asks is called by, if it says so only there; else empty
 * @param notOf words of names under which a value that looks so is another's
 */
public record ByForm(String type, String holds, int length, String from, Set<String> notOf, ValuePattern pattern) {
    private static final int LONGEST = 300;

    public ByForm {
        notOf = Set.copyOf(notOf);
    }

    boolean isOne(String name, String value) {
        return (length == 0 ? value.length() <= LONGEST : value.length() == length)
                && value.contains(holds)
                && pattern.matches(value)
                && !NameWords.holdsOneOf(name, notOf);
    }
}
