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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A body as the decoder opens it, for tests to ask. */
final class Opened {
    private final byte[] body;
    private final Decoded decoded;

    private Opened(byte[] body, Decoded decoded) {
        this.body = body;
        this.decoded = decoded;
    }

    static Opened of(byte[] body) {
        return of(body, Limits.DEFAULT);
    }

    static Opened of(String body) {
        return of(body.getBytes(StandardCharsets.UTF_8));
    }

    static Opened of(byte[] body, Limits limits) {
        return of(body, limits, "application/octet-stream");
    }

    static Opened of(byte[] body, Limits limits, String type) {
        Head head = new Head.Request("POST", "/", "HTTP/1.1", List.of(new Header("Content-Type", type)));
        Message message =
                new Message(Optional.of(head), Body.of(body), List.of(), Instant.EPOCH, Optional.empty(), true);
        return new Opened(body, new Decoder(limits).open(Direction.REQUEST, message));
    }

    List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        decoded.parts().forEach(p -> p.walk(nodes::add));
        return nodes;
    }

    List<String> paths() {
        return nodes().stream().map(Node::path).toList();
    }

    List<String> stops() {
        return decoded.stops().stream().map(Stop::path).toList();
    }

    /** The text at a path below the body, such as {@code msgpack $.a}. */
    String text(String path) {
        return leaf(path).text();
    }

    Node leaf(String path) {
        String whole = "request.body ▸ " + path;
        Optional<Node> found = nodes().stream()
                .filter(n -> n.path().equals(whole) && !n.text().isEmpty())
                .findFirst();
        assertThat(found).as("%s in %s", whole, describe()).isPresent();
        return found.get();
    }

    /** The recorded bytes that a leaf stands on, as text. */
    String recorded(String path) {
        Node leaf = leaf(path);
        return new String(
                Arrays.copyOfRange(body, leaf.offset(), leaf.offset() + leaf.length()), StandardCharsets.UTF_8);
    }

    /** Whether anything but unknown bytes and the texts in them was found. */
    boolean isUnderstood() {
        return nodes().stream().noneMatch(n -> n.kind() == Node.Kind.OPAQUE);
    }

    private List<String> describe() {
        return nodes().stream().map(n -> n.path() + "=" + n.text()).toList();
    }
}
