package io.mingcha.settings;

import java.util.Comparator;

/** One thing wrong with a document. */
public record Problem(Place place, Text message) {

    /** File by file, as they are read from top to bottom. */
    public static final Comparator<Problem> IN_PLACE = Comparator.<Problem, String>comparing(
                    p -> p.place().source())
            .thenComparingInt(p -> p.place().line())
            .thenComparingInt(p -> p.place().column());

    public String in(Language language) {
        return place + "  " + message.in(language);
    }

    @Override
    public String toString() {
        return in(Language.EN);
    }
}
