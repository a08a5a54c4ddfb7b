package io.mingcha.analyzer.judge;

import dev.cel.common.types.CelType;
import java.util.Optional;
import java.util.function.Function;

/**
 * One thing that a condition may ask.
 *
 * @param needs what the session must supply for the answer to mean anything, such as {@code declaration}
 */
record Fact(String name, CelType type, Optional<String> needs, Function<Case, Object> read) {

    static Fact of(String name, CelType type, Function<Case, Object> read) {
        return new Fact(name, type, Optional.empty(), read);
    }

    static Fact needing(String needs, String name, CelType type, Function<Case, Object> read) {
        return new Fact(name, type, Optional.of(needs), read);
    }
}
