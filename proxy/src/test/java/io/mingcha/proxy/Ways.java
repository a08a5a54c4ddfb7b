package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Tls;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.config.ResolveOverride;
import io.mingcha.proxy.config.Timeouts;
import io.mingcha.proxy.policy.InterceptPolicy;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.testkit.Peer;
import io.mingcha.testkit.RawClient;
import io.mingcha.testkit.Script;
import io.mingcha.testkit.TestServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A proxy with all its ways in, a server of one protocol, and clients that come by one way. */
final class Ways implements AutoCloseable {
    static final String HOST = "api.example";
    private static final String ADDRESS = "192.0.2.10";
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    /** A way from a client to the proxy. */
    enum Way {
        CONNECT(EnumSet.allOf(Protocol.class), "phone"),
        /** Requests with absolute addresses, which nothing but HTTP/1.1 has. */
        ABSOLUTE(EnumSet.of(Protocol.HTTP1), "phone"),
        SOCKS5(EnumSet.allOf(Protocol.class), "tablet"),
        REDIRECTED(EnumSet.allOf(Protocol.class), "phone");

        final Set<Protocol> protocols;
        /** Whose its flows are. */
        final String tag;

        Way(Set<Protocol> protocols, String tag) {
            this.protocols = protocols;
            this.tag = tag;
        }
    }

    /** What is spoken on it. */
    enum Protocol {
        HTTP1_TLS("https", "HTTP/1.1", Optional.of("http/1.1")),
        HTTP1("http", "HTTP/1.1", Optional.empty()),
        HTTP2_TLS("https", "HTTP/2", Optional.of("h2")),
        /** By prior knowledge. */
        HTTP2("http", "HTTP/2", Optional.empty()),
        RAW_TLS("tls", "raw", Optional.empty()),
        RAW("tcp", "raw", Optional.empty());

        final String scheme;
        final String recorded;
        final Optional<String> alpn;

        Protocol(String scheme, String recorded, Optional<String> alpn) {
            this.scheme = scheme;
            this.recorded = recorded;
            this.alpn = alpn;
        }

        boolean isTls() {
            return scheme.equals("https") || scheme.equals("tls");
        }

        boolean isHttp2() {
            return recorded.equals("HTTP/2");
        }
    }

    final Way way;
    final Protocol protocol;
    final Bench bench;
    final TestServer server;
    private final Firewall firewall = new Firewall();
    private final BlockingQueue<Peer> accepted = new LinkedBlockingQueue<>();
    private final BlockingQueue<HttpEnd> ends = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<AutoCloseable> opened = new ArrayList<>();

    Ways(Path directory, Way way, Protocol protocol, UnaryOperator<ProxyConfig> change, InterceptPolicy policy) {
        this.way = way;
        this.protocol = protocol;
        this.bench = Bench.in(
                directory, config -> change.apply(all(config)), policy, LocalSite.none(), firewall::destination);
        Script script = this::accept;
        List<String> alpn = protocol.alpn.stream().toList();
        this.server = protocol.isTls() ? bench.world.tls(script, alpn, HOST) : bench.world.plain(script);
    }

    private static ProxyConfig all(ProxyConfig config) {
        Timeouts usual = Timeouts.DEFAULT;
        return config.withSocks(ANY_PORT)
                .withRedirected(ANY_PORT)
                .withNames(Map.of(InetAddress.getLoopbackAddress(), "phone"))
                .withOverrides(List.of(
                        ResolveOverride.parse("*.example=127.0.0.1"), ResolveOverride.parse(ADDRESS + "=127.0.0.1")))
                // a slow machine is no silent client
                .withTimeouts(new Timeouts(
                        usual.connect(),
                        usual.hello(),
                        usual.head(),
                        usual.idle(),
                        Duration.ofSeconds(20),
                        usual.grace()));
    }

    /** Keeps a connection of the proxy open for the test to play on. */
    private void accept(Peer peer) throws Exception {
        peer.socket().setSoTimeout(60_000);
        if (protocol.isHttp2()) {
            ends.add(Http2End.server(peer));
        } else {
            accepted.add(peer);
        }
        over.await();
    }

    /** The next connection that reached the server. */
    Peer accepted() throws Exception {
        return taken(accepted);
    }

    /** The same, of HTTP. */
    HttpEnd serving() throws Exception {
        return protocol.isHttp2() ? taken(ends) : new Http1End(accepted(), "");
    }

