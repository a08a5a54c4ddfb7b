package io.mingcha.analyzer.recipe;

/** A step could not be undone; the message says why. */
final class Unopened extends Exception {
    private static final long serialVersionUID = 1;

    Unopened(String reason) {
        super(reason);
    }
}
