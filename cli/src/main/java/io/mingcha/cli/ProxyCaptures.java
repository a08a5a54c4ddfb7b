package io.mingcha.cli;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.certs.ExportFormat;
import io.mingcha.flows.Flow;
import io.mingcha.flows.FlowSink;
import io.mingcha.flows.Marker;
import io.mingcha.flows.Message;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Owner;
import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.Timing;
import io.mingcha.proxy.ProxyServer;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.policy.InterceptPolicy;
import io.mingcha.proxy.policy.InterceptRules;
import io.mingcha.proxy.policy.SessionPolicy;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.sessions.attribution.Connection;
import io.mingcha.sessions.device.Route;
import io.mingcha.sessions.device.WayIn;
import io.mingcha.sessions.plan.CaptureWish;
import io.mingcha.sessions.run.CaptureService;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import io.mingcha.store.DataFolder;
import io.mingcha.store.RecordingSession;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Records scripted sessions, each through a proxy of its own; many at a time in one data folder. */
final class ProxyCaptures implements CaptureService, AutoCloseable {
    private final Context context;
    private final DataFolder folder;
    private final ProxyConfig base;
    private final UnaryOperator<ProxyConfig> options;
    private final Supplier<InterceptRules> rules;
    private final Consumer<Flow> listener;
    private final Starter starter;

    private ProxyCaptures(
            Context context,
            DataFolder folder,
            ProxyConfig base,
            UnaryOperator<ProxyConfig> options,
            Supplier<InterceptRules> rules,
            Consumer<Flow> listener,
            Starter starter) {
        this.context = context;
        this.folder = folder;
        this.base = base;
        this.options = options;
        this.rules = rules;
        this.listener = listener;
        this.starter = starter;
    }

    /** Starts proxies. */
    @FunctionalInterface
    interface Starter {
        ProxyServer start(
                ProxyConfig config,
                CertificateAuthority authority,
                InterceptPolicy policy,
                FlowSink sink,
                LocalSite site);
    }

    /**
     * Takes the data folder.
     *
     * @param base where proxies listen, and whom they admit
     * @param options of the command, laid over what a plan says
     */
    static ProxyCaptures open(
            Context context,
            ProxyConfig base,
            UnaryOperator<ProxyConfig> options,
            Supplier<InterceptRules> rules,
            Consumer<Flow> listener) {
        return open(context, base, options, rules, listener, ProxyServer::start);
    }

    static ProxyCaptures open(
            Context context,
            ProxyConfig base,
            UnaryOperator<ProxyConfig> options,
            Supplier<InterceptRules> rules,
            Consumer<Flow> listener,
            Starter starter) {
        return new ProxyCaptures(context, DataFolder.open(context.data()), base, options, rules, listener, starter);
    }

    @Override
    public Recording start(SessionSpec spec, CaptureWish wish) {
        String app = spec.app().packageName();
        PlannedCapture planned = wish.said()
                .map(said -> PlannedCapture.read(said, wish.folder()))
                .orElse(PlannedCapture.NONE);
        ProxyConfig config = waiting(options.apply(planned.on(base)), wish, app);
        Phones phones = Phones.of(context, config.dns().isPresent());
        RecordingSession recording = folder.sessions().create(spec, Instant.now());
        try {
            Seen seen = new Seen(listener, wish.way() == WayIn.TUNNEL ? Optional.of(app) : Optional.empty());
            recording.onRecorded(seen::add);
            recording.onDisconnected(seen.gone::put);
            recording.onFault(fault -> context.complain(fault.in(context.language())));
            InterceptPolicy policy = new AnnouncingPolicy(
                    new SessionPolicy(() -> planned.rules().before(rules.get())), address -> {}, address -> {});
            LastingProxy proxy = new LastingProxy(
                    config,
                    listening -> starter.start(listening, phones.authority(), policy, recording, phones.site()));
            return new OfProxy(spec, wish.way(), recording, proxy, phones.authority(), seen);
        } catch (RuntimeException e) {
            String id = recording.stop().id();
            recording.close();
            folder.sessions().purge(id);
            throw e;
        }
    }

