package io.mingcha.analyzer.decode;

import java.util.Locale;

/** The part of a message in which something stands. */
public enum Location {
    /** The name of the server, which every observer of the connection sees. */
    HOST,
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
