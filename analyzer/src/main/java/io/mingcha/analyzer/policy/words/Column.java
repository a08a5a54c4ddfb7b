package io.mingcha.analyzer.policy.words;

import java.util.Locale;

/** What a column of a table, or a key of a block, is about. */
public enum Column {
    NAME,
    COMPANY,
    DATA,
    PERMISSION,
    PURPOSE,
    SCENE,
    FREQUENCY,
    LINK,
    SITE,
    OTHER;

    /** An address, of which one somebody may have several. */
    public boolean isAddress() {
        return this == LINK || this == SITE;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
