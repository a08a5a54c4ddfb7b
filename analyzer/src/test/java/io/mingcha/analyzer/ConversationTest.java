package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Arrival;
import io.mingcha.flows.Body;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Message;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies in which more than one message stands. */
class ConversationTest {
    private static final String IMEI = "868012345678905";
    private static final Instant OPENED = Exchanges.at(1);
    private static final List<Header> SOCKET =
            List.of(new Header("Upgrade", "websocket"), new Header("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="));

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void frame(ByteArrayOutputStream out, int first, byte[] payload, boolean masked) {
        out.write(first);
        int mask = masked ? 0x80 : 0;
        if (payload.length < 126) {
            out.write(mask | payload.length);
        } else {
            out.write(mask | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        byte[] key = {7, (byte) 200, 3, 99};
        if (masked) {
            out.writeBytes(key);
        }
        for (int i = 0; i < payload.length; i++) {
            out.write(masked ? payload[i] ^ key[i & 3] : payload[i]);
        }
    }

    private static Exchanges flow(
            List<Header> headers, byte[] sent, List<Arrival> arrivals, byte[] received, String type) {
        Message request = new Message(
                Optional.of(new Head.Request("GET", "/live", "HTTP/1.1", headers)),
                Body.of(sent),
                List.of(),
                OPENED,
                Optional.of(OPENED.plusSeconds(60)),
                true,
                arrivals);
        Message response = new Message(
                Optional.of(new Head.Response(101, "", "HTTP/1.1", List.of(new Header("Content-Type", type)))),
                Body.of(received),
                List.of(),
                OPENED,
                Optional.of(OPENED.plusSeconds(60)),
                true);
        return new Exchanges().known("imei", IMEI).add(request, response);
    }

    private static List<Exposure> exposures(Exchanges exchanges) {
        return exchanges.analyze().exposures();
    }

    @Test
    void a_masked_message_is_found_and_counts_from_its_own_arrival() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        frame(out, 0x81, utf8("{\"hello\":1}"), true);
        frame(out, 0x89, utf8("ping"), true);
        int offset = out.size();
        frame(out, 0x81, utf8("{\"id\":\"" + IMEI + "\"}"), true);
        Instant later = OPENED.plusSeconds(42);

        Exposure found = exposures(
                        flow(SOCKET, out.toByteArray(), List.of(new Arrival(offset, later)), new byte[0], "x"))
                .get(0);

        assertThat(found.path()).isEqualTo("request.body ▸ websocket[1] ▸ json $.id");
        assertThat(found.at()).isEqualTo(later);
        assertThat(found.offset()).isBetween(offset, out.size());
    }

    @Test
    void fragments_are_joined_and_compression_keeps_its_window() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        frame(out, 0xC1, deflated(deflater, "{\"a\":\"some words before\"}"), true);
        byte[] second = deflated(deflater, "{\"a\":\"some words before\",\"id\":\"" + IMEI + "\"}");
        frame(out, 0x41, Arrays.copyOf(second, 5), true);
        frame(out, 0x80, Arrays.copyOfRange(second, 5, second.length), true);

        assertThat(exposures(flow(SOCKET, out.toByteArray(), List.of(), new byte[0], "x")))
                .extracting(Exposure::path)
                .containsExactly("request.body ▸ websocket[1] ▸ json $.id");
    }

    private static byte[] deflated(Deflater deflater, String text) {
        deflater.setInput(utf8(text));
        byte[] out = new byte[1000];
        int n = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        return Arrays.copyOf(out, n - 4);
    }

    @Test
    void a_server_s_plain_frame_is_placed_to_the_byte() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        frame(out, 0x81, utf8("{\"id\":\"" + IMEI + "\"}"), false);
        byte[] received = out.toByteArray();
        Exchanges socket = new Exchanges()
                .known("imei", IMEI)
                .add(
                        new Message(
                                Optional.of(new Head.Request("GET", "/live", "HTTP/1.1", SOCKET)),
                                Body.EMPTY,
                                List.of(),
                                OPENED,
                                Optional.empty(),
                                true),
                        new Message(
                                Optional.of(new Head.Response(
                                        101, "", "HTTP/1.1", List.of(new Header("Upgrade", "websocket")))),
                                Body.of(received),
                                List.of(),
                                OPENED,
                                Optional.empty(),
                                true));

        Exposure found = exposures(socket).get(0);

