package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.flows.Client;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.policy.Decision;
import io.mingcha.proxy.policy.InterceptPolicy;
import io.mingcha.proxy.policy.Target;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.proxy.site.SiteRequest;
import io.mingcha.proxy.site.SiteResponse;
import io.mingcha.testkit.Peer;
import io.mingcha.testkit.RawClient;
import io.mingcha.testkit.Script;
import io.mingcha.testkit.TestServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The proxy's own host, by whatever way it is asked for. */
class OwnSiteTest {
    @TempDir
    Path directory;

    private final Mirror site = new Mirror();
    private final BlockingQueue<InetAddress> turnedAway = new LinkedBlockingQueue<>();

    /** Says how it was asked, and lets in who knows the word. */
    private static final class Mirror implements LocalSite {
        private final BlockingQueue<String> unsecured = new LinkedBlockingQueue<>();

        @Override
        public SiteResponse answer(SiteRequest request) {
            SiteResponse said = SiteResponse.text(
                    200,
                    String.join(
                            " ",
                            request.host(),
                            request.path(),
                            request.way().name(),
                            request.tls().flatMap(t -> t.alpn()).orElse("clear"),
                            request.admitted() ? "admitted" : "stranger"));
            return request.path().equals("/pair/word") ? said.admitting() : said;
        }

        @Override
        public void unsecured(Client client, boolean refused, Optional<String> alert) {
            unsecured.add(refused + " " + alert.orElse("none"));
        }
    }

    private Bench bench() {
        return Bench.in(directory, c -> c, InterceptPolicy.interceptAll(), site);
    }

    private static String get(String path, String host) {
        return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    }

    @Test
    void through_the_explicit_proxy() throws Exception {
        try (Bench bench = bench();
                Peer client = RawClient.connect(bench.address())) {
            client.send(get("http://mingcha.test/a", "mingcha.test"));
            assertThat(client.read().text()).isEqualTo("mingcha.test /a PROXIED clear admitted");
            client.send(get("http://x1.mingcha.test/b", "x1.mingcha.test"));
            assertThat(client.read().text()).isEqualTo("x1.mingcha.test /b PROXIED clear admitted");
            client.send(get("/c", "127.0.0.1:" + bench.address().getPort()));
            assertThat(client.read().text()).isEqualTo("127.0.0.1 /c DIRECT clear admitted");
            assertThat(bench.sink.flows()).isEmpty();
        }
    }

    @Test
    void in_a_tunnel_in_the_clear() throws Exception {
        try (Bench bench = bench();
                Peer client = RawClient.tunnel(bench.address(), "mingcha.test:80")) {
            client.send(get("/a", "mingcha.test"));
            assertThat(client.read().text()).isEqualTo("mingcha.test /a PROXIED clear admitted");
            client.send(get("/b", "rebound.example"));
            assertThat(client.read().text()).startsWith("rebound.example /b");
            assertThat(bench.sink.flows()).isEmpty();
        }
    }

    @Test
    void in_a_tunnel_with_tls() throws Exception {
        try (Bench bench = bench();
                Peer client = bench.secure("mingcha.test", 443)) {
            client.send(get("/a", "mingcha.test"));
            assertThat(client.read().text()).isEqualTo("mingcha.test /a PROXIED clear admitted");
            client.send(get("/b", "mingcha.test"));
            assertThat(client.read().text()).contains("/b");
            assertThat(bench.sink.flows()).isEmpty();
        }
    }

    @Test
    void in_a_tunnel_to_an_address_by_its_names() throws Exception {
        try (Bench bench = bench()) {
            try (Peer client = RawClient.secure(
                    RawClient.tunnel(bench.address(), "192.0.2.1:443"), bench.authority.root(), "mingcha.test")) {
                client.send(get("/a", "mingcha.test"));
                assertThat(client.read().text()).startsWith("mingcha.test /a PROXIED");
            }
            try (Peer client = RawClient.tunnel(bench.address(), "192.0.2.1:80")) {
                client.send(get("/b", "mingcha.test"));
                assertThat(client.read().text()).startsWith("mingcha.test /b PROXIED");
            }
            assertThat(bench.sink.flows()).isEmpty();
        }
    }

    @Test
    void a_tunnel_to_another_name_is_that_names() throws Exception {
        try (Bench bench = bench()) {
            TestServer server = bench.world.plain(Script.saying("its own"));
            try (Peer client = RawClient.tunnel(bench.address(), "api.example:" + server.port())) {
                client.send(get("/", "mingcha.test"));
                assertThat(client.read().text()).isEqualTo("its own");
            }
        }
    }

