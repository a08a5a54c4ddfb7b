package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.certs.LeafRequest;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Outcome.State;
import io.mingcha.proxy.tls.ChromeHello;
import io.mingcha.testkit.Peer;
import io.mingcha.testkit.RawClient;
import io.mingcha.testkit.Script;
import io.mingcha.testkit.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that somebody sent to do harm. */
@Timeout(120)
class HostileBytesTest {
    private static final String GET = "GET /x HTTP/1.1\r\nHost: api.example\r\n\r\n";
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void a_client_hello_beyond_the_limit_in_single_bytes_passes_while_others_are_served() throws Exception {
        byte[] hello = ChromeHello.records(padded(ChromeHello.handshake("api.example"), 65_600), 16_000);
        try (Bench bench = Bench.in(directory)) {
            TestServer raw = bench.world.plain(peer -> {
                peer.readBytes(hello.length);
                peer.send("all");
                peer.in().read();
            });
            TestServer server = bench.world.tls(Script.saying("ok"), "api.example");
            Peer slow = RawClient.tunnel(bench.address(), "api.example:" + raw.port());
            int half = hello.length / 2;
            slow.sendByteByByte(Arrays.copyOf(hello, half));
            Peer other = bench.secure("api.example", server.port());
            other.send(GET);
            assertThat(other.read().text()).isEqualTo("ok");
            slow.sendByteByByte(Arrays.copyOfRange(hello, half, hello.length));
            assertThat(slow.readBytes(3)).asString().isEqualTo("all");
            other.close();
            slow.close();
            assertThat(bench.sink.await(2))
                    .filteredOn(f -> f.outcome().state() == State.UNREAD)
                    .singleElement()
                    .satisfies(f -> {
                        assertThat(f.outcome().reason()).isEqualTo("not_http");
                        assertThat(f.request().orElseThrow().body().length()).isEqualTo(hello.length);
                    });
        }
    }

