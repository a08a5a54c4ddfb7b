package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.proxy.tls.ChromeHello;
import io.mingcha.proxy.tls.ClientHello;
import io.mingcha.proxy.tls.ClientHelloReader;
import io.mingcha.testkit.Peer;
import io.mingcha.testkit.RawClient;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server sees suites, groups and protocols in the order in which the app offers them. */
class LikenessTest {
    private static final int TLS_1_3_PREFIX = 0x13;
    /** The pattern of values that mean nothing (RFC 8701). */
    private static final int GREASE = 0x0a0a;

    @TempDir
    Path directory;

    @Test
    void what_chrome_offers_is_offered_on_in_its_order() throws Exception {
        byte[] chrome = ChromeHello.records(ChromeHello.handshake("api.example"), 4000);
        ClientHello app = parse(chrome);
        ClientHello ours = throughTheProxy(chrome);
        assertThat(olderSuites(ours)).isEqualTo(olderSuites(app));
        assertThat(ours.groups()).isEqualTo(withoutGrease(app.groups()));
        assertThat(ours.alpn()).isEqualTo(app.alpn());
        assertThat(ours.versions()).contains(0x0304);
    }

    @Test
    void suites_that_an_app_lacks_are_not_offered_in_its_name() throws Exception {
        try (Bench bench = Bench.in(directory);
                Listening server = new Listening()) {
            FutureTask<String> page = new FutureTask<>(() -> Curl.run(
                    directory,
                    bench,
                    "--tlsv1.2",
                    "--tls-max",
                    "1.2",
                    "--ciphers",
                    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256",
                    "https://api.example:" + server.port() + "/"));
            new Thread(page).start();
            ClientHello ours = server.hello();
            assertThat(page.get()).contains("upstream_tls_failed");
            assertThat(olderSuites(ours)).containsExactly(0xc030, 0xc02b);
            assertThat(ours.ciphers()).noneMatch(c -> c >> 8 == TLS_1_3_PREFIX);
            assertThat(ours.versions()).doesNotContain(0x0304);
        }
    }

    private ClientHello throughTheProxy(byte[] hello) throws Exception {
        try (Bench bench = Bench.in(directory);
                Listening server = new Listening();
                Peer tunnel = RawClient.tunnel(bench.address(), "api.example:" + server.port())) {
            tunnel.send(hello);
            return server.hello();
        }
    }

    private static List<Integer> olderSuites(ClientHello hello) {
        // 0x00ff only says that renegotiation is safe
        return withoutGrease(hello.ciphers()).stream()
                .filter(c -> c >> 8 != TLS_1_3_PREFIX && c != 0x00ff)
                .toList();
    }

    private static List<Integer> withoutGrease(List<Integer> values) {
        return values.stream()
                .filter(v -> (v & 0x0f0f) != GREASE || v >> 8 != (v & 0xff))
                .toList();
    }

    private static ClientHello parse(byte[] records) {
        ByteBuf bytes = Unpooled.wrappedBuffer(records);
        if (ClientHelloReader.read(bytes, 1 << 16) instanceof ClientHelloReader.Result.Complete complete) {
            return complete.hello();
        }
        throw new AssertionError("no whole ClientHello");
    }

    /** A server that only listens. */
    private static final class Listening implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

        Listening() throws IOException {}

        int port() {
            return socket.getLocalPort();
        }

        ClientHello hello() throws IOException {
            ByteBuf all = Unpooled.buffer();
            try (Socket client = socket.accept()) {
                client.setSoTimeout(60_000);
                InputStream in = client.getInputStream();
                while (true) {
                    byte[] some = new byte[4096];
                    int length = in.read(some);
                    if (length < 0) {
                        throw new IOException("the connection ended within the ClientHello");
                    }
                    all.writeBytes(some, 0, length);
                    if (ClientHelloReader.read(all, 1 << 16) instanceof ClientHelloReader.Result.Complete complete) {
                        return complete.hello();
                    }
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
