package io.mingcha.analyzer.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mingcha.flows.Body;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Message;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class DecoderFuzz {
    /** Small, so that they are met. */
    private static final Limits LIMITS = new Limits(6, 2_000, 1 << 16, 1 << 18, 40);

    private static final List<Header> SOCKET = List.of(new Header("Upgrade", "websocket"));

    @FuzzTest
    void frames_are_opened_within_bounds(byte[] data) {
        open(Direction.REQUEST, SOCKET, data);
        open(Direction.RESPONSE, SOCKET, data);
    }

    @FuzzTest
    void a_websocket_says_the_same_however_it_is_masked_and_cut(byte[] data) {
        int cut = Math.floorMod(Arrays.hashCode(data), data.length + 1);
        List<String> whole = said(open(Direction.REQUEST, SOCKET, frame(0x82, data, 0, data.length, data.length)));
        ByteArrayOutputStream fragments = new ByteArrayOutputStream();
        fragments.writeBytes(frame(0x02, data, 0, cut, 0x01020304));
        fragments.writeBytes(frame(0x89, data, 0, Math.min(cut, 100), 7));
        fragments.writeBytes(frame(0x80, data, cut, data.length - cut, ~cut));
        assertThat(said(open(Direction.REQUEST, SOCKET, fragments.toByteArray())))
                .isEqualTo(whole);
    }

    @FuzzTest
    void a_call_is_opened_within_bounds(byte[] data) {
        open(Direction.REQUEST, type("application/grpc"), data);
        open(Direction.RESPONSE, type("application/grpc-web-text"), data);
    }

    @FuzzTest
    void events_say_the_same_whatever_ends_their_lines(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8).replace("\r", "");
        List<String> said = said(open(Direction.RESPONSE, type("text/event-stream"), utf8(text)));
        for (String end : List.of("\r", "\r\n")) {
            byte[] other = utf8(text.replace("\n", end));
            assertThat(said(open(Direction.RESPONSE, type("text/event-stream"), other)))
                    .isEqualTo(said);
        }
        open(Direction.RESPONSE, type("text/event-stream"), data);
    }

    @FuzzTest
    void a_property_list_is_opened_within_bounds(byte[] data) {
        byte[] list = Arrays.copyOf(utf8("bplist00"), data.length + 8);
        System.arraycopy(data, 0, list, 8, data.length);
        open(Direction.REQUEST, List.of(), list);
    }

    @FuzzTest
    void a_body_of_any_form_is_opened_within_bounds(byte[] data) {
        open(Direction.REQUEST, List.of(), data);
        open(Direction.REQUEST, List.of(new Header("Content-Encoding", "br, deflate")), data);
    }

    /** Opens it twice, since the same capture must give the same analysis. */
    private static Decoded open(Direction direction, List<Header> headers, byte[] body) {
        Decoded decoded = new Decoder(LIMITS).open(direction, message(direction, headers, body));
        Decoded again = new Decoder(LIMITS).open(direction, message(direction, headers, body));
        assertThat(shape(again)).isEqualTo(shape(decoded));
        assertThat(decoded.stops().size()).isLessThanOrEqualTo(100);
        int[] nodes = new int[1];
        decoded.parts()
                .forEach(part -> part.walk(node -> {
                    nodes[0]++;
                    if (node.location() == Location.BODY) {
                        boolean inside = node.offset() >= 0
                                && node.length() >= 0
                                && (long) node.offset() + node.length() <= body.length;
                        assertThat(inside).as("%s within %s", node, body.length).isTrue();
                        if (node.isVerbatim() && node.kind() == Node.Kind.TEXT) {
                            assertThat(new String(body, node.offset(), node.length(), StandardCharsets.UTF_8))
                                    .isEqualTo(node.text());
                        }
                    }
                    node.messageOffset().ifPresent(begins -> assertThat(begins).isBetween(0, Math.max(0, body.length)));
                }));
        // A value may have a container, and each layer over it adds one.
        assertThat(nodes[0]).isLessThan(LIMITS.nodes() * 4);
        return decoded;
    }

    private static Message message(Direction direction, List<Header> headers, byte[] body) {
        Head head = direction == Direction.REQUEST
                ? new Head.Request("POST", "/", "HTTP/1.1", headers)
                : new Head.Response(200, "", "HTTP/1.1", headers);
        return new Message(Optional.of(head), Body.of(body.clone()), List.of(), Instant.EPOCH, Optional.empty(), true);
    }

    private static List<Header> type(String type) {
        return List.of(new Header("Content-Type", type));
    }

    private static List<String> shape(Decoded decoded) {
        List<String> shape = new ArrayList<>();
        decoded.parts()
                .forEach(part -> part.walk(node ->
                        shape.add(node.path() + "=" + node.text() + "@" + node.offset() + "+" + node.length())));
        decoded.stops().forEach(stop -> shape.add(stop.reason()));
        return shape;
    }

    private static List<String> said(Decoded decoded) {
        List<String> said = new ArrayList<>();
        decoded.parts().forEach(part -> part.walk(node -> said.add(node.path() + "=" + node.text())));
        return said;
    }

    private static byte[] frame(int first, byte[] data, int from, int length, int mask) {
        ByteBuffer frame = ByteBuffer.allocate(14 + length);
        frame.put((byte) first).put((byte) 0xFF).putLong(length).putInt(mask);
        for (int i = 0; i < length; i++) {
            frame.put((byte) (data[from + i] ^ mask >> 8 * (3 - (i & 3))));
        }
        return frame.array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
