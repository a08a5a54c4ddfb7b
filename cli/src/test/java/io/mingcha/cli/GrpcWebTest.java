package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.testkit.Peer;
import io.mingcha.testkit.TestServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of gRPC-web, binary and as text: recorded on their way through the proxy, then opened message by message. */
class GrpcWebTest {
    private static final byte MESSAGE = 0;
    private static final byte TRAILERS = (byte) 0x80;
    private static final String STATUS = "grpc-status:0\r\ngrpc-message:for " + Person.PHONE + "\r\n";

    @TempDir
    Path folder;

    private static byte[] framed(byte kind, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(5 + bytes.length)
                .put(kind)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    /** A field of protobuf that is text. */
    private static String field(String text) {
        return "\n" + (char) text.length() + text;
    }

    /** Each frame is a chunk of its own, and as text padded for itself, as servers stream them. */
    private static void serve(Peer peer) throws Exception {
        Peer.Received request = peer.read();
        String type = request.header("Content-Type").orElse("");
        peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: " + type + "\r\n\r\n");
        for (byte[] frame : List.of(
                framed(MESSAGE, field("a " + Person.OAID)),
                framed(MESSAGE, field("b " + Person.EMAIL)),
                framed(TRAILERS, STATUS))) {
            byte[] sent = type.contains("text") ? Base64.getEncoder().encode(frame) : frame;
            peer.send(Integer.toHexString(sent.length) + "\r\n").send(sent).send("\r\n");
        }
        peer.send("0\r\n\r\n");
    }

    private void call(Desk desk, CaptureProcess capture, String path, String type, byte[] body) throws IOException {
        Files.write(desk.file("request"), body);
        Command.Result result = desk.curl(capture)
                .run("-H", "Content-Type: " + type, "--data-binary", "@request", "https://web.shop.example" + path);
        assertThat(result.code()).as(result.err()).isZero();
        capture.waitForExchange("web\\.shop\\.example" + path);
    }

    private static List<String> found(Report report, int flow) {
        return report.exposures(e -> e.path("flow").asInt() == flow).stream()
                .map(e -> e.path("dataType").asText() + " in " + e.path("path").asText())
                .toList();
    }

    @Test
    void each_message_and_the_trailers_are_opened() throws Exception {
        try (Desk desk = Desk.in(folder)) {
            TestServer server = desk.world().tls(GrpcWebTest::serve, "web.shop.example");
            CaptureProcess capture = desk.capture(
                    "--session", desk.sessionFile(), "--resolve", "web.shop.example=127.0.0.1:" + server.port());
            byte[] question = framed(MESSAGE, field("q " + Person.IMEI));
            call(desk, capture, "/binary", "application/grpc-web+proto", question);
            call(
                    desk,
                    capture,
                    "/text",
                    "application/grpc-web-text+proto",
                    Base64.getEncoder().encode(question));
            desk.here("stop");
            capture.command().exitCode();

            Report report = Report.of(
                    desk.here("analyze", capture.session(), "--format", "json").out());
            assertThat(found(report, 0))
                    .containsExactly(
                            "imei in request.body ▸ grpc[0] ▸ protobuf $.1",
                            "oaid in response.body ▸ grpc[0] ▸ protobuf $.1",
                            "email in response.body ▸ grpc[1] ▸ protobuf $.1",
                            "phone_number in response.body ▸ grpc[2] ▸ trailers ▸ text ▸ pairs:grpc-message");
            assertThat(found(report, 1))
                    .containsExactly(
                            "imei in request.body ▸ base64 ▸ grpc[0] ▸ protobuf $.1",
                            "oaid in response.body ▸ base64 ▸ grpc[0] ▸ protobuf $.1",
                            "email in response.body ▸ base64 ▸ grpc[1] ▸ protobuf $.1",
                            "phone_number in response.body ▸ base64 ▸ grpc[2] ▸ trailers ▸ text ▸ pairs:grpc-message");
        }
    }
}
