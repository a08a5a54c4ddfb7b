package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.certs.ExportFormat;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Outcome;
import io.mingcha.proxy.tls.ChromeHello;
import io.mingcha.testkit.Peer;
import io.mingcha.testkit.RawClient;
import io.mingcha.testkit.Script;
import io.mingcha.testkit.TestServer;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Old versions, new ClientHellos and resumption, between the app and the proxy. */
class TlsOfAllAgesTest {
    private static final int HANDSHAKE = 0x16;
    private static final int SERVER_HELLO = 2;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {4000, 1200, 100, 1})
    void the_hello_of_a_new_chrome_is_answered_however_it_is_cut(int size) throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(Script.saying("never"), "api.example");
            Peer tunnel = RawClient.tunnel(bench.address(), "api.example:" + server.port());
            OutputStream out = tunnel.socket().getOutputStream();
            byte[] hello = ChromeHello.records(ChromeHello.handshake("api.example"), size);
            for (int at = 0; at < hello.length; at += 700) {
                out.write(hello, at, Math.min(700, hello.length - at));
                out.flush();
            }
            byte[] answer = tunnel.socket().getInputStream().readNBytes(6);
            assertThat((int) answer[0]).isEqualTo(HANDSHAKE);
            assertThat((int) answer[5]).isEqualTo(SERVER_HELLO);
            tunnel.close();
            Flow flow = bench.flow();
            assertThat(flow.clientTls().orElseThrow().ja4()).contains("t13d1516h2_8daaf6152771_d8a2da3f94cd");
            assertThat(flow.server().sni()).contains("api.example");
            assertThat(flow.outcome().reason()).isEqualTo("closed_in_handshake");
        }
    }

    @ParameterizedTest
    @CsvSource({"1.0,TLSv1", "1.1,TLSv1.1", "1.2,TLSv1.2"})
    void old_versions_are_read_and_recorded(String most, String recorded) throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(Script.saying("old"), "api.example");
            String body = Curl.run(
                    directory,
                    bench,
                    "--tlsv1.0",
                    "--tls-max",
                    most,
                    "--ciphers",
                    "DEFAULT@SECLEVEL=0",
                    "https://api.example:" + server.port() + "/");
            assertThat(body).isEqualTo("old");
            assertThat(bench.flow().outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(bench.flow().clientTls().orElseThrow().version()).contains(recorded);
            assertThat(bench.flow().clientTls().orElseThrow().ja4().orElseThrow())
                    .startsWith("t" + most.replace(".", "") + "d");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void a_session_is_resumed_by_its_ticket_and_the_record_says_so(String version) throws Exception {
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(Script.saying("again"), "api.example");
            String ticket = directory.resolve("ticket").toString();
            assertThat(openssl(bench, server, version, "-sess_out", ticket)).contains("New, TLS");
            assertThat(openssl(bench, server, version, "-sess_in", ticket))
                    .contains("Reused, TLS")
                    .contains("again");
            List<Flow> flows = bench.sink.await(2);
            assertThat(flows).extracting(Flow::outcome).containsOnly(Outcome.COMPLETE);
            assertThat(flows.get(1).clientTls().orElseThrow().version())
                    .isEqualTo(flows.get(0).clientTls().orElseThrow().version());
            assertThat(flows)
                    .extracting(f -> f.clientTls().orElseThrow().resumed())
                    .containsExactly(Optional.of(false), Optional.of(true));
        }
    }

    /** The JDK's server keeps the time of the first handshake in the ticket, so that the session itself says which it is. */
    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void a_session_that_is_resumed_with_the_server_is_recorded_as_such(String version) throws Exception {
        List<Long> begun = new CopyOnWriteArrayList<>();
        Script telling = Script.answering((peer, request) -> {
            begun.add(((SSLSocket) peer.socket()).getSession().getCreationTime());
            peer.reply(200, "again");
        });
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(telling, "api.example");
            openssl(bench, server, version);
            bench.sink.await(1);
            openssl(bench, server, version);
            List<Flow> flows = bench.sink.await(2);
            assertThat(flows).extracting(Flow::outcome).containsOnly(Outcome.COMPLETE);
            boolean same = begun.get(0).equals(begun.get(1));
            assertThat(flows)
                    .extracting(f -> f.serverTls().orElseThrow().resumed())
                    .containsExactly(Optional.of(false), Optional.of(same));
            assertThat(same).isTrue();
            assertThat(flows)
                    .extracting(f -> f.clientTls().orElseThrow().resumed())
                    .containsOnly(Optional.of(false));
        }
    }

    private String openssl(Bench bench, TestServer server, String... arguments) throws Exception {
        Path root = Files.write(
                directory.resolve("root.pem"),
                bench.authority.export(ExportFormat.PEM).content());
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "s_client",
                "-ign_eof",
                "-CAfile",
                root.toString(),
                "-servername",
                "api.example",
                "-proxy",
                "127.0.0.1:" + bench.address().getPort(),
                "-connect",
                "api.example:" + server.port()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream()
                .write("GET / HTTP/1.1\r\nHost: api.example\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
