package io.mingcha.analyzer.recipe;

import java.util.List;

/** One coding that is undone. */
interface Step {
    /** As the path shows it. */
    String name();

    /** Those that the recipe itself holds. */
    default List<byte[]> keys() {
        return List.of();
    }

    byte[] undo(byte[] coded, Keys keys) throws Unopened;
}
