package io.mingcha.cli.run;

import io.mingcha.flows.Flow;
import io.mingcha.flows.Message;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Timing;
import io.mingcha.sessions.attribution.Connection;
import io.mingcha.sessions.run.CaptureService.Handshake;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What was recorded of one session so far: exchanges, connections, sizes, and which certificates were taken. */
final class SeenTraffic {
    private static final String REFUSED = "client_refused_certificate";

    private final Consumer<Flow> listener;
    private final Optional<String> only;
    private final AtomicInteger exchanges = new AtomicInteger();
    private final AtomicInteger unread = new AtomicInteger();
    private final AtomicInteger blocked = new AtomicInteger();
    private final Map<Integer, Connection> connections = new ConcurrentHashMap<>();
    private final Map<Integer, Instant> gone = new ConcurrentHashMap<>();
    private final Map<Integer, Set<String>> hosts = new ConcurrentHashMap<>();
    private final Map<Integer, Handshake> handshakes = new ConcurrentHashMap<>();
    private final Map<Integer, Long> bytes = new ConcurrentHashMap<>();

    /** @param only the app whose exchanges count, where those of others come the same way */
    SeenTraffic(Consumer<Flow> listener, Optional<String> only) {
        this.listener = listener;
        this.only = only;
    }

    void add(Flow flow) {
        connections.merge(flow.connection(), connection(flow), SeenTraffic::both);
        hosts.computeIfAbsent(flow.connection(), c -> ConcurrentHashMap.newKeySet())
                .add(flow.server().host());
        // questions for names, which come by the tunnel, are no connections
        boolean counts = !flow.scheme().equals("dns")
                && (only.isEmpty() || only.equals(flow.client().tag()));
        if (counts && flow.outcome().state() == Outcome.State.UNREAD) {
            unread.incrementAndGet();
        } else if (counts && flow.outcome().state() == Outcome.State.BLOCKED) {
            blocked.incrementAndGet();
        } else if (counts && flow.request().isPresent()) {
            exchanges.incrementAndGet();
        }
        shown(flow);
        long size = flow.request().map(SeenTraffic::size).orElse(0L)
                + flow.response().map(SeenTraffic::size).orElse(0L);
        bytes.merge(flow.connection(), size, Long::sum);
        listener.accept(flow);
    }

    /** What an app made of our certificate, once for each connection. */
    private void shown(Flow flow) {
        boolean refused = flow.outcome().reason().equals(REFUSED);
        boolean taken = flow.scheme().equals("https") && flow.request().isPresent();
        if (refused || taken) {
            Instant at = flow.timing().accepted().orElse(flow.timing().opened());
            handshakes.putIfAbsent(
                    flow.connection(), new Handshake(at, flow.server().host(), taken));
        }
    }

    private static long size(Message message) {
        return message.body().length()
                + message.head().stream()
                        .flatMap(h -> h.headers().stream())
                        .mapToLong(h -> h.name().length() + h.value().length() + 4L)
                        .sum();
    }

    private static Connection connection(Flow flow) {
        Timing timing = flow.timing();
        return new Connection(
                flow.connection(),
                address(flow.client().address()),
                timing.accepted().orElse(timing.opened()),
                Optional.empty(),
                flow.client().tag(),
                flow.requestHead().flatMap(h -> h.header("user-agent")));
    }

    private static Connection both(Connection before, Connection now) {
        return new Connection(
                before.number(),
                before.client(),
                before.accepted().isBefore(now.accepted()) ? before.accepted() : now.accepted(),
                Optional.empty(),
                before.tag().or(now::tag),
                before.userAgent().or(now::userAgent));
    }

    List<Connection> connections() {
        return connections.values().stream()
                .sorted(Comparator.comparingInt(Connection::number))
                .map(c -> new Connection(
                        c.number(),
                        c.client(),
                        c.accepted(),
                        Optional.ofNullable(gone.get(c.number())),
                        c.tag(),
                        c.userAgent()))
                .toList();
    }

    /** {@code 192.0.2.7:52011} or {@code [2001:db8::7]:52011}; port 0 if it is neither. */
    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("[\\[\\]]", "");
        return port.matches("\\d{1,5}") && NetUtil.createInetAddressFromIpAddressString(host) != null
                ? new InetSocketAddress(NetUtil.createInetAddressFromIpAddressString(host), Integer.parseInt(port))
                : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Exchanges that were read. */
    int exchanges() {
        return exchanges.get();
    }

    /** Connections that could not be read. */
    int unread() {
        return unread.get();
    }

    int blocked() {
        return blocked.get();
    }

    /** Bytes of each connection, by its number. */
    Map<Integer, Long> bytes() {
        return Map.copyOf(bytes);
    }

    /** Hosts of each connection, by its number. */
    Map<Integer, Set<String>> hosts() {
        return Map.copyOf(hosts);
    }

    List<Handshake> handshakes() {
        return List.copyOf(handshakes.values());
    }

    /** That a client's connection is gone. */
    void gone(int connection, Instant at) {
        gone.put(connection, at);
    }
}
