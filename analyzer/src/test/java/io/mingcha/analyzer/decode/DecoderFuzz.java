package io.mingcha.analyzer.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Header;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class DecoderFuzz {
    private static final List<Header> SOCKET = List.of(new Header("Upgrade", "websocket"));

    @FuzzTest
    void frames_are_opened_within_bounds(byte[] data) {
        WithinBounds.open(Direction.REQUEST, SOCKET, data);
        WithinBounds.open(Direction.RESPONSE, SOCKET, data);
    }

    @FuzzTest
    void a_websocket_says_the_same_however_it_is_masked_and_cut(byte[] data) {
        int cut = Math.floorMod(Arrays.hashCode(data), data.length + 1);
        List<String> whole =
                said(WithinBounds.open(Direction.REQUEST, SOCKET, frame(0x82, data, 0, data.length, data.length)));
        ByteArrayOutputStream fragments = new ByteArrayOutputStream();
        fragments.writeBytes(frame(0x02, data, 0, cut, 0x01020304));
        fragments.writeBytes(frame(0x89, data, 0, Math.min(cut, 100), 7));
        fragments.writeBytes(frame(0x80, data, cut, data.length - cut, ~cut));
        assertThat(said(WithinBounds.open(Direction.REQUEST, SOCKET, fragments.toByteArray())))
                .isEqualTo(whole);
    }

    @FuzzTest
    void a_call_is_opened_within_bounds(byte[] data) {
        WithinBounds.open(Direction.REQUEST, type("application/grpc"), data);
        WithinBounds.open(Direction.RESPONSE, type("application/grpc-web-text"), data);
    }

    @FuzzTest
    void events_say_the_same_whatever_ends_their_lines(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8).replace("\r", "");
        List<String> said = said(WithinBounds.open(Direction.RESPONSE, type("text/event-stream"), utf8(text)));
        for (String end : List.of("\r", "\r\n")) {
            byte[] other = utf8(text.replace("\n", end));
            assertThat(said(WithinBounds.open(Direction.RESPONSE, type("text/event-stream"), other)))
                    .isEqualTo(said);
        }
        WithinBounds.open(Direction.RESPONSE, type("text/event-stream"), data);
    }

    @FuzzTest
    void a_property_list_is_opened_within_bounds(byte[] data) {
        byte[] list = Arrays.copyOf(utf8("bplist00"), data.length + 8);
        System.arraycopy(data, 0, list, 8, data.length);
        WithinBounds.open(Direction.REQUEST, List.of(), list);
    }

    @FuzzTest
    void a_body_of_any_form_is_opened_within_bounds(byte[] data) {
        WithinBounds.open(Direction.REQUEST, List.of(), data);
        WithinBounds.open(Direction.REQUEST, List.of(new Header("Content-Encoding", "br, deflate")), data);
    }

    private static List<Header> type(String type) {
        return List.of(new Header("Content-Type", type));
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