    @Test
    void socks_leads_there_too() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Bench bench = Bench.in(directory, c -> c.withSocks(any), InterceptPolicy.interceptAll(), site);
                Peer client = RawClient.connect(
                        bench.proxy.address(ProxyServer.WayIn.SOCKS).orElseThrow())) {
            client.send(new byte[] {5, 1, 0});
            assertThat(client.readBytes(2)).containsExactly(5, 0);
            client.send(new byte[] {5, 1, 0, 3, 12})
                    .send("mingcha.test".getBytes(StandardCharsets.US_ASCII))
                    .send(new byte[] {0, 80});
            client.readBytes(10);
            client.send(get("/a", "mingcha.test"));
            assertThat(client.read().text()).startsWith("mingcha.test /a PROXIED");
            assertThat(bench.sink.flows()).isEmpty();
        }
    }

    @Test
    void only_http_1_is_agreed_on() throws Exception {
        try (Bench bench = bench()) {
            SSLSocket socket = RawClient.socket(
                    RawClient.tunnel(bench.address(), "mingcha.test:443"),
                    RawClient.trusting(bench.authority.root()),
                    "mingcha.test");
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            assertThat(socket.getApplicationProtocol()).isEqualTo("http/1.1");
            socket.close();
        }
    }

    @Test
    void a_refused_certificate_is_told_to_the_site_and_not_recorded() throws Exception {
        try (Bench bench = bench()) {
            assertThatThrownBy(() -> RawClient.secure(
                            RawClient.tunnel(bench.address(), "mingcha.test:443"),
                            bench.world.authority().root(),
                            "mingcha.test"))
                    .isInstanceOf(SSLException.class);
            assertThat(site.unsecured.poll(60, TimeUnit.SECONDS)).isEqualTo("true certificate_unknown");
            assertThat(bench.sink.flows()).isEmpty();
        }
    }

    @Test
    void a_tunnel_in_which_nothing_is_said_leads_nowhere_and_is_not_recorded() throws Exception {
        try (Bench bench = bench();
                Peer client = RawClient.tunnel(bench.address(), "mingcha.test:443")) {
            client.close();
            try (Peer other = RawClient.tunnel(bench.address(), "mingcha.test:443")) {
                other.send(new byte[] {0x16, 0x7f, 0, 0, 0, 0, 0, 0, 0, 0});
                assertThat(other.readToEnd()).isEmpty();
            }
            assertThat(bench.sink.flows()).isEmpty();
        }
    }

    private static Peer from(String address, InetSocketAddress proxy) throws Exception {
        Socket socket = new Socket();
        socket.setSoTimeout(60_000);
        socket.bind(new InetSocketAddress(address, 0));
        socket.connect(proxy);
        return new Peer(socket);
    }

    private Bench pairing() {
        InterceptPolicy policy = new InterceptPolicy() {
            @Override
            public CompletionStage<Decision> decide(Target target) {
                return InterceptPolicy.interceptAll().decide(target);
            }

            @Override
            public void turnedAway(InetAddress address) {
                turnedAway.add(address);
            }
        };
        return Bench.in(
                directory,
                c -> ProxyConfig.listening(new InetSocketAddress("0.0.0.0", 0))
                        .withPairing(true)
                        .withOverrides(c.overrides()),
                policy,
                site);
    }

    private static InetSocketAddress here(Bench bench) {
        return new InetSocketAddress("127.0.0.1", bench.address().getPort());
    }

    @Test
    void nobody_is_admitted_before_it_is_paired_and_then_that_address_only() throws Exception {
        try (Bench bench = pairing()) {
            TestServer server = bench.world.plain(Script.saying("well"));
            String request = get("http://api.example:" + server.port() + "/", "api.example");
            try (Peer phone = from("127.0.0.2", here(bench))) {
                phone.send(request);
                assertThat(phone.readToEnd()).isEmpty();
            }
            assertThat(turnedAway.poll(60, TimeUnit.SECONDS)).isEqualTo(InetAddress.getByName("127.0.0.2"));
            try (Peer phone = from("127.0.0.2", here(bench))) {
                phone.send(get("/", "127.0.0.1"));
                Peer.Received page = phone.read();
                assertThat(page.text()).isEqualTo("127.0.0.1 / DIRECT clear stranger");
                assertThat(page.header("Connection")).contains("close");
            }
            try (Peer phone = from("127.0.0.2", here(bench))) {
                phone.send(get("/pair/word", "127.0.0.1"));
                assertThat(phone.read().firstLine()).startsWith("HTTP/1.1 200");
            }
            try (Peer phone = from("127.0.0.2", here(bench))) {
                phone.send(request);
                assertThat(phone.read().text()).isEqualTo("well");
            }
            try (Peer other = from("127.0.0.3", here(bench))) {
                other.send(request);
                assertThat(other.readToEnd()).isEmpty();
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://api.example/ HTTP/1.1\r\nHost: api.example\r\n\r\n",
                "CONNECT api.example:443 HTTP/1.1\r\nHost: api.example:443\r\n\r\n",
                "GET http://mingcha.test/pair/word HTTP/1.1\r\nHost: mingcha.test\r\n\r\n"
            })
    void what_follows_the_page_on_its_connection_is_not_let_through(String second) throws Exception {
        try (Bench bench = pairing();
                Peer phone = from("127.0.0.2", here(bench))) {
            phone.send(get("/", "127.0.0.1") + second);
            assertThat(phone.read().text()).contains("stranger");
            assertThat(phone.readToEnd()).isEmpty();
            assertThat(bench.sink.flows()).isEmpty();
        }
    }
}
