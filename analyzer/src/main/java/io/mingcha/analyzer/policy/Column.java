package io.mingcha.analyzer.policy;

import java.util.Locale;

/** What a column of a table, or a key of a block, is about. */
enum Column {
    NAME,
    COMPANY,
    DATA,
    PERMISSION,
    PURPOSE,
    SCENE,
    FREQUENCY,
    LINK,
    OTHER;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
