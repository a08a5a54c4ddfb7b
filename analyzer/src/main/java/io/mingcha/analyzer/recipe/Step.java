package io.mingcha.analyzer.recipe;

/** One coding that is undone. */
interface Step {
    /** As the path shows it. */
    String name();

    byte[] undo(byte[] coded, Keys keys) throws Unopened;
}
