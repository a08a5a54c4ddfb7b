package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.certs.ExportFormat;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Outcome;
import io.mingcha.proxy.config.Credentials;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.config.UpstreamProxy;
import io.mingcha.testkit.Script;
import io.mingcha.testkit.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SOCKS5 in, and HTTP and SOCKS proxies out. */
class SocksTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Script ECHO =
            Script.answering((peer, request) -> peer.reply(200, request.firstLine() + "|" + request.text()));

    @TempDir
    Path directory;

    private static ProxyConfig socks(ProxyConfig config) {
        return config.withSocks(ANY_PORT);
    }

    private static int port(Bench bench) {
        return bench.proxy.address(ProxyServer.WayIn.SOCKS).orElseThrow().getPort();
    }

    private String curl(Bench bench, String proxy, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "--max-time", "20", "--http1.1"));
        command.addAll(List.of("--cacert", authorityFile(bench).toString()));
        command.addAll(List.of("--proxy", proxy));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Path authorityFile(Bench bench) throws IOException {
        Path file = Files.createTempFile(directory, "root", ".pem");
        return Files.write(file, bench.authority.export(ExportFormat.PEM).content());
    }

    @Test
    void curl_s_connections_are_read_as_those_of_the_explicit_proxy_are() throws Exception {
        try (Bench bench = Bench.in(directory, SocksTest::socks)) {
            TestServer tls = bench.world.tls(ECHO, "api.example");
            TestServer plain = bench.world.plain(ECHO);
            String said = curl(
                    bench,
                    "socks5h://127.0.0.1:" + port(bench),
                    "-d",
                    "a=b",
                    "https://api.example:" + tls.port() + "/s",
                    "http://api.example:" + plain.port() + "/p");

            assertThat(said).isEqualTo("POST /s HTTP/1.1|a=bPOST /p HTTP/1.1|a=b");
            List<Flow> flows = bench.sink.await(2);
            assertThat(flows)
                    .extracting(Flow::url)
                    .containsExactly(
                            "https://api.example:" + tls.port() + "/s", "http://api.example:" + plain.port() + "/p");
            assertThat(flows).allMatch(f -> f.outcome().equals(Outcome.COMPLETE));
        }
    }

    @Test
    void an_address_is_called_what_its_requests_call_it() throws Exception {
        try (Bench bench = Bench.in(directory, c -> socks(c).withAllowLoopback(true))) {
            TestServer plain = bench.world.plain(ECHO);
            curl(
                    bench,
                    "socks5://127.0.0.1:" + port(bench),
                    "-H",
                    "Host: api.example",
                    "http://127.0.0.1:" + plain.port() + "/p");

            assertThat(bench.flow().server().host()).isEqualTo("api.example");
            assertThat(bench.flow().server().address()).contains("127.0.0.1");
        }
    }

    @Test
    void a_user_name_is_the_device_s_or_app_s() throws Exception {
        try (Bench bench = Bench.in(directory, SocksTest::socks)) {
            TestServer plain = bench.world.plain(ECHO);
            curl(bench, "socks5h://app-7:any@127.0.0.1:" + port(bench), "http://a.example:" + plain.port() + "/");

            assertThat(bench.flow().client().tag()).contains("app-7");
        }
    }

    @Test
    void credentials_are_asked_for_where_there_are_some() throws Exception {
        try (Bench bench = Bench.in(directory, c -> socks(c).withCredentials(new Credentials("phone", "right")))) {
            TestServer plain = bench.world.plain(ECHO);
            String url = "http://a.example:" + plain.port() + "/";

            assertThat(curl(bench, "socks5h://127.0.0.1:" + port(bench), url)).contains("curl: (97)");
            assertThat(curl(bench, "socks5h://phone:wrong@127.0.0.1:" + port(bench), url))
                    .contains("curl: (97)");
            assertThat(curl(bench, "socks5h://phone:right@127.0.0.1:" + port(bench), url))
                    .isEqualTo("GET / HTTP/1.1|");
        }
    }

    @Test
    void commands_and_words_that_are_not_understood_end_the_connection() throws Exception {
        try (Bench bench = Bench.in(directory, SocksTest::socks)) {
            for (byte[] rubbish : List.of(
                    new byte[] {4, 1, 0, 80, 127, 0, 0, 1, 0},
                    new byte[] {'G', 'E', 'T', ' ', '/', '\r', '\n'},
                    new byte[] {5, 1, 0, 5, 2, 0, 1, 127, 0, 0, 1, 0, 80})) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(bench))) {
                    socket.setSoTimeout(60_000);
                    socket.getOutputStream().write(rubbish);
                    while (socket.getInputStream().read() >= 0) {
                        // an answer may come before the end
                    }
                }
            }
        }
    }

    @Test
    void datagrams_pass_and_are_recorded_but_quic_is_refused() throws Exception {
        try (Bench bench = Bench.in(directory, c -> socks(c).withAllowLoopback(true));
                DatagramSocket echo = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Socket control = new Socket(InetAddress.getLoopbackAddress(), port(bench));
                DatagramSocket client = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            client.setSoTimeout(60_000);
            int relay = associate(control);
            send(client, relay, 443, "quic");
            send(client, relay, echo.getLocalPort(), "hello");
            DatagramPacket arrived = new DatagramPacket(new byte[100], 100);
            echo.receive(arrived);
            assertThat(text(arrived, 0)).isEqualTo("hello");
            echo.send(new DatagramPacket("world".getBytes(StandardCharsets.UTF_8), 5, arrived.getSocketAddress()));
            DatagramPacket answer = new DatagramPacket(new byte[100], 100);
            client.receive(answer);
            assertThat(text(answer, 10)).isEqualTo("world");
            control.close();

            List<Flow> flows = bench.sink.await(2);
            Flow quic = flows.stream()
                    .filter(f -> f.server().port() == 443)
                    .findFirst()
                    .orElseThrow();
            Flow passed = flows.stream().filter(f -> f != quic).findFirst().orElseThrow();
            assertThat(quic.outcome().reason()).isEqualTo("quic_refused");
            assertThat(quic.request().orElseThrow().body().length()).isEqualTo(4);
            assertThat(passed.scheme()).isEqualTo("udp");
            assertThat(passed.request().orElseThrow().body().bytes()).asString().isEqualTo("hello");
            assertThat(passed.response().orElseThrow().body().bytes())
                    .asString()
                    .isEqualTo("world");
        }
    }

    static int associate(Socket control) throws IOException {
        control.setSoTimeout(60_000);
        control.getOutputStream().write(new byte[] {5, 1, 0});
        DataInputStream in = new DataInputStream(control.getInputStream());
        assertThat(in.readShort()).isEqualTo((short) 0x0500);
        control.getOutputStream().write(new byte[] {5, 3, 0, 1, 0, 0, 0, 0, 0, 0});
        byte[] reply = in.readNBytes(10);
        assertThat(reply[1]).isZero();
        return (reply[8] & 0xFF) << 8 | reply[9] & 0xFF;
    }

    private static void send(DatagramSocket from, int relay, int port, String text) throws IOException {
        ByteArrayOutputStream datagram = new ByteArrayOutputStream();
        datagram.write(new byte[] {0, 0, 0, 1, 127, 0, 0, 1, (byte) (port >> 8), (byte) port});
        datagram.write(text.getBytes(StandardCharsets.UTF_8));
        byte[] bytes = datagram.toByteArray();
        from.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), relay));
    }

    private static String text(DatagramPacket packet, int from) {
        return new String(packet.getData(), from, packet.getLength() - from, StandardCharsets.UTF_8);
    }

    @Test
    void the_way_out_may_lead_through_another_proxy() throws Exception {
        Path outside = directory.resolve("outside");
        outside.toFile().mkdirs();
        try (Bench other = Bench.in(outside, c -> socks(c).withCredentials(new Credentials("inner", "secret")))) {
            TestServer tls = other.world.tls(ECHO, "api.example");
            TestServer plain = other.world.plain(ECHO);
            List<UpstreamProxy> proxies = List.of(
                    UpstreamProxy.parse("*.plain.example=socks5://inner:secret@127.0.0.1:" + port(other)),
                    UpstreamProxy.parse(
                            "http://inner:secret@127.0.0.1:" + other.address().getPort()));
            Path authority = authorityFile(other);
            try (Bench bench = Bench.in(
                    directory,
                    c -> c.withOverrides(List.of())
                            .withUpstreamProxies(proxies)
                            .withUpstreamAuthorities(List.of(authority)))) {
                String said = curl(
                        bench,
                        "http://127.0.0.1:" + bench.address().getPort(),
                        "https://api.example:" + tls.port() + "/s",
                        "http://x.plain.example:" + plain.port() + "/p");

                assertThat(said).isEqualTo("GET /s HTTP/1.1|GET /p HTTP/1.1|");
                assertThat(bench.sink.await(2)).allMatch(f -> f.outcome().equals(Outcome.COMPLETE));
                assertThat(other.sink.await(2)).allMatch(f -> f.client().tag().equals(Optional.of("inner")));
            }
        }
    }

    @Test
    void an_upstream_proxy_that_refuses_is_named_in_the_answer() throws Exception {
        Path outside = directory.resolve("outside");
        outside.toFile().mkdirs();
        try (Bench other = Bench.in(outside, c -> c.withCredentials(new Credentials("inner", "secret")));
                Bench bench = Bench.in(
                        directory,
                        c -> c.withUpstreamProxies(List.of(UpstreamProxy.parse(
                                "http://127.0.0.1:" + other.address().getPort()))))) {
            String said = curl(bench, "http://127.0.0.1:" + bench.address().getPort(), "https://api.example/s");

            assertThat(said).contains("upstream_unreachable").contains("upstream proxy 127.0.0.1");
            assertThat(bench.flow().outcome().reason()).isEqualTo("upstream_unreachable");
        }
    }
}
