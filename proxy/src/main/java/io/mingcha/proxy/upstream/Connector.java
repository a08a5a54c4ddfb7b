package io.mingcha.proxy.upstream;

import io.mingcha.flows.Outcome;
import io.mingcha.flows.Tls;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.config.UpstreamProxy;
import io.mingcha.proxy.record.Reading;
import io.mingcha.proxy.tls.Alert;
import io.mingcha.proxy.tls.CertificateCheck;
import io.mingcha.proxy.tls.CertificateIssue;
import io.mingcha.proxy.tls.Negotiated;
import io.mingcha.proxy.tls.TlsContexts;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Makes connections to servers, on the event loop of the client they are for. */
public final class Connector implements AutoCloseable {
    private static final long HEAD_START_MILLIS = 250;

    private final TlsContexts contexts;
    private final CertificateCheck check;
    private final DestinationGuard guard;
    private final Resolver resolver;
    private final Supplier<Instant> clock;
    private final Duration timeout;
    private final List<UpstreamProxy> proxies;
    private final Wanted wanted;

    /** Told of a server that wants a certificate of its client, which is not there. */
    public interface Wanted {
        void by(String host, int port);
    }

    public Connector(
            ProxyConfig config,
            TlsContexts contexts,
            CertificateCheck check,
            DestinationGuard guard,
            Supplier<Instant> clock,
            Wanted wanted) {
        this(config, contexts, check, guard, clock, wanted, InetAddress::getAllByName);
    }

    Connector(
            ProxyConfig config,
            TlsContexts contexts,
            CertificateCheck check,
            DestinationGuard guard,
            Supplier<Instant> clock,
            Wanted wanted,
            Resolver.Lookup system) {
        this.contexts = contexts;
        this.check = check;
        this.guard = guard;
        this.resolver = new Resolver(config.overrides(), system);
        this.clock = clock;
        this.timeout = config.timeouts().connect();
        this.proxies = config.upstreamProxies();
        this.wanted = wanted;
    }

    /** The future fails with an {@link UpstreamFailure} only. */
    public Future<Upstream> connect(EventLoop loop, Destination destination) {
        Attempt attempt = new Attempt(loop, destination);
        attempt.start();
        return attempt.result;
    }

    /** The address of a host that may be reached; fails with an {@link UpstreamFailure} only. */
    public Future<InetSocketAddress> locate(EventLoop loop, String host, int port) {
        Promise<InetSocketAddress> located = loop.newPromise();
        Destination destination = new Destination(host, port, Optional.empty(), Optional.empty());
        resolver.resolve(destination, loop).addListener((Future<Resolver.Resolution> f) -> {
            if (!f.isSuccess()) {
                located.setFailure(UpstreamFailure.failed("dns_failed", "no address for " + host, Optional.empty()));
                return;
            }
            List<InetSocketAddress> allowed = allowed(f.getNow());
            if (allowed.isEmpty()) {
                located.setFailure(refusal(host, f.getNow()));
            } else {
                located.setSuccess(allowed.get(0));
            }
        });
        return located;
    }

    private List<InetSocketAddress> allowed(Resolver.Resolution resolution) {
        return resolution.addresses().stream()
                .filter(a -> guard.refuses(a, resolution.chosen()).isEmpty())
                .toList();
    }

    private UpstreamFailure refusal(String host, Resolver.Resolution resolution) {
        InetSocketAddress refused = resolution.addresses().get(0);
        String why = guard.refuses(refused, resolution.chosen()).orElse("");
        return new UpstreamFailure(
                Outcome.blocked(
                        "destination_refused",
                        host + " is " + refused.getAddress().getHostAddress() + ", " + why),
                Optional.of(refused));
    }

    @Override
    public void close() {
        resolver.close();
    }

    private final class Attempt {
        private final EventLoop loop;
        private final Destination destination;
        private final Promise<Upstream> result;
        private final Queue<InetSocketAddress> untried = new ArrayDeque<>();
        private Instant resolved;
        private int underWay;
        private boolean won;

