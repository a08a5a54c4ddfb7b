package io.mingcha.analyzer.coverage;

import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Message;
import io.mingcha.flows.Tls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts what could be read, flow by flow in any order. Questions for names are not counted: they are asked of the proxy
 * itself, and it answers. Safe for several threads.
 */
public final class Tally {
    static final String UNUSED = "unused";

    /** Hostile clients can name hosts without end. */
    private static final int MOST_ROWS = 10_000;

    private static final String OTHERS = "…";
    private static final String DNS_MESSAGE = "application/dns-message";
    private static final int DNS_OVER_TLS = 853;

    private final boolean imported;
    private final Map<String, Map<String, Row>> rows = new TreeMap<>();
    private final Refusals refusals = new Refusals();
    private final Map<String, Integer> resolvers = new HashMap<>();
    private final Map<String, Integer> quicHosts = new HashMap<>();
    private long quicPackets;
    private int rowCount;
    private int unused;

    /**
     * @param imported whether the flows come from a file that knows nothing of connections but their number
     */
    public Tally(boolean imported) {
        this.imported = imported;
    }

    /** @param shown the host as it may be shown */
    public synchronized void add(Flow flow, String shown) {
        if (flow.scheme().equals("dns")) {
            return;
        }
        String host = shown.isEmpty() ? OTHERS : shown;
        if (asksForNames(flow)) {
            resolvers.merge(host, 1, Integer::sum);
        }
        String reason = flow.outcome().reason();
        switch (flow.outcome().state()) {
            case UNREAD -> unread(flow, host, reason);
            case BLOCKED -> blocked(flow, host, reason);
            default -> read(flow, host);
        }
    }

    private void unread(Flow flow, String host, String reason) {
        long bytes = bytes(flow);
        if (reason.equals(UNUSED) || reason.equals("client_closed") && bytes == 0) {
            unused++;
        } else if (Refusals.concern(reason)) {
            row(flow, host).undecided(bytes);
            refusals.add(flow, host);
        } else {
            row(flow, host).unread(reason, bytes);
        }
        // a handshake of ours that was completed, and something behind it
        if (bytes > 0 && flow.clientTls().flatMap(Tls::version).isPresent()) {
            refusals.taken(flow, host);
        }
    }

    private void blocked(Flow flow, String host, String reason) {
        if (reason.equals("quic_refused")) {
            quicHosts.merge(host, 1, Integer::sum);
        } else if (reason.equals("quic_refused_by_gateway")) {
            String detail = flow.outcome().detail();
            int end = detail.indexOf(' ');
            quicPackets += end > 0 ? Long.parseLong(detail.substring(0, end)) : 0;
        } else {
            read(flow, host);
        }
    }

    private void read(Flow flow, String host) {
        if (flow.request().isEmpty()) {
            return;
        }
        if (imported) {
            row(flow, host).readOf(flow.connection(), bytes(flow));
        } else {
            row(flow, host).read(bytes(flow), flow.timing().accepted().isPresent());
        }
        if (flow.scheme().equals("https")) {
            refusals.taken(flow, host);
        }
    }

    private Row row(Flow flow, String host) {
        Map<String, Row> ofClient = rows.computeIfAbsent(flow.client().who(), w -> new TreeMap<>());
        Row known = ofClient.get(host);
        if (known == null && rowCount >= MOST_ROWS) {
            return ofClient.computeIfAbsent(OTHERS, h -> new Row());
        }
        if (known == null) {
            rowCount++;
            known = new Row();
            ofClient.put(host, known);
        }
        return known;
    }

    private static long bytes(Flow flow) {
        long sent = flow.request().map(Message::body).map(b -> b.length()).orElse(0L);
        long received = flow.response().map(Message::body).map(b -> b.length()).orElse(0L);
        return sent + received;
    }

    /** Over HTTPS (RFC 8484), TLS (RFC 7858) or QUIC (RFC 9250): past the resolver that the device was given. */
    private static boolean asksForNames(Flow flow) {
        boolean https = flow.requestHead()
                .filter(r -> isDnsMessage(r) || r.target().startsWith("/dns-query"))
                .isPresent();
        boolean answered = flow.responseHead().filter(Tally::isDnsMessage).isPresent();
        boolean tls = flow.requestHead().isEmpty()
                && (flow.server().port() == DNS_OVER_TLS
                        || flow.clientTls()
                                .filter(t -> t.offeredAlpn().contains("dot"))
                                .isPresent());
        return https || answered || tls;
    }

    private static boolean isDnsMessage(Head head) {
        return head.header("content-type")
                .filter(t -> t.regionMatches(true, 0, DNS_MESSAGE, 0, DNS_MESSAGE.length()))
                .isPresent();
    }

    /** How it stands. */
    public synchronized Readability finish() {
        Map<String, Map<String, Map<String, Integer>>> judged = refusals.judged();
        Map<String, Integer> unreadBy = new TreeMap<>();
        Map<String, Set<String>> unreadHosts = new TreeMap<>();
        List<Readability.OfClient> clients = new ArrayList<>();
        int spare = unused;
        Readability.Share whole = Readability.Share.NOTHING;
        Map<String, Boolean> hosts = new HashMap<>();
        for (Map.Entry<String, Map<String, Row>> client : rows.entrySet()) {
            List<Readability.OfHost> ofClient = new ArrayList<>();
            Readability.Share share = Readability.Share.NOTHING;
            for (Map.Entry<String, Row> row : client.getValue().entrySet()) {
                Map<String, Integer> decided = new TreeMap<>(
                        judged.getOrDefault(client.getKey(), Map.of()).getOrDefault(row.getKey(), Map.of()));
                Integer never = decided.remove(UNUSED);
                spare += never == null ? 0 : never;
                if (decided.isEmpty() && row.getValue().isEmpty()) {
                    continue;
                }
                Readability.OfHost host = row.getValue().finish(row.getKey(), decided);
                ofClient.add(host);
                share = share.plus(host);
                whole = whole.plus(host);
                hosts.merge(row.getKey(), host.bytesRead() > 0 || host.read() > 0, Boolean::logicalOr);
                host.unreadBy().forEach((reason, count) -> {
                    unreadBy.merge(reason, count, Integer::sum);
                    unreadHosts.computeIfAbsent(reason, r -> new TreeSet<>()).add(host.host());
                });
            }
            if (!ofClient.isEmpty()) {
                clients.add(new Readability.OfClient(client.getKey(), share, ofClient));
            }
        }
        return new Readability(
                new Readability.Share(
                        whole.connections(), whole.read(), whole.bytes(), whole.bytesRead(), hosts.size(), (int)
                                hosts.values().stream().filter(read -> read).count()),
                clients,
                unreadBy,
                unreadHosts,
                spare,
                resolvers,
                quicHosts,
                quicPackets);
    }
}
