package io.mingcha.analyzer.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Body;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens made-up bodies and checks what must hold of any: bounds, places, and the same result each time. */
final class WithinBounds {
    /** Small, so that they are met. */
    private static final Limits LIMITS = new Limits(6, 2_000, 1 << 16, 1 << 18, 40, 1 << 22);

    private WithinBounds() {}

    static Decoded open(byte[] body) {
        return open(Direction.REQUEST, List.of(), body);
    }

    /** What a request asks for, opened twice. */
    static void target(String target) {
        Message asked = new Message(
                Optional.of(new Head.Request("GET", target, "HTTP/1.1", List.of())),
                Body.of(new byte[0]),
                List.of(),
                Instant.EPOCH,
                Optional.empty(),
                true);
        Decoded decoded = new Decoder(LIMITS).open(Direction.REQUEST, asked);
        assertThat(shape(new Decoder(LIMITS).open(Direction.REQUEST, asked))).isEqualTo(shape(decoded));
    }

    /** Opens it twice, since the same capture must give the same analysis. */
    static Decoded open(Direction direction, List<Header> headers, byte[] body) {
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

    private static List<String> shape(Decoded decoded) {
        List<String> shape = new ArrayList<>();
        decoded.parts()
                .forEach(part -> part.walk(node ->
                        shape.add(node.path() + "=" + node.text() + "@" + node.offset() + "+" + node.length())));
        decoded.stops().forEach(stop -> shape.add(stop.reason().en()));
        return shape;
    }
}
