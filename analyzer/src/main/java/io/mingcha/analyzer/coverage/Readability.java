package io.mingcha.analyzer.coverage;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What of a session could be read.
 *
 * @param unreadBy reason → connections
 * @param unreadHosts reason → hosts
 * @param unused connections that were opened and carried nothing
 * @param resolvers hosts that were asked for names past our resolver → how often
 * @param quicHosts hosts to which QUIC was refused → how often it was begun
 * @param quicPackets packets of QUIC that a firewall refused, if there was one
 */
public record Readability(
        Share whole,
        List<OfClient> clients,
        Map<String, Integer> unreadBy,
        Map<String, Set<String>> unreadHosts,
        int unused,
        Map<String, Integer> resolvers,
        Map<String, Integer> quicHosts,
        long quicPackets) {

    public Readability {
        clients = List.copyOf(clients);
        unreadBy = Collections.unmodifiableMap(new TreeMap<>(unreadBy));
        Map<String, Set<String>> hosts = new TreeMap<>();
        unreadHosts.forEach((reason, at) -> hosts.put(reason, Collections.unmodifiableSet(new TreeSet<>(at))));
        unreadHosts = Collections.unmodifiableMap(hosts);
        resolvers = Collections.unmodifiableMap(new TreeMap<>(resolvers));
        quicHosts = Collections.unmodifiableMap(new TreeMap<>(quicHosts));
    }

    /** How many connections were not read. */
    public int unread() {
        return unreadBy.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** One device or app. */
    public record OfClient(String who, Share share, List<OfHost> hosts) {
        public OfClient {
            hosts = List.copyOf(hosts);
        }
    }

    /** One host that a client spoke with. */
    public record OfHost(
            String host, int connections, int read, long bytes, long bytesRead, Map<String, Integer> unreadBy) {
        public OfHost {
            unreadBy = Collections.unmodifiableMap(new TreeMap<>(unreadBy));
        }
    }

    /**
     * How much of it was read.
     *
     * @param hosts with which bytes or connections were exchanged
     * @param hostsRead of which something was read
     */
    public record Share(int connections, int read, long bytes, long bytesRead, int hosts, int hostsRead) {
        public static final Share NOTHING = new Share(0, 0, 0, 0, 0, 0);

        Share plus(OfHost host) {
            boolean any = host.read() > 0 || host.bytesRead() > 0;
            return new Share(
                    connections + host.connections(),
                    read + host.read(),
                    bytes + host.bytes(),
                    bytesRead + host.bytesRead(),
                    hosts + 1,
                    hostsRead + (any ? 1 : 0));
        }

        /** Of the connections, in percent; all of none. */
        public int percent() {
            return connections == 0 ? 100 : (int) Math.floor(100.0 * read / connections);
        }
    }
}
