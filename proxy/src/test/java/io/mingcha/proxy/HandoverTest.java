package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.flows.Flow;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Outcome.State;
import io.mingcha.proxy.config.AddressRange;
import io.mingcha.proxy.config.Credentials;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.policy.InterceptPolicy;
import io.mingcha.proxy.site.SiteResponse;
import io.mingcha.testkit.Peer;
import io.mingcha.testkit.RawClient;
import io.mingcha.testkit.Script;
import io.mingcha.testkit.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LittleProxy reads the first head; everything else is ours, however it arrives. */
class HandoverTest {
    private static final Script ECHO = Script.answering(
            (peer, request) -> peer.reply(200, request.head().replace("\r\n", "~") + "|" + request.text()));

    @TempDir
    Path directory;

    @Test
    void a_client_hello_in_the_segment_of_connect() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(ECHO, "api.example");
            Peer plain = RawClient.connect(bench.address());
            byte[] connect = connect("api.example", server.port());
            InputStream afterAnswer = new LaterStream(plain);
            Peer client = secure(bench, new OddSocket(plain.socket(), connect, false, afterAnswer), "api.example");
            client.send("GET /early HTTP/1.1\r\nHost: api.example\r\n\r\n");
            assertThat(client.read().text()).startsWith("GET /early HTTP/1.1~");
            assertThat(bench.flow().outcome()).isEqualTo(Outcome.COMPLETE);
            client.close();
        }
    }

    @Test
    void everything_one_byte_at_a_time() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(ECHO, "api.example");
            Peer plain = RawClient.connect(bench.address());
            plain.sendByteByByte(connect("api.example", server.port()));
            assertThat(plain.readHead()).isEqualTo("HTTP/1.1 200 Connection established\r\n\r\n");
            Peer client = secure(bench, new OddSocket(plain.socket(), new byte[0], true, plain.in()), "api.example");
            client.send("GET /slow HTTP/1.1\r\nHost: api.example\r\n\r\n");
            assertThat(client.read().text()).startsWith("GET /slow HTTP/1.1~");
            client.close();
        }
    }

    @Test
    void pipelined_plain_requests_to_different_hosts_are_answered_in_order() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer one = bench.world.plain(ECHO);
            TestServer two = bench.world.plain(ECHO);
            Peer client = RawClient.connect(bench.address());
            client.send(get("one.example", one.port(), "/1")
                    + get("two.example", two.port(), "/2")
                    + get("one.example", one.port(), "/3"));
            assertThat(client.read().text()).startsWith("GET /1 HTTP/1.1~Host: one.example");
            assertThat(client.read().text()).startsWith("GET /2 HTTP/1.1~Host: two.example");
            assertThat(client.read().text()).startsWith("GET /3 HTTP/1.1~Host: one.example");
            List<Flow> flows = bench.sink.await(3);
            assertThat(flows)
                    .extracting(Flow::url)
                    .containsExactly(
                            "http://one.example:" + one.port() + "/1",
                            "http://two.example:" + two.port() + "/2",
                            "http://one.example:" + one.port() + "/3");
            assertThat(flows).extracting(Flow::connection).containsOnly(0);
            assertThat(one.connections()).isEqualTo(1);
            client.close();
        }
    }

    @Test
    void a_body_in_the_segment_of_its_head_and_one_that_follows_in_pieces() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.plain(ECHO);
            Peer client = RawClient.connect(bench.address());
            String head = "POST http://api.example:" + server.port() + "/p HTTP/1.1\r\nHost: api.example\r\n";
            client.send(head + "Content-Length: 5\r\n\r\nhello");
            assertThat(client.read().text()).endsWith("|hello");
            client.send(head + "Content-Length: 11\r\n\r\n");
            client.sendByteByByte("hello world".getBytes(StandardCharsets.UTF_8));
            assertThat(client.read().text()).endsWith("|hello world");
            client.send(head + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            client.send("2\r\nde\r\n0\r\nX-Trailer: t\r\n\r\n");
            assertThat(client.read().text())
                    .contains("Transfer-Encoding: chunked")
                    .endsWith("|abcde");
            List<Flow> flows = bench.sink.await(3);
            assertThat(flows.get(2).request().orElseThrow().trailers())
                    .containsExactly(new io.mingcha.flows.Header("X-Trailer", "t"));
            client.close();
        }
    }

    @Test
    void plain_requests_and_then_a_tunnel_on_one_connection() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer plainServer = bench.world.plain(ECHO);
            TestServer tlsServer = bench.world.tls(ECHO, "api.example");
            Peer client = RawClient.connect(bench.address());
            client.send(get("one.example", plainServer.port(), "/1"));
            client.read();
            client.send(connect("api.example", tlsServer.port()));
            client.readHead();
            Peer secured = RawClient.secure(client, bench.authority.root(), "api.example");
            secured.send("GET /2 HTTP/1.1\r\nHost: api.example\r\n\r\n");
            assertThat(secured.read().text()).startsWith("GET /2 ");
            assertThat(bench.sink.await(2)).extracting(Flow::scheme).containsExactly("http", "https");
            secured.close();
        }
    }

    @Test
    void a_request_a_connect_and_its_client_hello_in_one_segment() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer plainServer = bench.world.plain(ECHO);
            TestServer tlsServer = bench.world.tls(ECHO, "api.example");
            Peer plain = RawClient.connect(bench.address());
            byte[] prefix = (get("one.example", plainServer.port(), "/1")
                            + new String(connect("api.example", tlsServer.port()), StandardCharsets.ISO_8859_1))
                    .getBytes(StandardCharsets.ISO_8859_1);
            InputStream in = new LaterStream(plain) {
                @Override
                void prepare() throws IOException {
                    assertThat(plain.read().text()).startsWith("GET /1 ");
                    super.prepare();
                }
            };
            Peer client = secure(bench, new OddSocket(plain.socket(), prefix, false, in), "api.example");
            client.send("GET /2 HTTP/1.1\r\nHost: api.example\r\n\r\n");
            assertThat(client.read().text()).startsWith("GET /2 ");
            client.close();
        }
    }

    @Test
    void plain_http_inside_a_tunnel() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.plain(ECHO);
            Peer client = RawClient.tunnel(bench.address(), "ws.example:" + server.port());
            client.send("GET /inner HTTP/1.1\r\nHost: ws.example\r\n\r\n");
            assertThat(client.read().text()).startsWith("GET /inner ");
            assertThat(bench.flow().scheme()).isEqualTo("http");
            client.close();
        }
    }

    @Test
    void credentials_open_the_proxy_and_never_travel_on() throws Exception {
        try (Bench bench = Bench.in(directory, c -> c.withCredentials(new Credentials("phone", "secret")))) {
            TestServer server = bench.world.plain(ECHO);
            TestServer tlsServer = bench.world.tls(ECHO, "api.example");
            String pass = "Proxy-Authorization: Basic cGhvbmU6c2VjcmV0\r\n";
            Peer client = RawClient.connect(bench.address());
            client.send(get("one.example", server.port(), "/0"));
            assertThat(client.read().firstLine()).startsWith("HTTP/1.1 407");
            for (int i = 1; i <= 3; i++) {
                client.send("GET http://one.example:" + server.port() + "/" + i + " HTTP/1.1\r\nHost: one.example\r\n"
                        + pass + "Proxy-Connection: keep-alive\r\n\r\n");
                assertThat(client.read().text()).doesNotContain("Proxy-").contains("GET /" + i);
            }
            client.send(get("one.example", server.port(), "/4"));
            assertThat(client.read().firstLine()).startsWith("HTTP/1.1 407");
            client.send(connect("api.example", tlsServer.port()));
            assertThat(client.read().firstLine()).startsWith("HTTP/1.1 407");
            client.send("CONNECT api.example:" + tlsServer.port() + " HTTP/1.1\r\n" + pass + "\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 200");
            Peer secured = RawClient.secure(client, bench.authority.root(), "api.example");
            secured.send("GET /5 HTTP/1.1\r\nHost: api.example\r\n\r\n");
            assertThat(secured.read().text()).contains("GET /5").doesNotContain("Proxy-");
            List<Flow> flows = bench.sink.await(4);
            assertThat(flows).hasSize(4).allSatisfy(f -> {
                assertThat(f.client().tag()).contains("phone");
                assertThat(f.requestHead().orElseThrow().header("Proxy-Authorization"))
                        .isEmpty();
            });
            secured.close();
        }
    }

    @Test
    void a_connect_without_credentials_may_be_repeated_with_them() throws Exception {
        try (Bench bench = Bench.in(directory, c -> c.withCredentials(new Credentials("phone", "secret")))) {
            Peer client = RawClient.connect(bench.address());
            client.send(connect("api.example", 443));
            assertThat(client.read().firstLine()).startsWith("HTTP/1.1 407");
            client.send("CONNECT api.example:443 HTTP/1.1\r\nProxy-Authorization: Basic cGhvbmU6c2VjcmV0\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 200");
            client.close();
        }
    }

    @Test
    void an_address_that_is_not_allowed_is_closed_without_an_answer() throws Exception {
        try (Bench bench = Bench.in(directory, c -> c.withClients(List.of(AddressRange.parse("192.0.2.0/24"))))) {
            Peer client = RawClient.connect(bench.address());
            client.send(get("one.example", 80, "/"));
            assertThat(client.in().read()).isEqualTo(-1);
            assertThat(bench.sink.opened()).isZero();
        }
    }

    @Test
    void the_proxy_answers_for_itself_and_keeps_no_record_of_it() throws Exception {
        try (Bench bench = Bench.in(
                directory,
                c -> c,
                InterceptPolicy.interceptAll(),
                request -> SiteResponse.html(
                        200,
                        request.method() + " " + request.path() + " "
                                + request.header("accept-language").orElse("?")))) {
            Peer client = RawClient.connect(bench.address());
            client.send("GET /ca.pem HTTP/1.1\r\nHost: x\r\nAccept-Language: zh\r\n\r\n");
            assertThat(client.read().text()).isEqualTo("GET /ca.pem zh");
            client.send("GET http://mingcha.test/a HTTP/1.1\r\nHost: mingcha.test\r\n\r\n");
            assertThat(client.read().text()).isEqualTo("GET /a ?");
            client.send(get("127.0.0.1", bench.address().getPort(), "/b"));
            assertThat(client.read().text()).isEqualTo("GET /b ?");
            client.close();
            assertThat(bench.sink.opened()).isZero();
        }
    }

    @Test
    void garbage_gets_400_and_a_record() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            Peer client = RawClient.connect(bench.address());
            client.send("\u0001\u0002 nonsense\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 400");
            assertThat(bench.flow().outcome().reason()).isEqualTo("malformed_request");
            client.close();
        }
    }

    @Test
    void length_and_chunks_together_get_400_and_a_record_first_or_later() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.plain(ECHO);
            String both = "POST http://one.example:" + server.port()
                    + "/x HTTP/1.1\r\nHost: one.example\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
            Peer first = RawClient.connect(bench.address());
            first.send(both);
            assertThat(first.readHead()).startsWith("HTTP/1.1 400");
            Peer later = RawClient.connect(bench.address());
            later.send(get("one.example", server.port(), "/"));
            later.read();
            later.send(both);
            assertThat(later.readHead()).startsWith("HTTP/1.1 400");
            List<Flow> flows = bench.sink.await(3);
            assertThat(flows.get(0).outcome().reason()).isEqualTo("malformed_request");
            assertThat(flows.get(2).outcome().reason()).isEqualTo("malformed_request");
            assertThat(flows.get(2).outcome().state()).isEqualTo(State.FAILED);
            assertThat(flows.get(2).server().host()).isEqualTo("one.example");
            first.close();
            later.close();
        }
    }

    @Test
    void a_request_that_names_no_server_gets_400() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            Peer client = RawClient.connect(bench.address());
            client.send("GET ftp://x/ HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.read().firstLine()).startsWith("HTTP/1.1 400");
            assertThat(bench.flow().outcome().reason()).isEqualTo("malformed_request");
            client.close();
        }
    }

    @Test
    void beyond_loopback_somebody_has_to_be_named() {
        assertThatThrownBy(() -> Bench.in(directory, c -> ProxyConfig.listening(new InetSocketAddress("0.0.0.0", 0))))
                .hasMessageContaining("--allow");
    }

    @Test
    void a_port_that_is_taken_is_a_fault() throws Exception {
        try (Bench bench = Bench.in(directory)) {
            assertThatThrownBy(() -> Bench.in(directory, c -> ProxyConfig.listening(bench.address())))
                    .hasMessageContaining("cannot listen");
        }
    }

    private static byte[] connect(String host, int port) {
        return ("CONNECT " + host + ":" + port + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String get(String host, int port, String path) {
        return "GET http://" + host + ":" + port + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    }

    private static Peer secure(Bench bench, OddSocket socket, String host) throws Exception {
        SSLSocket tls = (SSLSocket)
                RawClient.trusting(bench.authority.root()).getSocketFactory().createSocket(socket, host, 443, true);
        tls.setSoTimeout(0);
        tls.startHandshake();
        return new Peer(tls);
    }

    /** Reads the answer to CONNECT before the first byte that the caller gets. */
    private static class LaterStream extends InputStream {
        private final Peer plain;
        private boolean prepared;

        LaterStream(Peer plain) {
            this.plain = plain;
        }

        void prepare() throws IOException {
            assertThat(plain.readHead()).isEqualTo("HTTP/1.1 200 Connection established\r\n\r\n");
        }

        private InputStream stream() throws IOException {
            if (!prepared) {
                prepared = true;
                prepare();
            }
            return plain.in();
        }

        @Override
        public int read() throws IOException {
            return stream().read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return stream().read(bytes, offset, length);
        }
    }
}