    @Test
    void a_client_hello_within_the_limit_in_single_bytes_is_answered() throws Exception {
        byte[] hello = ChromeHello.records(padded(ChromeHello.handshake("api.example"), 16_000), 1_000);
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(Script.saying("never"), "api.example");
            Peer client = RawClient.tunnel(bench.address(), "api.example:" + server.port());
            client.sendByteByByte(hello);
            // ServerHello, or an alert of the TLS stack about shares that are no keys.
            assertThat(client.in().read()).isIn(0x16, 0x15);
            client.close();
            assertThat(bench.flow().server().sni()).contains("api.example");
            assertThat(bench.flow().clientTls().orElseThrow().ja4())
                    .hasValueSatisfying(ja4 -> assertThat(ja4).startsWith("t13d1517h2_8daaf6152771_"));
        }
    }

    private static byte[] padded(byte[] handshake, int length) {
        int more = length - handshake.length - 4;
        ByteBuffer padded = ByteBuffer.allocate(length).put(handshake).putShort((short) 21);
        if (more > 0xffff - handshake.length) {
            // More than extensions can hold: no hello at all, but as long as it says.
            padded.putShort((short) 0xffff);
        } else {
            padded.putShort((short) more);
            int extensions = 4 + 2 + 32 + 33 + 2 + 32 + 2;
            padded.putShort(extensions, (short) (padded.getShort(extensions) + more + 4));
        }
        int body = length - 4;
        return padded.put(1, (byte) (body >> 16)).putShort(2, (short) body).array();
    }

    @Test
    void a_certificate_of_a_megabyte_is_explained_inside_tls() throws Exception {
        List<String> names = IntStream.range(0, 26_000)
                .mapToObj(i -> "name-of-some-length-%06d.api.example".formatted(i))
                .toList();
        try (Bench bench = Bench.in(directory)) {
            LeafRequest large = LeafRequest.of(names.toArray(String[]::new));
            assertThat(bench.world.authority().issue(large).certificate().getEncoded())
                    .hasSizeGreaterThan(MEGABYTE - 100_000);
            TestServer server = bench.world.tls(large, Script.saying("never"));
            Peer client = bench.secure("api.example", server.port());
            client.send(GET);
            Peer.Received answer = client.read();
            assertThat(answer.firstLine()).startsWith("HTTP/1.1 502");
            assertThat(answer.header("Mingcha-Reason"))
                    .hasValueSatisfying(reason -> assertThat(reason).startsWith("upstream_"));
            assertThat(bench.flow().outcome().state()).isEqualTo(State.FAILED);
            assertThat(bench.flow().outcome().detail()).isNotEmpty();
            client.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[::ffff:169.254.169.254]", "[fd00:ec2::254]", "[fe80::1]", "[::]", "[ff02::1]", "169.254.1.1"})
    void no_spelling_of_an_address_leads_to_the_machine_itself(String host) throws Exception {
        try (Bench bench = Bench.in(directory)) {
            Peer client = RawClient.connect(bench.address());
            client.send("GET http://" + host + ":9/ HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.read().header("Mingcha-Reason")).contains("destination_refused");
            assertThat(bench.flow().outcome().reason()).isEqualTo("destination_refused");
            client.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.1", "2130706433", "localhost", "0"})
    void no_spelling_of_a_name_in_socks_leads_there_either(String name) throws Exception {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Bench bench = Bench.in(directory, c -> c.withSocks(anyPort))) {
            TestServer server = bench.world.plain(Script.saying("reached"));
            InetSocketAddress socks =
                    bench.proxy.address(ProxyServer.WayIn.SOCKS).orElseThrow();
            Peer client = RawClient.connect(socks);
            client.send("\u0005\u0001\u0000").readBytes(2);
            client.send("\u0005\u0001\u0000\u0003" + (char) name.length() + name + (char) (server.port() >> 8)
                    + (char) (server.port() & 0xff));
            client.readBytes(10);
            client.send(GET);
            assertThat(client.read().header("Mingcha-Reason")).contains("destination_refused");
            assertThat(server.connections()).isZero();
            assertThat(bench.flow().outcome().state()).isEqualTo(State.BLOCKED);
            client.close();
        }
    }

    @Test
    void a_name_that_leads_to_any_way_into_the_proxy_is_refused_and_recorded() throws Exception {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Bench bench = Bench.in(directory, c -> c.withSocks(anyPort))) {
            for (InetSocketAddress own : List.of(
                    bench.address(),
                    bench.proxy.address(ProxyServer.WayIn.SOCKS).orElseThrow())) {
                int port = own.getPort();
                Peer client = bench.secure("loop.example", port);
                client.send(GET);
                assertThat(client.read().header("Mingcha-Reason")).contains("destination_refused");
                client.close();
            }
            assertThat(bench.sink.await(2))
                    .extracting(f -> f.outcome().reason())
                    .containsOnly("destination_refused");
        }
    }

    @Test
    void a_connection_that_leads_back_to_where_redirected_ones_arrive_is_refused_and_recorded() throws Exception {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Bench bench = Bench.in(directory, c -> c.withRedirected(anyPort))) {
            Peer client = RawClient.connect(
                    bench.proxy.address(ProxyServer.WayIn.REDIRECTED).orElseThrow());
            assertThat(client.in().read()).isEqualTo(-1);
            client.close();
            assertThat(bench.flow().outcome().state()).isEqualTo(State.BLOCKED);
            assertThat(bench.flow().outcome().reason()).isEqualTo("destination_refused");
        }
    }

    @Test
    void a_page_says_nothing_of_a_stranger_unescaped() throws Exception {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        String name = "<script>\u001b[2Jx</script>";
        try (Bench bench = Bench.in(directory, c -> c.withSocks(anyPort))) {
            Peer client = RawClient.connect(
                    bench.proxy.address(ProxyServer.WayIn.SOCKS).orElseThrow());
            client.send("\u0005\u0001\u0000").readBytes(2);
            client.send("\u0005\u0001\u0000\u0003" + (char) name.length() + name + "\u0000\u0050");
            client.readBytes(10);
            client.send("GET /<b>\u001b HTTP/1.1\r\nHost: <i>\u001b\r\nx<u>: \u001b]0;x\u0007\r\n\r\n");
            Peer.Received answer = client.read();
            assertThat(answer.firstLine()).startsWith("HTTP/1.1 ");
            assertThat(answer.text()).doesNotContain("<script", "<b>", "<i>", "<u>", "\u001b", "\u0007");
            assertThat(answer.head()).doesNotContain("<", "\u001b");
            client.close();
        }
    }

    /** Of a server that keeps to RFC 6455, and of one that does not. */
    @ParameterizedTest
    @ValueSource(strings = {"Sec-WebSocket-Accept: x\r\n", ""})
    void a_bomb_in_a_websocket_passes_as_the_bytes_it_is(String accept) throws Exception {
        byte[] bomb = bomb(64 * MEGABYTE);
        assertThat(bomb.length).isLessThan(MEGABYTE);
        try (Bench bench = Bench.in(directory)) {
            TestServer server = bench.world.tls(
                    peer -> {
                        peer.readHead();
                        peer.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + accept + "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n");
                        peer.send(peer.readBytes(bomb.length));
                        peer.in().read();
                    },
                    "api.example");
            Peer client = bench.secure("api.example", server.port());
            client.send("GET /live HTTP/1.1\r\nHost: api.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 101");
            client.send(bomb);
            assertThat(client.readBytes(bomb.length)).isEqualTo(bomb);
            client.close();
            Flow flow = bench.flow();
            assertThat(flow.request().orElseThrow().body().bytes()).isEqualTo(bomb);
            assertThat(flow.response().orElseThrow().body().bytes()).isEqualTo(bomb);
        }
    }

    private static byte[] bomb(int size) throws IOException {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(new byte[size]);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] chunk = new byte[1 << 16];
        int n;
        do {
            n = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
            packed.write(chunk, 0, n);
        } while (n == chunk.length);
        deflater.end();
        return ByteBuffer.allocate(packed.size() + 14)
                .put((byte) 0xC2)
                .put((byte) 0xFF)
                .putLong(packed.size())
                .putInt(0)
                .put(packed.toByteArray())
                .array();
    }
}
