package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.testkit.Peer;
import io.mingcha.testkit.RawClient;
import io.mingcha.testkit.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Odd but legal messages, by every way in: both ends see the bytes that they would have seen without a proxy. */
class FaithfulTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String HOST = "Host: api.example\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @TempDir
    Path directory;

    /** A request as the client sends it, and the answer as the server gives it before it closes. */
    private record Case(String name, String request, String response) {}

    private static Stream<Case> corpus() {
        return Stream.of(
                get("order, case and repetition of headers", "b: 1\r\nA: 2\r\nb: 3\r\nX-mIxEd: Yes\r\nA: 2\r\n"),
                get("empty headers", "X-Empty: \r\nX-Also: \r\n"),
                get("bytes beyond ASCII in a header", "X-Name: Zo\u00eb \u00ff\r\n"),
                get("a header that looks like another's value", "X-A: GET / HTTP/1.1\r\n"),
                get("an unusual header name", "!#$%&'*+-.^_`|~0: token\r\n"),
                new Case("a long path", "GET /" + "p".repeat(64 * 1024) + " HTTP/1.1\r\n" + HOST + "\r\n", OK),
                new Case(
                        "an encoded and an odd path",
                        "GET /%7Ea/..//b;c=d?e=f&&g[]=%20#h HTTP/1.1\r\n" + HOST + "\r\n",
                        OK),
                new Case("an unusual method", "PROPFIND /dav HTTP/1.1\r\n" + HOST + "Depth: 1\r\n\r\n", OK),
                new Case("a method with a hyphen", "M-SEARCH /x HTTP/1.1\r\n" + HOST + "\r\n", OK),
                new Case("HTTP/1.0", "GET /old HTTP/1.0\r\n" + HOST + "\r\n", "HTTP/1.0 200 OK\r\n\r\nuntil the end"),
                new Case(
                        "HEAD with the length of what is not sent",
                        "HEAD /h HTTP/1.1\r\n" + HOST + "\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Length: 12345\r\n\r\n"),
                new Case("204", "DELETE /d HTTP/1.1\r\n" + HOST + "\r\n", "HTTP/1.1 204 No Content\r\nX: y\r\n\r\n"),
                new Case(
                        "304 with a length",
                        "GET /c HTTP/1.1\r\n" + HOST + "If-None-Match: \"a\"\r\n\r\n",
                        "HTTP/1.1 304 Not Modified\r\nContent-Length: 999\r\nETag: \"a\"\r\n\r\n"),
                new Case(
                        "a reason of its own, and none",
                        "GET /r HTTP/1.1\r\n" + HOST + "\r\n",
                        "HTTP/1.1 299 Fine, thank you\r\nContent-Length: 0\r\n\r\n"),
                new Case(
                        "interim answers",
                        "GET /hints HTTP/1.1\r\n" + HOST + "\r\n",
                        "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
                                + OK),
                new Case(
                        "a body of stated length",
                        "POST /p HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\n\r\n\u0000\u0001\u00fe\u00ff!",
                        OK),
                new Case(
                        "a body in chunks, with trailers",
                        "POST /p HTTP/1.1\r\n" + HOST
                                + "Transfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n5\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-T: 2\r\n\r\n"),
                new Case(
                        "a chunked body without content",
                        "POST /p HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                new Case(
                        "a body that ends with the connection",
                        "GET /stream HTTP/1.1\r\n" + HOST + "\r\n",
                        "HTTP/1.1 200 OK\r\nX-Kind: stream\r\n\r\n" + "z".repeat(100_000)),
                new Case(
                        "repeated and odd answer headers",
                        "GET /a HTTP/1.1\r\n" + HOST + "\r\n",
                        "HTTP/1.1 200 OK\r\nset-COOKIE: a=1\r\nSet-Cookie: b=2\r\nX-Empty: \r\nContent-Length: 2\r\n\r\nok"));
    }

    private static Case get(String name, String headers) {
        return new Case(name, "GET /g HTTP/1.1\r\n" + HOST + headers + "\r\n", OK);
    }

    /** A way from a client to a server. */
    private enum Way {
        CONNECT(false),
        CONNECT_TLS(true),
        SOCKS(false),
        SOCKS_TLS(true),
        ABSOLUTE(false);

        private final boolean tls;

        Way(boolean tls) {
            this.tls = tls;
        }
    }

    @ParameterizedTest
    @EnumSource
    void both_ends_see_what_they_would_see_without_a_proxy(Way way) throws Exception {
        try (Bench bench = Bench.in(directory, c -> c.withSocks(ANY_PORT))) {
            SoftAssertions all = new SoftAssertions();
            for (Case each : corpus().toList()) {
                compare(bench, way, each, all);
            }
            all.assertAll();
        }
    }

    private static void compare(Bench bench, Way way, Case each, SoftAssertions all) throws Exception {
        byte[] request = latin1(each.request());
        CompletableFuture<byte[]> arrived = new CompletableFuture<>();
        TestServer server = way.tls
                ? bench.world.tls(peer -> serve(peer, request.length, each, arrived), "api.example")
                : bench.world.plain(peer -> serve(peer, request.length, each, arrived));
        try (Peer client = connect(bench, way, server.port())) {
            client.send(way == Way.ABSOLUTE ? absolute(each.request(), server.port()) : request);
            byte[] received = client.readBytes(each.response().length());

            all.assertThat(text(arrived.get(60, TimeUnit.SECONDS)))
                    .as(each.name())
                    .isEqualTo(each.request());
            all.assertThat(text(received)).as(each.name()).isEqualTo(each.response());
        } catch (IOException | ExecutionException | TimeoutException e) {
            all.fail(each.name() + ": " + e);
        }
    }

    private static void serve(Peer peer, int length, Case each, CompletableFuture<byte[]> arrived) throws IOException {
        arrived.complete(peer.readBytes(length));
        peer.send(latin1(each.response()));
    }

    private static byte[] absolute(String request, int port) {
        int target = request.indexOf(' ') + 1;
        return latin1(request.substring(0, target) + "http://api.example:" + port + request.substring(target));
    }

    private static Peer connect(Bench bench, Way way, int port) throws Exception {
        Peer opened = switch (way) {
            case ABSOLUTE -> RawClient.connect(bench.address());
            case CONNECT, CONNECT_TLS -> RawClient.tunnel(bench.address(), "api.example:" + port);
            case SOCKS, SOCKS_TLS -> socks(bench, port);
        };
        return way.tls ? RawClient.secure(opened, bench.authority.root(), "api.example") : opened;
    }

    private static Peer socks(Bench bench, int port) throws IOException {
        Peer peer =
                RawClient.connect(bench.proxy.address(ProxyServer.WayIn.SOCKS).orElseThrow());
        byte[] name = latin1("api.example");
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        command.writeBytes(new byte[] {5, 1, 0, 3, (byte) name.length});
        command.writeBytes(name);
        command.writeBytes(new byte[] {(byte) (port >> 8), (byte) port});
        peer.send(new byte[] {5, 1, 0});
        DataInputStream in = new DataInputStream(peer.in());
        assertThat(in.readShort()).isEqualTo((short) 0x0500);
        peer.send(command.toByteArray());
        assertThat(in.readNBytes(10)[1]).isZero();
        return peer;
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
