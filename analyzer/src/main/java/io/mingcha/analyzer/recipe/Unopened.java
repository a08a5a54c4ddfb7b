package io.mingcha.analyzer.recipe;

import io.mingcha.settings.Text;

/** A step could not be undone, and why. */
final class Unopened extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Text reason;

    Unopened(String zh, String en) {
        super(en);
        this.reason = Text.of(zh, en);
    }

    Text reason() {
        return reason;
    }
}
