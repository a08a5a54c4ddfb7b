package io.mingcha.proxy;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.flows.FlowSink;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.dns.DnsListener;
import io.mingcha.proxy.dns.NameService;
import io.mingcha.proxy.engine.Admission;
import io.mingcha.proxy.engine.Connections;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.front.Front;
import io.mingcha.proxy.listen.Listener;
import io.mingcha.proxy.policy.InterceptPolicy;
import io.mingcha.proxy.redirect.Redirected;
import io.mingcha.proxy.redirect.RedirectedDatagrams;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.proxy.socks.Socks;
import io.mingcha.proxy.tls.CertificateCheck;
import io.mingcha.proxy.tls.TlsContexts;
import io.mingcha.proxy.upstream.CertificateProbe;
import io.mingcha.proxy.upstream.Connector;
import io.mingcha.proxy.upstream.DestinationGuard;
import io.mingcha.settings.Fault;
import io.mingcha.settings.FaultException;
import io.mingcha.settings.Text;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A running proxy. */
public final class ProxyServer implements AutoCloseable {
    private static final long CLOSING_SECONDS = 5;

    private final Front front;
    private final Map<WayIn, Listener> others;
    private final Optional<DnsListener> dns;
    private final Optional<RedirectedDatagrams> datagrams;
    private final Engine engine;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ProxyServer(
            Front front,
            Map<WayIn, Listener> others,
            Optional<DnsListener> dns,
            Optional<RedirectedDatagrams> datagrams,
            Engine engine) {
        this.front = front;
        this.others = Map.copyOf(others);
        this.dns = dns;
        this.datagrams = datagrams;
        this.engine = engine;
    }

    /**
     * Starts listening.
     *
     * @throws FaultException if the address cannot be bound, an authority cannot be read, or others could use the proxy
     *     without being asked who they are
     */
    public static ProxyServer start(
            ProxyConfig config, CertificateAuthority authority, InterceptPolicy policy, FlowSink sink, LocalSite site) {
        return start(config, authority, policy, sink, site, Redirected::destination);
    }

    /**
     * Starts listening.
     *
     * @param destinations where a redirected connection was going
     */
    static ProxyServer start(
            ProxyConfig config,
            CertificateAuthority authority,
            InterceptPolicy policy,
            FlowSink sink,
            LocalSite site,
            Function<Channel, Optional<InetSocketAddress>> destinations) {
        refuseOpenProxy(config);
        CertificateCheck check = check(config);
        TlsContexts contexts = contexts(config, authority);
        List<InetSocketAddress> own = new CopyOnWriteArrayList<>();
        DestinationGuard guard = new DestinationGuard(config.allowLoopback(), () -> own);
        Connector connector = new Connector(config, contexts, check, guard, sink::now, policy::clientCertificateWanted);
        Engine engine = new Engine(
                config,
                sink,
                policy,
                site,
                contexts,
                connector,
                new CertificateProbe(connector),
                guard,
                new Admission(config),
                new Connections());
        NameService names = new NameService(engine);
        Map<WayIn, Listener> others = new EnumMap<>(WayIn.class);
        Optional<DnsListener> dns = Optional.empty();
        try {
            config.socks()
                    .ifPresent(at ->
                            others.put(WayIn.SOCKS, bound(at, "--socks", () -> Socks.listen(engine, names, at))));
            config.redirected().ifPresent(at -> others.put(WayIn.REDIRECTED, redirected(engine, at, destinations)));
            dns = config.dns().map(at -> bound(at, "--dns", () -> DnsListener.listen(engine, names, at)));
            Front front = bound(config.listen(), "--listen", () -> Front.listen(engine));
            own.add(front.address());
            others.values().forEach(listener -> own.add(listener.address()));
            dns.ifPresent(listener -> own.add(listener.address()));
            Optional<RedirectedDatagrams> datagrams = Optional.ofNullable(others.get(WayIn.REDIRECTED))
                    .flatMap(
                            redirected -> datagrams(engine, redirected.address().getPort()));
            return new ProxyServer(front, others, dns, datagrams, engine);
        } catch (RuntimeException e) {
            dns.ifPresent(DnsListener::close);
            others.values().forEach(Listener::close);
            connector.close();
            contexts.close();
            throw e;
        }
    }

    private static <T> T bound(InetSocketAddress address, String option, Supplier<T> listening) {
        try {
            return listening.get();
        } catch (RuntimeException e) {
            throw new Fault(
                            Text.of("无法监听代理端口", "The proxy cannot listen"),
                            address.getHostString() + ":" + address.getPort(),
                            Text.of(
                                    "端口可能被占用：请用 " + option + " 选择其他端口，或结束占用它的程序",
                                    "The port is probably taken: choose another with " + option
                                            + ", or end the program that holds it"))
                    .asException(e);
        }
    }

