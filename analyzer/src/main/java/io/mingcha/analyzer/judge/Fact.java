package io.mingcha.analyzer.judge;

import dev.cel.common.types.CelType;
import io.mingcha.settings.Text;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One thing that a condition may ask.
 *
 * @param number its place among all facts, from 0
 * @param of the narrowest thing that it is said of: one of the session may be asked of a connection and an exposure too
 * @param needs what the session must supply for the answer to mean anything, such as {@code declaration}
 * @param timed whether it rests on markers, whose windows leave room
 * @param counted how a number of it is told, {@code %s} standing for it; empty for what is none to tell
 */
record Fact(
        int number,
        String name,
        CelType type,
        Rule.About of,
        Set<String> needs,
        boolean timed,
        Optional<Text> counted,
        Function<Question, Object> read) {

    static Fact of(Rule.About of, String name, CelType type, Function<Question, Object> read) {
        return new Fact(-1, name, type, of, Set.of(), false, Optional.empty(), read);
    }

    Fact needing(String what) {
        Set<String> all = new LinkedHashSet<>(needs);
        all.add(what);
        return new Fact(number, name, type, of, all, timed, counted, read);
    }

    /** A number that a finding tells beside its threshold. */
    Fact counting(Text told) {
        return new Fact(number, name, type, of, needs, timed, Optional.of(told), read);
    }

    /** Rests on markers. */
    Fact byMarkers() {
        return new Fact(number, name, type, of, needs, true, counted, read);
    }

    Fact numbered(int place) {
        return new Fact(place, name, type, of, needs, timed, counted, read);
    }
}