    /** Listens where a device comes that goes this way. */
    private ProxyConfig waiting(ProxyConfig config, CaptureWish wish, String app) {
        InetAddress address = config.listen().getAddress();
        String asked = wish.where().orElse("--listen");
        switch (wish.way()) {
            case SOCKS -> {
                return config.withSocks(new InetSocketAddress(address, 0));
            }
            case TUNNEL -> {
                return BehindGateway.of(context, asked).knowing(app, asked).on(config);
            }
            case REVERSE -> {
                if (!address.isLoopbackAddress() && !address.isAnyLocalAddress()) {
                    throw new Fault(
                                    Text.of(
                                            "经 adb 的端口只能通到本机，而代理监听在 " + address.getHostAddress(),
                                            "A port of adb leads to this machine itself, but the proxy listens on "
                                                    + address.getHostAddress()),
                                    asked,
                                    Text.of("去掉 --listen，或写 way: network", "Leave --listen out, or write way: network"))
                            .asException();
                }
                return config;
            }
            case NETWORK -> {
                if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
                    throw new Fault(
                                    Text.of("代理没有监听在网络地址上", "The proxy does not listen on an address of the network"),
                                    asked,
                                    Text.of(
                                            "写明地址：--listen 192.168.1.10:0 --allow 手机地址",
                                            "Name one: --listen 192.168.1.10:0 --allow ADDRESS-OF-THE-PHONE"))
                            .asException();
                }
                return config;
            }
            default -> {
                return config;
            }
        }
    }

    @Override
    public void close() {
        folder.close();
    }

    /** What was recorded so far. */
    private static final class Seen {
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
        Seen(Consumer<Flow> listener, Optional<String> only) {
            this.listener = listener;
            this.only = only;
        }

        void add(Flow flow) {
            connections.merge(flow.connection(), connection(flow), Seen::both);
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
            long size = flow.request().map(Seen::size).orElse(0L)
                    + flow.response().map(Seen::size).orElse(0L);
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

        List<Connection> list() {
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
    }

    private final class OfProxy implements Recording {
        private final RecordingSession recording;
        private final LastingProxy proxy;
        private final Route route;
        private final Seen seen;
        private final SessionSpec asked;
        private SessionSpec spec;

        OfProxy(
                SessionSpec spec,
                WayIn way,
                RecordingSession recording,
                LastingProxy proxy,
                CertificateAuthority authority,
                Seen seen) {
            this.asked = spec;
            this.spec = spec;
            this.recording = recording;
            this.proxy = proxy;
            this.seen = seen;
            this.route = new Route(
                    way,
                    way == WayIn.SOCKS ? proxy.socks().orElseThrow() : proxy.address(),
                    new String(authority.export(ExportFormat.PEM).content(), StandardCharsets.US_ASCII),
                    authority.export(ExportFormat.ANDROID).fileName(),
                    Optional.empty());
        }

        @Override
        public String id() {
            return recording.session().id();
        }

        @Override
        public Route route() {
            return route;
        }

        @Override
        public Instant now() {
            return recording.now();
        }

        @Override
        public void mark(Marker marker) {
            recording.addMarker(marker);
        }

        @Override
        public void keep(String name, byte[] content) {
            recording.keep(name, content);
        }

        @Override
        public Traffic traffic() {
            recording.flush();
            int exchanges = seen.exchanges.get();
            int unread = seen.unread.get();
            return new Traffic(
                    exchanges,
                    exchanges + unread + seen.blocked.get(),
                    unread,
                    recording.session().unrecordedSince().isEmpty());
        }

        @Override
        public Standing standing() {
            if (recording.session().unrecordedSince().isPresent()) {
                return Standing.NOT_RECORDING;
            }
            return proxy.standing();
        }

        @Override
        public Optional<Volume> volume() {
            return Optional.of(new Volume(Map.copyOf(seen.bytes), proxy.open()));
        }

        @Override
        public List<Handshake> handshakes() {
            return List.copyOf(seen.handshakes.values());
        }

        @Override
        public List<Connection> connections() {
            return seen.list();
        }

        @Override
        public Map<Integer, Set<String>> hosts() {
            return Map.copyOf(seen.hosts);
        }

        @Override
        public void own(Map<Integer, Owner> owners) {
            recording.own(owners);
        }

        @Override
        public void describe(SessionSpec replaced) {
            spec = replaced;
        }

        @Override
        public SessionSpec spec() {
            return spec;
        }

        @Override
        public void close() {
            proxy.close();
            String id = recording.stop().id();
            if (!spec.equals(asked)) {
                folder.sessions().setSpec(id, spec);
            }
        }
    }
}
