package io.mingcha.analyzer.catalogue;

/**
 * A value that says itself what it is, whatever its field is called.
 *
 * @param holds what is in each of them, so that most texts need not be read
 */
public record ByForm(String type, String holds, ValuePattern pattern) {
    private static final int LONGEST = 300;

    public boolean isOne(String value) {
        return value.length() <= LONGEST && value.contains(holds) && pattern.matches(value);
    }
}
