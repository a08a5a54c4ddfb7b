package io.mingcha.analyzer.decode;

import io.mingcha.flows.Direction;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What carries more than one message of the app in one body, as its heads say. */
enum Conversation {
    /** RFC 6455, and RFC 8441 over HTTP/2. */
    WEB_SOCKET,
    GRPC,
    GRPC_WEB_TEXT,
    /** Server-sent events, of the HTML standard. */
    EVENTS,
    NONE;

    static Conversation of(Direction direction, Optional<Head> head) {
        if (head.isEmpty()) {
            return NONE;
        }
        String type = head.get().header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("application/grpc-web-text")) {
            return GRPC_WEB_TEXT;
        }
        if (type.startsWith("application/grpc")) {
            return GRPC;
        }
        if (direction == Direction.RESPONSE && type.startsWith("text/event-stream")) {
            return EVENTS;
        }
        return isWebSocket(head.get().headers()) ? WEB_SOCKET : NONE;
    }

    private static boolean isWebSocket(List<Header> headers) {
        return headers.stream()
                .anyMatch(h -> (h.name().equalsIgnoreCase("upgrade") || h.name().equals(":protocol"))
                                && h.value().equalsIgnoreCase("websocket")
                        || h.name().equalsIgnoreCase("sec-websocket-accept"));
    }
}
