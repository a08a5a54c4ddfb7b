package io.mingcha.analyzer.catalogue;

import java.util.function.Predicate;

/**
 * What the values of a kind look like.
 *
 * @param name what {@code config/fields.yaml} calls it
 * @param digits what its check digits say, if it has any
 */
public record Check(String name, Digits digits, Predicate<String> test) {
    /** What digits that check say of a number. */
    public enum Digits {
        NONE,
        /** They come out right by chance once in ten to a hundred, and many other numbers are as long. */
        SUPPORTING,
        /** With the form of the whole they are evidence in themselves. */
        CONVINCING
    }

    public boolean passes(String value) {
        return test.test(value);
    }

    public boolean hasCheckDigits() {
        return digits != Digits.NONE;
    }

    public boolean convinces() {
        return digits == Digits.CONVINCING;
    }
}
