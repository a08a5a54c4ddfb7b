package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.testkit.Peer;
import io.mingcha.testkit.RawClient;
import io.mingcha.testkit.Script;
import io.mingcha.testkit.TestServer;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Traffic as it should not be: each fault becomes a clear answer or a marked record, and the next request is served. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrafficFaultTest {
    private static final String ADDRESS = "192.0.2.7";

    private final Semaphore goOn = new Semaphore(0);
    private Desk desk;
    private CaptureProcess capture;
    private Curl curl;

    @BeforeAll
    void begin(@TempDir Path folder) {
        desk = Desk.in(folder);
        TestServer server = desk.world()
                .tls(
                        this::serve,
                        ADDRESS,
                        "slow.faults.example",
                        "cut.faults.example",
                        "half.faults.example",
                        "long.faults.example",
                        "conflict.faults.example",
                        "after.faults.example");
        TestServer talker = desk.world().plain(peer -> {
            peer.readBytes(7);
            peer.send("what?");
            peer.readToEnd();
        });
        capture = desk.capture(
                "--session",
                desk.sessionFile(),
                "--resolve",
                "down.faults.example=127.0.0.1:" + desk.world().closedPort(),
                "--resolve",
                "garbage.faults.example=127.0.0.1:" + talker.port(),
                "--resolve",
                "*.faults.example=127.0.0.1:" + server.port(),
                "--resolve",
                ADDRESS + "=127.0.0.1:" + server.port());
        curl = desk.curl(capture);
    }

    @AfterAll
    void end() {
        assertThat(curl.get("https://after.faults.example/still-here")).isEqualTo("well");
        assertThat(desk.run("stop").code()).isZero();
        assertThat(capture.command().exitCode()).isZero();
        assertThat(desk.run("verify", capture.session()).out()).contains("is sound");
        desk.close();
    }

    private void serve(Peer peer) throws Exception {
        Script.answering((p, request) -> {
                    if (request.firstLine().contains("/cut")) {
                        p.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nten bytes.");
                        p.close();
                    } else if (request.firstLine().contains("/slow")) {
                        p.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n");
                        for (char each : "slow".toCharArray()) {
                            goOn.acquire();
                            p.send(String.valueOf(each));
                        }
                    } else {
                        p.reply(200, "well");
                    }
                })
                .play(peer);
    }

    private Peer secured(String host) throws Exception {
        Peer tunnel = RawClient.tunnel(capture.proxy(), host + ":443");
        return RawClient.secure(tunnel, desk.authority().root(), host);
    }

    @Test
    void an_unreachable_server_is_answered_for_inside_tls_with_the_reason() {
        Command.Result result = curl.run("-w", "\n%{http_code} %{ssl_verify_result}", "https://down.faults.example/x");

        assertThat(result.out())
                .endsWith("502 0")
                .contains("upstream_unreachable")
                .contains("could not be reached");
        capture.waitForExchange("down\\.faults\\.example.*\\[failed: server unreachable\\]");
    }

    @Test
    void a_client_that_leaves_in_the_middle_of_its_body_leaves_an_incomplete_record() throws Exception {
        try (Peer peer = secured("half.faults.example")) {
            peer.send("POST /half HTTP/1.1\r\nHost: half.faults.example\r\nContent-Length: 1000\r\n\r\nten bytes.");
        }

        capture.waitForExchange("half\\.faults\\.example/half  ↑10 B.*\\[incomplete");
    }

    @Test
    void a_server_that_leaves_in_the_middle_of_its_body_is_delivered_and_recorded_as_far_as_it_went() throws Exception {
        try (Peer peer = secured("cut.faults.example")) {
            peer.send("GET /cut HTTP/1.1\r\nHost: cut.faults.example\r\n\r\n");

            assertThat(peer.readHead()).startsWith("HTTP/1.1 200 ").containsIgnoringCase("content-length: 1000");
            assertThat(peer.readToEnd()).isEqualTo("ten bytes.");
        }
        capture.waitForExchange("cut\\.faults\\.example/cut .*↓10 B.*\\[incomplete");
    }

    @Test
    void garbage_where_tls_should_be_passes_through_and_is_recorded_as_unread() throws Exception {
        try (Peer peer = RawClient.tunnel(capture.proxy(), "garbage.faults.example:443")) {
            peer.send(new byte[] {0, 1, 2, (byte) 0xFF, 4, 5, 6});

            assertThat(new String(peer.readBytes(5), StandardCharsets.US_ASCII)).isEqualTo("what?");
        }
        capture.waitForExchange("TCP .*garbage\\.faults\\.example.*↑7 B ↓5 B.*\\[unread: not HTTP\\]");
    }

    @Test
    void a_server_name_that_is_an_address_is_served() throws Exception {
        try (Peer peer = secured(ADDRESS)) {
            peer.send("GET /by-address HTTP/1.1\r\nHost: " + ADDRESS + "\r\n\r\n");

            assertThat(peer.read().text()).isEqualTo("well");
        }
        capture.waitForExchange("GET    200 https://192\\.0\\.2\\.7/by-address");
    }

    @Test
    void a_client_hello_in_single_bytes_is_answered() throws Exception {
        try (Peer peer = RawClient.tunnel(capture.proxy(), "after.faults.example:443")) {
            peer.sendByteByByte(hello("after.faults.example".getBytes(StandardCharsets.US_ASCII)));

            assertThat(peer.in().read()).as("a handshake record").isEqualTo(0x16);
        }
    }

    @Test
    void a_server_name_that_is_rubbish_is_served_under_the_name_of_the_tunnel() throws Exception {
        try (Peer peer = RawClient.tunnel(capture.proxy(), "after.faults.example:443")) {
            peer.send(hello(new byte[] {'<', '\r', '\n', (byte) 0xFF, ' ', '>'}));

            assertThat(peer.in().read()).as("a handshake record").isEqualTo(0x16);
        }
        capture.waitForExchange("tls://after\\.faults\\.example.*\\[unread");
    }

    private static byte[] hello(byte[] serverName) throws Exception {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(List.of(new SNIServerName(StandardConstants.SNI_HOST_NAME, serverName) {}));
        engine.setSSLParameters(parameters);
        engine.beginHandshake();
        ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), record);
        return Arrays.copyOf(record.array(), record.position());
    }

    @Test
    void a_tunnel_in_which_nothing_is_said_is_recorded() throws Exception {
        RawClient.tunnel(capture.proxy(), "silent.faults.example:443").close();

        capture.waitForExchange("silent\\.faults\\.example.*\\[unread: client left\\]");
    }

    @Test
    void what_a_slow_server_says_arrives_as_it_says_it() throws Exception {
        try (Peer peer = secured("slow.faults.example")) {
            peer.send("GET /slow HTTP/1.1\r\nHost: slow.faults.example\r\n\r\n");

            assertThat(peer.readHead()).startsWith("HTTP/1.1 200 ");
            for (char expected : "slow".toCharArray()) {
                goOn.release();
                assertThat((char) peer.in().read()).isEqualTo(expected);
            }
        }
        capture.waitForExchange("GET    200 https://slow\\.faults\\.example/slow .*↓4 B");
    }

    @Test
    void a_header_line_of_64_kib_arrives() {
        Command.Result result = curl.run("-H", "X-Long: " + "x".repeat(64 * 1024), "https://long.faults.example/long");

        assertThat(result.out()).isEqualTo("well");
        capture.waitForExchange("GET    200 https://long\\.faults\\.example/long");
    }

    @Test
    void a_message_with_two_lengths_is_refused_and_recorded() throws Exception {
        try (Peer peer = secured("conflict.faults.example")) {
            peer.send("POST /conflict HTTP/1.1\r\nHost: conflict.faults.example\r\nContent-Length: 3\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

            assertThat(peer.readHead()).startsWith("HTTP/1.1 400 ");
        } catch (EOFException e) {
            throw new AssertionError("the connection was closed without an answer", e);
        }
        capture.waitForExchange("conflict\\.faults\\.example.*\\[failed: malformed request\\]");
    }
}