        assertThat(found.direction()).isEqualTo(Direction.RESPONSE);
        assertThat(new String(received, found.offset(), found.length(), StandardCharsets.UTF_8))
                .isEqualTo(IMEI);
    }

    @Test
    void grpc_messages_count_each_from_its_own_arrival() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        grpc(out, utf8("\n\u0005hello"));
        int second = out.size();
        grpc(out, utf8("\n\u000f" + IMEI));
        Instant later = OPENED.plusSeconds(9);
        List<Header> headers = List.of(new Header("content-type", "application/grpc+proto"));

        Exposure found = exposures(
                        flow(headers, out.toByteArray(), List.of(new Arrival(second, later)), new byte[0], "x"))
                .get(0);

        assertThat(found.path()).startsWith("request.body ▸ grpc[1]");
        assertThat(found.at()).isEqualTo(later);
    }

    @Test
    void a_message_and_the_trailers_of_grpc_web_are_opened() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        grpc(out, utf8("\n\u000f" + IMEI));
        out.writeBytes(grpcWebTrailers());

        assertThat(exposures(flow(List.of(), new byte[0], List.of(), out.toByteArray(), "application/grpc-web+proto")))
                .extracting(Exposure::path)
                .satisfiesExactly(
                        path -> assertThat(path).startsWith("response.body ▸ grpc[0]"),
                        path -> assertThat(path).startsWith("response.body ▸ grpc[1] ▸ trailers"));
    }

    @Test
    void grpc_web_text_that_is_padded_with_each_message_is_opened_to_its_end() {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        grpc(message, utf8("\n\u000f" + IMEI));
        String text = Base64.getEncoder().encodeToString(message.toByteArray())
                + Base64.getEncoder().encodeToString(grpcWebTrailers());
        assertThat(text.indexOf('=')).isBetween(0, text.length() - 3);

        assertThat(exposures(flow(List.of(), new byte[0], List.of(), utf8(text), "application/grpc-web-text+proto")))
                .extracting(Exposure::path)
                .satisfiesExactly(
                        path -> assertThat(path).startsWith("response.body ▸ base64 ▸ grpc[0]"),
                        path -> assertThat(path).startsWith("response.body ▸ base64 ▸ grpc[1] ▸ trailers"));
    }

    private static byte[] grpcWebTrailers() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] trailers = utf8("grpc-status:7\r\ngrpc-message:unknown device " + IMEI + "\r\n");
        out.writeBytes(new byte[] {(byte) 0x80, 0, 0, 0, (byte) trailers.length});
        out.writeBytes(trailers);
        return out.toByteArray();
    }

    private static void grpc(ByteArrayOutputStream out, byte[] message) {
        out.writeBytes(new byte[] {0, 0, 0, 0, (byte) message.length});
        out.writeBytes(message);
    }

    @Test
    void each_event_of_a_stream_is_opened() {
        byte[] events =
                utf8("event: a\r\ndata: {\"x\":1}\r\n\r\n: note\r\ndata: {\"id\":\r\ndata: \"" + IMEI + "\"}\r\n\r\n");

        assertThat(exposures(flow(List.of(), new byte[0], List.of(), events, "text/event-stream")))
                .extracting(Exposure::path)
                .containsExactly("response.body ▸ events[1] ▸ json $.id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABBA says hello to " + IMEI, "{\"id\":\"" + IMEI + "\"}\n", "42[\"id\",\"" + IMEI + "\"]"})
    void messages_that_a_browser_exported_a_line_each_are_no_frames(String lines) {
        assertThat(exposures(flow(SOCKET, utf8(lines), List.of(), new byte[0], "x")))
                .extracting(Exposure::dataType)
                .containsExactly("imei");
    }

    @Test
    void rubbish_behind_the_heads_is_never_fatal() {
        Random random = new Random(20261126);
        Exchanges all = new Exchanges().known("imei", IMEI);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            for (List<Header> headers : List.of(
                    SOCKET,
                    List.of(new Header("content-type", "application/grpc")),
                    List.of(new Header("content-type", "application/grpc-web-text")))) {
                all.add(
                        new Message(
                                Optional.of(new Head.Request("POST", "/", "HTTP/2", headers)),
                                Body.of(bytes),
                                List.of(),
                                OPENED,
                                Optional.empty(),
                                true),
                        new Message(
                                Optional.of(new Head.Response(
                                        200, "", "HTTP/2", List.of(new Header("content-type", "text/event-stream")))),
                                Body.of(bytes),
                                List.of(),
                                OPENED,
                                Optional.empty(),
                                true));
            }
        }

        assertThat(all.analyze().exposures()).isEmpty();
    }
}
