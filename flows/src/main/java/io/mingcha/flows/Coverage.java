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
 * @param nameless identifiers that nothing says what they are, the most telling first
 * @param clients how much of each device's or app's traffic was read, in all and by recipient
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
        List<Opaque> opaque,
        List<Nameless> nameless,
        List<OfClient> clients) {

    public Coverage {
        unreadBy = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(unreadBy));
        blind = List.copyOf(blind);
        limits = List.copyOf(limits);
        opaque = List.copyOf(opaque);
        nameless = List.copyOf(nameless);
        clients = List.copyOf(clients);
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

    /**
     * A field whose values look like identifiers and stay the same, and that no server gave first.
     *
     * @param recipients that were sent the same
     * @param field its path as it may be shown, places in lists left out
     * @param values how many of them
     * @param exchanges in which they were sent
     */
    public record Nameless(List<String> recipients, String field, int values, int exchanges) {
        public Nameless {
            recipients = List.copyOf(recipients);
        }
    }

    /**
     * One device or app.
     *
     * @param client its name, else its address; empty if the record knows of none
     */
    public record OfClient(String client, Share share, List<OfRecipient> recipients) {
        public OfClient {
            recipients = List.copyOf(recipients);
        }
    }

    /** What one client exchanged with one recipient. */
    public record OfRecipient(String recipient, Share share) {}

    /**
     * How much of something was read.
     *
     * @param bytes both directions together
     * @param hosts that were spoken with
     * @param hostsRead of which something was read
     * @param unreadBy reason → connections
     */
    public record Share(
            int connections,
            int connectionsRead,
            long bytes,
            long bytesRead,
            int hosts,
            int hostsRead,
            Map<String, Integer> unreadBy) {
        public static final Share NOTHING = new Share(0, 0, 0, 0, 0, 0, Map.of());

        public Share {
            unreadBy = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(unreadBy));
        }

        /** Both together, if they have no host in common. */
        public Share plus(Share other) {
            Map<String, Integer> reasons = new java.util.TreeMap<>(unreadBy);
            other.unreadBy.forEach((reason, count) -> reasons.merge(reason, count, Integer::sum));
            return new Share(
                    connections + other.connections,
                    connectionsRead + other.connectionsRead,
                    bytes + other.bytes,
                    bytesRead + other.bytesRead,
                    hosts + other.hosts,
                    hostsRead + other.hostsRead,
                    reasons);
        }
    }

    /** One thing that the capture could not see. */
    public record Limit(String kind, io.mingcha.settings.Text text) {}
}