        Attempt(EventLoop loop, Destination destination) {
            this.loop = loop;
            this.destination = destination;
            this.result = loop.newPromise();
            this.resolved = clock.get();
        }

        void start() {
            Optional<UpstreamProxy> proxy = proxies.stream()
                    .filter(p -> p.hosts().matches(destination.serverName().orElse(destination.host())))
                    .findFirst();
            if (proxy.isPresent()) {
                goThrough(proxy.get());
                return;
            }
            resolver.resolve(destination, loop).addListener((Future<Resolver.Resolution> f) -> {
                resolved = clock.get();
                if (f.isSuccess()) {
                    dialAllowed(f.getNow());
                } else {
                    fail("dns_failed", "no address for " + destination.host(), Optional.empty());
                }
            });
        }

        /** The proxy looks the name up; what it must not reach is its own affair, but for literal addresses. */
        private void goThrough(UpstreamProxy proxy) {
            InetAddress literal = NetUtil.createInetAddressFromIpAddressString(destination.host());
            Resolver.Resolution named = new Resolver.Resolution(
                    literal == null ? List.of() : List.of(new InetSocketAddress(literal, destination.port())), false);
            if (literal != null && allowed(named).isEmpty()) {
                result.tryFailure(refusal(destination.host(), named));
                return;
            }
            Destination hop = new Destination(proxy.host(), proxy.port(), Optional.empty(), Optional.empty());
            resolver.resolve(hop, loop).addListener((Future<Resolver.Resolution> f) -> {
                resolved = clock.get();
                if (f.isSuccess()) {
                    dialThrough(proxy, f.getNow().addresses().get(0));
                } else {
                    fail("dns_failed", "no address for the upstream proxy " + proxy.host(), Optional.empty());
                }
            });
        }

