package io.mingcha.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ClientHelloTest {

    @Test
    void a_hello_of_the_jdk_is_read() throws Exception {
        ClientHello hello = complete(record(handshake("api.example", "h2", "http/1.1")));
        assertThat(hello.serverName()).contains("api.example");
        assertThat(hello.alpn()).containsExactly("h2", "http/1.1");
        assertThat(hello.versions()).contains(0x0304);
        assertThat(hello.ja4()).matches("t13d\\d{4}h2_[0-9a-f]{12}_[0-9a-f]{12}");
        assertThat(hello.ja3()).matches("[0-9a-f]{32}");
        assertThat(hello.takesEcdsa()).isTrue();
    }

    @Test
    void every_shorter_piece_is_incomplete() throws Exception {
        byte[] whole = record(handshake("api.example"));
        for (int length = 0; length < whole.length; length++) {
            ByteBuf part = Unpooled.wrappedBuffer(whole, 0, length);
            assertThat(ClientHelloReader.read(part, 65_536)).isInstanceOf(ClientHelloReader.Result.Incomplete.class);
        }
    }

    @Test
    void a_hello_split_over_records_of_every_size_is_the_same() throws Exception {
        byte[] handshake = handshake("api.example", "h2");
        ClientHello whole = complete(record(handshake));
        for (int size = 1; size < handshake.length; size += 7) {
            ByteArrayOutputStream records = new ByteArrayOutputStream();
            for (int at = 0; at < handshake.length; at += size) {
                byte[] piece = Arrays.copyOfRange(handshake, at, Math.min(at + size, handshake.length));
                records.write(record(piece));
            }
            assertThat(complete(records.toByteArray())).isEqualTo(whole);
        }
    }

    /** If each segment were a reason to look at all of them anew, this would take minutes. */
    @Test
    @Timeout(120)
    void a_long_hello_in_segments_and_records_of_single_bytes_costs_no_more_than_its_length() {
        byte[] handshake = ChromeHello.handshake("api.example");
        byte[] padded = Arrays.copyOf(handshake, 65_000);
        padded[2] = (byte) ((padded.length - 4) >> 8);
        padded[3] = (byte) (padded.length - 4);
        byte[] records = ChromeHello.records(padded, 1);
        ClientHelloReader reader = new ClientHelloReader(65_536);
        ByteBuf bytes = Unpooled.buffer(records.length);
        for (int i = 0; i < records.length - 1; i++) {
            assertThat(reader.look(bytes.writeByte(records[i])) instanceof ClientHelloReader.Result.Incomplete)
                    .isTrue();
        }
        assertThat(reader.look(bytes.writeByte(records[records.length - 1])))
                .isEqualTo(ClientHelloReader.read(Unpooled.wrappedBuffer(records), 65_536))
                .isNotInstanceOf(ClientHelloReader.Result.Incomplete.class);
    }

    @Test
    void fingerprints_ignore_grease_and_ja4_the_order_of_extensions() {
        ClientHello chrome = hello(List.of(0x1301, 0x1302), List.of(0, 10, 16, 43, 13));
        ClientHello greased = hello(List.of(0x0a0a, 0x1301, 0x1302), List.of(0x1a1a, 0, 10, 16, 43, 13));
        ClientHello shuffled = hello(List.of(0x1301, 0x1302), List.of(13, 43, 16, 10, 0));
        assertThat(greased.ja4()).isEqualTo(chrome.ja4()).isEqualTo(shuffled.ja4());
        assertThat(greased.ja3()).isEqualTo(chrome.ja3()).isNotEqualTo(shuffled.ja3());
    }

    @Test
    void the_example_of_the_ja4_specification() {
        List<Integer> ciphers = List.of(
                0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013, 0xc014, 0x009c, 0x009d,
                0x002f, 0x0035);
        List<Integer> extensions = List.of(
                0x001b, 0x0000, 0x0033, 0x0010, 0x4469, 0x0017, 0x002d, 0x000d, 0x0005, 0x0023, 0x0012, 0x002b, 0xff01,
                0x000b, 0x000a, 0x0015);
        ClientHello hello = new ClientHello(
                0x0303,
                ciphers,
                extensions,
                Optional.of("x.example"),
                true,
                List.of("h2"),
                List.of(0x001d),
                List.of(0),
                List.of(0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601),
                List.of(0x0304, 0x0303));
        assertThat(hello.ja4()).isEqualTo("t13d1516h2_8daaf6152771_e5627efa2ab1");
    }

    /** The example of the README of github.com/salesforce/ja3. */
    @Test
    void the_example_of_ja3() {
        ClientHello hello = new ClientHello(
                0x0301,
                List.of(47, 53, 5, 10, 49161, 49162, 49171, 49172, 50, 56, 19, 4),
                List.of(0, 10, 11),
                Optional.of("x.example"),
                true,
                List.of(),
                List.of(23, 24, 25),
                List.of(0),
                List.of(),
                List.of());
        assertThat(hello.ja3()).isEqualTo("ada70206e40642a3e4461f35503241d5");
    }

    /** Values that browserleaks.com gives for Chrome 143 on Android, with ECH and a post-quantum share. */
    @Test
    void a_chrome_with_grease_ech_and_a_post_quantum_share_over_several_records() {
        byte[] handshake = ChromeHello.handshake("tls-outer.browserleaks.com");
        assertThat(handshake.length).isGreaterThan(1500);
        for (int size : new int[] {handshake.length, 1200, 511, 100}) {
            ClientHello hello = complete(ChromeHello.records(handshake, size));
            assertThat(hello.serverName()).contains("tls-outer.browserleaks.com");
            assertThat(hello.ja3()).isEqualTo("98487aa16281980e7d1120d399efb6a4");
            assertThat(hello.ja4()).isEqualTo("t13d1516h2_8daaf6152771_d8a2da3f94cd");
        }
    }

    @Test
    void rubbish_is_not_tls() {
        assertThat(read(new byte[] {0x16, 3, 1, 0, 4, 2, 0, 0, 0})).isInstanceOf(ClientHelloReader.Result.NotTls.class);
        assertThat(read(new byte[] {0x16, 9, 9})).isInstanceOf(ClientHelloReader.Result.NotTls.class);
        assertThat(read(new byte[] {0x16, 3, 1, 0, 6, 1, 0, 0, 2, 3, 3}))
                .isInstanceOf(ClientHelloReader.Result.NotTls.class);
        assertThat(read(new byte[] {0x16, 3, 1, 0, 4, 1, 9, 0, 0})).isInstanceOf(ClientHelloReader.Result.NotTls.class);
    }

    @Test
    void only_host_names_count_as_names() {
        assertThat(HostNames.normalise("API.Example.")).contains("api.example");
        assertThat(HostNames.normalise("a_b.example")).contains("a_b.example");
        for (String rubbish : List.of(
                "",
                ".",
                "127.0.0.1",
                "127.0.0.1:9443",
                "::1",
                "a b",
                "a..b",
                "x.1",
                "ex/ample",
                "a".repeat(64) + ".example")) {
            assertThat(HostNames.normalise(rubbish)).as(rubbish).isEmpty();
        }
    }

    private static ClientHello hello(List<Integer> ciphers, List<Integer> extensions) {
        return new ClientHello(
                0x0303,
                ciphers,
                extensions,
                Optional.empty(),
                false,
                List.of(),
                List.of(29),
                List.of(0),
                List.of(0x0403),
                List.of(0x0304));
    }

    private static ClientHelloReader.Result read(byte[] bytes) {
        return ClientHelloReader.read(Unpooled.wrappedBuffer(bytes), 65_536);
    }

    private static ClientHello complete(byte[] bytes) {
        return ((ClientHelloReader.Result.Complete) read(bytes)).hello();
    }

    private static byte[] record(byte[] content) {
        return ByteBuffer.allocate(content.length + 5)
                .put((byte) 0x16)
                .putShort((short) 0x0301)
                .putShort((short) content.length)
                .put(content)
                .array();
    }

    private static byte[] handshake(String name, String... alpn) throws Exception {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(new ArrayList<>(List.of(new SNIHostName(name))));
        parameters.setApplicationProtocols(alpn);
        engine.setSSLParameters(parameters);
        ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.beginHandshake();
        engine.wrap(ByteBuffer.allocate(0), out);
        out.flip().position(5);
        byte[] handshake = new byte[out.remaining()];
        out.get(handshake);
        return handshake;
    }
}
