package io.mingcha.proxy;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.flows.FlowSink;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.engine.Connections;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.front.Front;
import io.mingcha.proxy.policy.InterceptPolicy;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.proxy.tls.CertificateCheck;
import io.mingcha.proxy.tls.TlsContexts;
import io.mingcha.proxy.upstream.Connector;
import io.mingcha.proxy.upstream.DestinationGuard;
import io.mingcha.settings.Fault;
import io.mingcha.settings.FaultException;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** A running proxy. */
public final class ProxyServer implements AutoCloseable {
    private static final long CLOSING_SECONDS = 5;

    private final Front front;
    private final Engine engine;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ProxyServer(Front front, Engine engine) {
        this.front = front;
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
        refuseOpenProxy(config);
        CertificateCheck check = check(config);
        TlsContexts contexts = contexts(authority);
        AtomicReference<Optional<InetSocketAddress>> own = new AtomicReference<>(Optional.empty());
        DestinationGuard guard = new DestinationGuard(config.allowLoopback(), own::get);
        Connector connector = new Connector(config, contexts, check, guard, sink::now);
        Engine engine = new Engine(config, sink, policy, site, contexts, connector, guard, new Connections());
        try {
            Front front = Front.listen(engine);
            own.set(Optional.of(front.address()));
            return new ProxyServer(front, engine);
        } catch (RuntimeException e) {
            connector.close();
            contexts.close();
            throw new Fault(
                            Text.of("无法监听代理端口", "The proxy cannot listen"),
                            config.listen().getHostString() + ":"
                                    + config.listen().getPort(),
                            Text.of(
                                    "端口可能被占用：请用 --listen 选择其他端口，或结束占用它的程序",
                                    "The port is probably taken: choose another with --listen, or end the program that holds it"))
                    .asException(e);
        }
    }

    private static void refuseOpenProxy(ProxyConfig config) {
        boolean open = !config.listen().getAddress().isLoopbackAddress()
                && config.clients().isEmpty()
                && config.credentials().isEmpty();
        if (open) {
            throw new Fault(
                            Text.of("代理将对整个网络开放", "The proxy would be open to the whole network"),
                            config.listen().getHostString() + ":"
                                    + config.listen().getPort(),
                            Text.of(
                                    "请用 --allow 指定可用的地址，或用 --auth 设置用户名和密码",
                                    "Say who may use it with --allow, or ask for a user and password with --auth"))
                    .asException();
        }
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

    private static TlsContexts contexts(CertificateAuthority authority) {
        try {
            return new TlsContexts(authority);
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