    /** Beside redirected connections where this process may administer the network. */
    private static Optional<RedirectedDatagrams> datagrams(Engine engine, int port) {
        try {
            return Optional.of(RedirectedDatagrams.listen(engine, port));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** By TPROXY too where this process may; REDIRECT alone needs no right. */
    private static Listener redirected(
            Engine engine, InetSocketAddress address, Function<Channel, Optional<InetSocketAddress>> destinations) {
        if (!Redirected.isPossible()) {
            throw new Fault(
                            Text.of("本机无法接收重定向的流量", "This machine cannot take redirected traffic"),
                            "--redirected",
                            Text.of(
                                    "仅 Linux 支持：请改用 --listen 或 --socks",
                                    "Only Linux can: use --listen or --socks instead"))
                    .asException();
        }
        try {
            return Redirected.listen(engine, address, true, destinations);
        } catch (RuntimeException e) {
            return bound(address, "--redirected", () -> Redirected.listen(engine, address, false, destinations));
        }
    }

    private static void refuseOpenProxy(ProxyConfig config) {
        if (!config.clients().isEmpty() || config.pairing()) {
            return;
        }
        Text what = Text.of("代理将对整个网络开放", "The proxy would be open to the whole network");
        open(config.redirected(), config.dns()).ifPresent(where -> {
            // nobody can be asked for credentials who does not know that there is a proxy
            throw new Fault(
                            what,
                            where,
                            Text.of(
                                    "请用 --pair 逐台配对设备，或用 --allow 指定可用的地址；经此处到来的无法询问密码，--auth 不够",
                                    "Pair each device with --pair, or say who may use it with --allow; what comes in here cannot be asked for a password, so --auth is not enough"))
                    .asException();
        });
        if (config.credentials().isEmpty()) {
            open(Optional.of(config.listen()), config.socks()).ifPresent(where -> {
                throw new Fault(
                                what,
                                where,
                                Text.of(
                                        "请用 --pair 逐台配对设备，用 --allow 指定可用的地址，或用 --auth 设置用户名和密码",
                                        "Pair each device with --pair, say who may use it with --allow, or ask for a user and password with --auth"))
                        .asException();
            });
        }
    }

    /** The first of these that others than this machine can reach. */
    @SafeVarargs
    private static Optional<String> open(Optional<InetSocketAddress>... listeners) {
        return Stream.of(listeners)
                .flatMap(Optional::stream)
                .filter(at -> !at.getAddress().isLoopbackAddress())
                .map(at -> at.getHostString() + ":" + at.getPort())
                .findFirst();
    }

    private static CertificateCheck check(ProxyConfig config) {
        try {
            return new CertificateCheck(AuthorityFiles.read(config.upstreamAuthorities()));
        } catch (GeneralSecurityException | IOException e) {
            throw new Fault(
                            Text.of("无法读取系统的根证书", "The platform's root certificates cannot be read"),
                            System.getProperty("java.home", "java"),
                            Text.of("请重新安装 Java 运行环境", "Install the Java runtime again"))
                    .asException(e);
        }
    }

    private static TlsContexts contexts(ProxyConfig config, CertificateAuthority authority) {
        try {
            return new TlsContexts(authority, config.clientCertificates());
        } catch (IOException e) {
            throw new Fault(
                            Text.of("TLS 无法启动", "TLS cannot be started"),
                            System.getProperty("java.version", "java"),
                            Text.of("请运行：mingcha doctor", "Run: mingcha doctor"))
                    .asException(e);
        }
    }

    /** Where it listens; the port is the real one if 0 was asked for. */
    public InetSocketAddress address() {
        return front.address();
    }

    /** Whether addresses can be let in while it runs. */
    public boolean pairs() {
        return engine.admission().pairs();
    }

    /** A way in beside the HTTP proxy. */
    public enum WayIn {
        SOCKS,
        REDIRECTED
    }

    /** Where it answers for names, if it does. */
    public Optional<InetSocketAddress> dnsAddress() {
        return dns.map(DnsListener::address);
    }

    /** Where another way in is, if it is configured. */
    public Optional<InetSocketAddress> address(WayIn way) {
        return Optional.ofNullable(others.get(way)).map(Listener::address);
    }

    /** Whether TLS is native rather than the JDK's. */
    public boolean isTlsNative() {
        return engine.contexts().isNative();
    }

    public Counts counts() {
        Connections connections = engine.connections();
        return new Counts(
                connections.acceptedConnections(),
                connections.openConnections(),
                connections.openFlows(),
                connections.isStopping());
    }

    /** How busy it is. */
    public record Counts(long acceptedConnections, int openConnections, int openFlows, boolean stopping) {}

    /** Takes no more connections, lets exchanges finish for a while, then closes what is left and its records. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        await(engine.connections().drain(), engine.config().timeouts().grace().toMillis());
        await(engine.connections().closeAll(), TimeUnit.SECONDS.toMillis(CLOSING_SECONDS));
        front.close();
        others.values().forEach(Listener::close);
        dns.ifPresent(DnsListener::close);
        datagrams.ifPresent(RedirectedDatagrams::close);
        engine.connector().close();
        engine.contexts().close();
    }

    private static void await(CompletableFuture<Void> end, long millis) {
        try {
            end.get(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            // Bounded: what does not end by itself is closed by the next step.
        }
    }
}
