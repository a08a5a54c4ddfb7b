package io.mingcha.analyzer.differential;

import java.util.Locale;
import java.util.Set;

/**
 * A field whose value follows the persona.
 *
 * @param field as it may be shown
 * @param explained what detection found there
 * @param observations how often it was seen, in all runs
 * @param agreeing pairs of values of one persona that agree, from its first run and its repeat
 * @param length of the value in characters; of bytes that nothing could be made of, in bytes
 * @param entropy of its characters, in bits each
 * @param chanceBits that a value made anew in each run agrees so by chance has the probability of two to the minus this
 * @param first the first persona's value, as the app wrote it
 * @param second the second's
 */
public record Varying(
        Field field,
        Verdict verdict,
        Set<String> explained,
        int observations,
        int agreeing,
        int length,
        double entropy,
        double chanceBits,
        String first,
        String second) {
    public Varying {
        explained = Set.copyOf(explained);
    }

    /** What is to be thought of it. */
    public enum Verdict {
        /** It follows the persona, and chance is removed. */
        CONVICTED,
        /** It differs; that it does so by chance, or from run to run, is not removed. */
        SUSPECTED,
        /** It follows the persona, and detection says what it is. */
        EXPLAINED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
