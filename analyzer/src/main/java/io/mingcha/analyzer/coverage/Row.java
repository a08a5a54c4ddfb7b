package io.mingcha.analyzer.coverage;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What one client exchanged with one host. */
final class Row {
    private final Map<String, Integer> unreadBy = new TreeMap<>();
    private final Set<Integer> connections = new HashSet<>();
    private int read;
    private long bytes;
    private long bytesRead;

    /**
     * @param first whether it is the first exchange of its connection
     */
    void read(long count, boolean first) {
        bytes += count;
        bytesRead += count;
        read += first ? 1 : 0;
    }

    /** As {@link #read}, of a connection that is known by its number only. */
    void readOf(int connection, long count) {
        read(count, connections.add(connection));
    }

    void unread(String reason, long count) {
        bytes += count;
        unreadBy.merge(reason, 1, Integer::sum);
    }

    /** Bytes of a connection whose reason is not known yet. */
    void undecided(long count) {
        bytes += count;
    }

    Readability.OfHost finish(String host, Map<String, Integer> decided) {
        Map<String, Integer> all = new TreeMap<>(unreadBy);
        decided.forEach((reason, count) -> all.merge(reason, count, Integer::sum));
        int unread = all.values().stream().mapToInt(Integer::intValue).sum();
        return new Readability.OfHost(host, read + unread, read, bytes, bytesRead, all);
    }

    boolean isEmpty() {
        return read == 0 && bytes == 0 && unreadBy.isEmpty();
    }
}
