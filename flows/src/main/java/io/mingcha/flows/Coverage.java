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
 * @param opaque what was sent in a form that could not be opened, by recipient and field
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
        List<Limit> limits,
        List<Opaque> opaque) {

    public Coverage {
        unreadBy = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(unreadBy));
        blind = List.copyOf(blind);
        limits = List.copyOf(limits);
        opaque = List.copyOf(opaque);
    }

    /**
     * A field whose values look encrypted.
     *
     * @param field its path as it may be shown, places in lists left out
     * @param exchanges in which it was sent
     * @param bytes of the requests that it took
     * @param percent of all bytes that the recipient was sent
     */
    public record Opaque(String recipient, String field, int exchanges, long bytes, int percent, Change change) {

        /** Whether it stays what it is: a stable one identifies, a changing one may carry anything. */
        public enum Change {
            ONCE,
            STABLE,
            CHANGING,
            MIXED;

            public String label() {
                return name().toLowerCase(java.util.Locale.ROOT);
            }
        }
    }

    /** One thing that the capture could not see. */
    public record Limit(String kind, io.mingcha.settings.Text text) {}
}
