package io.mingcha.analyzer.judge;

import dev.cel.common.types.CelType;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * One thing that a condition may ask.
 *
 * @param number its place among all facts, from 0
 * @param of the narrowest thing that it is said of: one of the session may be asked of a connection and an exposure too
 * @param needs what the session must supply for the answer to mean anything, such as {@code declaration}
 * @param timed whether it rests on markers, whose windows leave room
 */
record Fact(
        int number,
        String name,
        CelType type,
        Rule.About of,
        Set<String> needs,
        boolean timed,
        Function<Question, Object> read) {

    static Fact of(Rule.About of, String name, CelType type, Function<Question, Object> read) {
        return new Fact(-1, name, type, of, Set.of(), false, read);
    }

    Fact needing(String what) {
        Set<String> all = new LinkedHashSet<>(needs);
        all.add(what);
        return new Fact(number, name, type, of, all, timed, read);
    }

    /** Rests on markers. */
    Fact byMarkers() {
        return new Fact(number, name, type, of, needs, true, read);
    }

    Fact numbered(int place) {
        return new Fact(place, name, type, of, needs, timed, read);
    }
}
