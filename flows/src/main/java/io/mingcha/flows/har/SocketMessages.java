package io.mingcha.flows.har;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** What Chromium's developer tools write of a WebSocket's messages, {@code _webSocketMessages}, as frames. */
record SocketMessages(SocketFrames sent, SocketFrames received) {
    /** Close, ping and pong of a WebSocket. */
    private static final Set<Integer> CONTROL = Set.of(8, 9, 10);

    static SocketMessages of(JsonNode entry, Members in) {
        SocketFrames sent = new SocketFrames(true);
        SocketFrames received = new SocketFrames(false);
        for (JsonNode message : in.array(entry, "_webSocketMessages")) {
            String data = message.path("data").asText();
            SocketFrames side = message.path("type").asText().equals("send") ? sent : received;
            int opcode = message.path("opcode").asInt(SocketFrames.TEXT);
            if (opcode == SocketFrames.BINARY) {
                side.add(opcode, binary(data, in), message.path("time").asDouble());
            } else if (!CONTROL.contains(opcode)) {
                // tools name errors and what they have joined of fragments by opcodes of their own
                side.add(
                        SocketFrames.TEXT,
                        data.getBytes(StandardCharsets.UTF_8),
                        message.path("time").asDouble());
            }
        }
        return new SocketMessages(sent, received);
    }

    private static byte[] binary(String data, Members in) {
        Optional<byte[]> decoded = Payload.fromBase64(data);
        if (decoded.isEmpty()) {
            in.note(
                    "_webSocketMessages.data",
                    "_webSocketMessages 中一条二进制消息不是 base64，按文本保留",
                    "a binary message of _webSocketMessages is no base64; it is kept as text");
        }
        return decoded.orElseGet(() -> data.getBytes(StandardCharsets.UTF_8));
    }
}
