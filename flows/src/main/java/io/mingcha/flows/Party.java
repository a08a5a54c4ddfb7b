package io.mingcha.flows;

import java.util.Locale;

/** Whose a recipient is. */
public enum Party {
    /** The app's own domains and company. */
    FIRST,
    /** Anyone else, named or not. */
    THIRD,
    /** The session names no first party. */
    UNKNOWN;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
