package io.mingcha.flows;

import java.util.List;
import java.util.Map;

/**
 * How much of what passed could be read.
 *
 * @param exchanges read as HTTP
 * @param unread connections or exchanges whose content was not seen
 * @param bytesRead and {@code bytesUnread} both directions together
 * @param unreadBy reason → connections
 * @param blind hosts of which nothing was read
 * @param verdict whether a verdict may rest on this capture at all
 * @param limits what the capture could not see, for people
 */
public record Coverage(
        int exchanges,
        int incomplete,
        int unread,
        long bytesRead,
        long bytesUnread,
        int hosts,
        Map<String, Integer> unreadBy,
        List<String> blind,
        boolean verdict,
        List<Limit> limits) {

    public Coverage {
        unreadBy = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(unreadBy));
        blind = List.copyOf(blind);
        limits = List.copyOf(limits);
    }

    /** One thing that the capture could not see. */
    public record Limit(String kind, io.mingcha.settings.Text text) {}
}
