package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingcha.testkit.Peer;
import io.mingcha.testkit.RawClient;
import io.mingcha.testkit.TestServer;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A socket that is opened before consent: each of its messages counts for itself. */
class WebSocketTest {
    private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    @TempDir
    Path folder;

    /** Accepts and answers each frame with one that says so. */
    private static void serve(Peer peer) throws Exception {
        Peer.Received request = peer.read();
        byte[] accept = MessageDigest.getInstance("SHA-1")
                .digest((request.header("Sec-WebSocket-Key").orElse("") + KEY_SUFFIX)
                        .getBytes(StandardCharsets.US_ASCII));
        peer.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(accept) + "\r\n\r\n");
        InputStream in = peer.in();
        while (in.read() >= 0) {
            int length = in.read() & 0x7F;
            in.readNBytes(4 + length);
            peer.send(new byte[] {(byte) 0x81, 2, 'o', 'k'});
        }
    }

    private static final class Answers implements WebSocket.Listener {
        private CompletableFuture<String> next = new CompletableFuture<>();

        @Override
        public synchronized CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            next.complete(data.toString());
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        synchronized CompletableFuture<String> next() {
            next = new CompletableFuture<>();
            return next;
        }
    }

    private static void say(WebSocket socket, Answers answers, String text) throws Exception {
        CompletableFuture<String> answer = answers.next();
        socket.sendText(text, true).get(60, TimeUnit.SECONDS);
        assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo("ok");
    }

    @Test
    void each_message_counts_from_its_own_arrival() throws Exception {
        try (Desk desk = Desk.in(folder)) {
            TestServer server = desk.world().tls(WebSocketTest::serve, "live.shop.example");
            CaptureProcess capture = desk.capture(
                    "--session", desk.sessionFile(), "--resolve", "live.shop.example=127.0.0.1:" + server.port());
            HttpClient client = HttpClient.newBuilder()
                    .proxy(ProxySelector.of(
                            new InetSocketAddress("127.0.0.1", capture.proxy().getPort())))
                    .sslContext(RawClient.trusting(desk.authority().root()))
                    .build();
            Answers answers = new Answers();
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create("wss://live.shop.example/live"), answers)
                    .get(60, TimeUnit.SECONDS);
            say(socket, answers, "{\"oaid\":\"" + Person.OAID + "\"}");
            assertThat(desk.here("mark", "consent_accept").code()).isZero();
            say(socket, answers, "{\"imei\":\"" + Person.IMEI + "\"}");
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(60, TimeUnit.SECONDS);
            socket.abort();
            capture.waitForExchange("live\\.shop\\.example/live");
            desk.here("stop");
            capture.command().exitCode();

            Report report = Report.of(
                    desk.here("analyze", capture.session(), "--format", "json").out());
            JsonNode before = report.exposuresOf("oaid").get(0);
            JsonNode after = report.exposuresOf("imei").get(0);
            assertThat(before.path("path").asText()).isEqualTo("request.body ▸ websocket[0] ▸ json $.oaid");
            assertThat(before.path("phase").asText()).isEqualTo("before_notice");
            assertThat(after.path("path").asText()).isEqualTo("request.body ▸ websocket[1] ▸ json $.imei");
            assertThat(after.path("phase").asText()).isEqualTo("after_consent");
        }
    }
}