        private void dialThrough(UpstreamProxy proxy, InetSocketAddress hop) {
            ProxyHandler handler = ProxyHandlers.of(proxy, hop);
            handler.setConnectTimeoutMillis(timeout.toMillis());
            InetSocketAddress target = InetSocketAddress.createUnresolved(destination.host(), destination.port());
            Channel channel = bootstrap()
                    .resolver(NoopAddressResolverGroup.INSTANCE)
                    .handler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel opened) {
                            opened.pipeline().addLast(handler, new Hold());
                        }
                    })
                    .connect(target)
                    .channel();
            handler.connectFuture().addListener(f -> {
                if (f.isSuccess()) {
                    channel.pipeline().remove(handler);
                    connected(channel, hop, clock.get());
                } else {
                    channel.close();
                    boolean late = f.cause() instanceof ConnectTimeoutException;
                    fail(
                            late ? "upstream_timeout" : "upstream_unreachable",
                            "upstream proxy " + address(hop) + ": " + f.cause().getMessage(),
                            Optional.of(hop));
                }
            });
        }

        private Bootstrap bootstrap() {
            return new Bootstrap()
                    .group(loop)
                    .channel(Transport.socketChannel(loop))
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis());
        }

        private void dialAllowed(Resolver.Resolution resolution) {
            List<InetSocketAddress> allowed = allowed(resolution);
            if (allowed.isEmpty()) {
                result.tryFailure(refusal(destination.host(), resolution));
            } else {
                untried.addAll(allowed);
                dialNext();
            }
        }

        /** The next address gets its chance when one fails, or soon: the first connection wins (RFC 8305, 5). */
        private void dialNext() {
            InetSocketAddress address = won ? null : untried.poll();
            if (address == null) {
                return;
            }
            underWay++;
            ChannelFuture connecting = bootstrap()
                    .handler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            channel.pipeline().addLast(new Hold());
                        }
                    })
                    .connect(address);
            if (!untried.isEmpty()) {
                loop.schedule(this::dialNext, HEAD_START_MILLIS, TimeUnit.MILLISECONDS);
            }
            connecting.addListener(f -> {
                underWay--;
                if (f.isSuccess() && won) {
                    connecting.channel().close();
                } else if (f.isSuccess()) {
                    won = true;
                    connected(connecting.channel(), address, clock.get());
                } else if (!won && !untried.isEmpty()) {
                    dialNext();
                } else if (!won && underWay == 0) {
                    refused(address, f.cause());
                }
            });
        }

        private void refused(InetSocketAddress address, Throwable cause) {
            boolean late = cause instanceof ConnectTimeoutException;
            String detail = late ? "no answer from " + address(address) : address(address) + " refused the connection";
            fail(late ? "upstream_timeout" : "upstream_unreachable", detail, Optional.of(address));
        }

        private void connected(Channel channel, InetSocketAddress address, Instant connected) {
            if (destination.tls().isEmpty()) {
                deliver(channel, address, Optional.empty(), List.of(), Set.of(), connected, Optional.empty());
                return;
            }
            Destination.TlsOffer offer = destination.tls().get();
            SslHandler handler = contexts.client(
                    channel.alloc(),
                    offer.serverName(),
                    offer.verifyAs(),
                    destination.port(),
                    offer.protocols(),
                    offer.likeness());
            Runnable insisting = () -> wanted.by(offer.verifyAs(), destination.port());
            handler.setHandshakeTimeoutMillis(timeout.toMillis());
            channel.pipeline().addFirst(handler);
            handler.handshakeFuture().addListener(f -> {
                if (f.isSuccess()) {
                    List<X509Certificate> chain = Negotiated.chain(handler);
                    Set<CertificateIssue> issues = chain.isEmpty() ? Set.of() : check.issues(chain, offer.verifyAs());
                    Tls tls = Negotiated.withServer(handler, chain, issues);
                    if (contexts.lackedCertificate(handler)) {
                        channel.pipeline()
                                .addBefore(
                                        channel.pipeline().context(Hold.class).name(), null, new TurnedAway(insisting));
                    }
                    deliver(channel, address, Optional.of(tls), chain, issues, connected, Optional.of(clock.get()));
                } else {
                    channel.close();
                    if (contexts.lackedCertificate(handler) && isTurnedAway(f.cause())) {
                        insisting.run();
                        fail("client_certificate_wanted", UpstreamFailure.CERTIFICATE_WANTED, Optional.of(address));
                        return;
                    }
                    fail(
                            handshakeFailure(f.cause()),
                            address(address) + ": TLS handshake failed: " + said(f.cause()),
                            Optional.of(address));
                }
            });
        }

        /** What lies at the bottom says more than what the engine makes of it. */
        private static String said(Throwable problem) {
            Throwable cause = problem.getCause();
            return problem.getMessage() + (cause == null ? "" : ": " + cause.getMessage());
        }

        private static boolean isTurnedAway(Throwable cause) {
            return Alert.reportedBy(String.valueOf(cause.getMessage()))
                    .filter(Alert::wantsCertificate)
                    .isPresent();
        }

        private static String handshakeFailure(Throwable cause) {
            if (cause instanceof SslHandshakeTimeoutException) {
                return "upstream_timeout";
            }
            boolean protocol = Alert.reportedBy(String.valueOf(cause.getMessage()))
                    .filter(a -> a.name().equals("no_application_protocol"))
                    .isPresent();
            return protocol ? UpstreamFailure.NO_COMMON_PROTOCOL : "upstream_tls_failed";
        }

        private void deliver(
                Channel channel,
                InetSocketAddress address,
                Optional<Tls> tls,
                List<X509Certificate> chain,
                Set<CertificateIssue> issues,
                Instant connected,
                Optional<Instant> secured) {
            Upstream.Marks marks = new Upstream.Marks(resolved, connected, secured);
            Upstream upstream = new Upstream(channel, new Reading(channel), address, tls, chain, issues, marks);
            if (!result.trySuccess(upstream)) {
                channel.close();
            }
        }

        private void fail(String reason, String detail, Optional<InetSocketAddress> address) {
            result.tryFailure(UpstreamFailure.failed(reason, detail, address));
        }

        private static String address(InetSocketAddress address) {
            return address.getAddress().getHostAddress() + ":" + address.getPort();
        }
    }
}
