package io.mingcha.flows;

import java.util.Locale;

/** Which way bytes went: from the app, or to it. */
public enum Direction {
    REQUEST,
    RESPONSE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
