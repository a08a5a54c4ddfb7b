package io.mingcha.settings;

import java.util.Comparator;

/** One thing wrong with a document. */
public record Problem(Place place, Text message) implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER = Comparator.<Problem, String>comparing(
                    p -> p.place().source())
            .thenComparingInt(p -> p.place().line())
            .thenComparingInt(p -> p.place().column())
            .thenComparing(p -> p.message().en());

    /** By file, line and column. */
    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    public String in(Language language) {
        return place + "  " + message.in(language);
    }

    @Override
    public String toString() {
        return in(Language.EN);
    }
}