    private static <T> T taken(BlockingQueue<T> queue) throws Exception {
        return Optional.ofNullable(queue.poll(60, TimeUnit.SECONDS))
                .orElseThrow(() -> new IOException("nothing reached the server"));
    }

    /** How many connections reached the server. */
    int served() {
        return server.connections();
    }

    HttpEnd asking() throws Exception {
        return asking(server.port());
    }

    HttpEnd asking(int port) throws Exception {
        Peer peer = connected(port);
        return protocol.isHttp2()
                ? Http2End.client(peer, protocol.scheme)
                : new Http1End(peer, way == Way.ABSOLUTE ? "http://" + HOST + ":" + port : "");
    }

    /** A client that is ready to speak. */
    Peer connected(int port) throws Exception {
        return secure(toProxy(HOST, port), bench.authority);
    }

    /** A connection that will lead to a host and port, once something is said on it. */
    Peer toProxy(String host, int port) throws Exception {
        Peer peer = switch (way) {
            case ABSOLUTE -> RawClient.connect(bench.address());
            case CONNECT -> RawClient.tunnel(bench.address(), host + ":" + port);
            case SOCKS5 -> socks(host, port);
            case REDIRECTED ->
                firewall.redirect(
                        new InetSocketAddress(InetAddress.getByName(host.equals(HOST) ? ADDRESS : host), port),
                        bench.proxy.address(ProxyServer.WayIn.REDIRECTED).orElseThrow());
        };
        opened.add(peer);
        return peer;
    }

    /** TLS if the protocol has it. */
    Peer secure(Peer peer, CertificateAuthority trusted) throws Exception {
        if (!protocol.isTls()) {
            return peer;
        }
        SSLSocket socket = RawClient.socket(peer, RawClient.trusting(trusted.root()), HOST);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocol.alpn.stream().toArray(String[]::new));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        if (!socket.getApplicationProtocol().equals(protocol.alpn.orElse(""))) {
            throw new IOException("negotiated " + socket.getApplicationProtocol());
        }
        return new Peer(socket, peer.socket());
    }

    private Peer socks(String host, int port) throws IOException {
        Peer peer =
                RawClient.connect(bench.proxy.address(ProxyServer.WayIn.SOCKS).orElseThrow());
        DataInputStream in = new DataInputStream(peer.in());
        peer.send(new byte[] {5, 1, 2});
        assertThat(in.readShort()).isEqualTo((short) 0x0502);
        peer.send("\u0001\u0006tablet\u0001x");
        assertThat(in.readShort()).isEqualTo((short) 0x0100);
        peer.send("\u0005\u0001\u0000\u0003" + (char) host.length() + host + (char) (port >> 8) + (char) (port & 0xFF));
        assertThat(in.readNBytes(10)[1]).isZero();
        return peer;
    }

    /** The flows, each with all that does not depend on what was said. */
    List<Flow> recorded(int count) {
        List<Flow> flows = bench.sink.await(count);
        assertThat(flows).hasSize(count);
        for (Flow flow : flows) {
            assertThat(flow.scheme()).isEqualTo(protocol.scheme);
            assertThat(flow.protocol()).isEqualTo(protocol.recorded);
            assertThat(flow.client().tag()).contains(way.tag);
            boolean named = way != Way.REDIRECTED || protocol != Protocol.RAW;
            assertThat(flow.server().host()).isEqualTo(named ? HOST : ADDRESS);
            assertThat(flow.server().sni()).isEqualTo(protocol.isTls() ? Optional.of(HOST) : Optional.empty());
            assertThat(flow.clientTls().map(Tls::offeredAlpn))
                    .isEqualTo(
                            protocol.isTls()
                                    ? Optional.of(protocol.alpn.stream().toList())
                                    : Optional.empty());
        }
        return flows;
    }

    /** The only flow, of an exchange with the server. */
    Flow recorded() {
        Flow flow = recorded(1).get(0);
        assertThat(flow.server().port()).isEqualTo(server.port());
        assertThat(flow.server().address()).contains("127.0.0.1");
        if (protocol.isTls()) {
            assertThat(flow.clientTls().orElseThrow().alpn()).isEqualTo(protocol.alpn);
            assertThat(flow.serverTls().orElseThrow().alpn()).isEqualTo(protocol.alpn);
        }
        return flow;
    }

    static String text(Optional<io.mingcha.flows.Message> message) {
        return new String(message.orElseThrow().body().bytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        over.countDown();
        bench.close();
    }
}
