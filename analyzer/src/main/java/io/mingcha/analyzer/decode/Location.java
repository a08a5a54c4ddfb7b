package io.mingcha.analyzer.decode;

import java.util.Locale;

/** The part of a message in which something stands. */
public enum Location {
    URL_QUERY,
    PATH,
    HEADER,
    COOKIE,
    REFERER,
    BODY;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
