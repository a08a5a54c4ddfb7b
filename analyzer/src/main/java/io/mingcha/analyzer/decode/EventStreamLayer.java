package io.mingcha.analyzer.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Server-sent events: the data of each is opened by itself, joined if it stands on several lines. */
final class EventStreamLayer {
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID = "id:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RETRY = "retry:".getBytes(StandardCharsets.US_ASCII);

    private final Node layer;
    private final Slice bytes;
    private final Opening opening;
    private final ByteLayers layers;
    private final int depth;
    private final StringBuilder joined = new StringBuilder();
    private int lines;
    private int from;
    private int to;
    private int count;

    private EventStreamLayer(Node layer, Slice bytes, Opening opening, ByteLayers layers, int depth) {
        this.layer = layer;
        this.bytes = bytes;
        this.opening = opening;
        this.layers = layers;
        this.depth = depth;
    }

    /** Whether every line is one of such a stream, and they are more than a word that ends in a colon. */
    static boolean looksLike(Slice s) {
        byte first = s.length() == 0 ? 0 : s.bytes()[s.from()];
        if (first != 'd' && first != 'e' && first != 'i' && first != 'r' && first != ':') {
            return false;
        }
        int data = 0;
        int lines = 0;
        boolean json = false;
        for (int start = s.from(); start < s.to(); ) {
            int end = start;
            while (end < s.to() && s.bytes()[end] != '\n' && s.bytes()[end] != '\r') {
                end++;
            }
            if (end > start) {
                Optional<Slice> value = value(s, start, end, DATA);
                data += value.isPresent() ? 1 : 0;
                json |= value.map(Slice::trimmed)
                        .filter(v -> v.length() > 1 && (v.bytes()[v.from()] == '{' || v.bytes()[v.from()] == '['))
                        .isPresent();
                boolean other = s.bytes()[start] == ':'
                        || value(s, start, end, EVENT).isPresent()
                        || value(s, start, end, ID).isPresent()
                        || value(s, start, end, RETRY).isPresent();
                if (value.isEmpty() && !other) {
                    return false;
                }
                lines++;
            }
            start = end + 1;
        }
        return data > 0 && (lines > 1 || json);
    }

    /** What stands behind a name and its colon; nothing if the line has another name. */
    private static Optional<Slice> value(Slice s, int start, int end, byte[] name) {
        int value = start + name.length;
        if (value > end || !Arrays.equals(s.bytes(), start, value, name, 0, name.length)) {
            return Optional.empty();
        }
        return Optional.of(s.part(value + (value < end && s.bytes()[value] == ' ' ? 1 : 0), end));
    }

    static boolean open(Node node, Slice s, Opening opening, ByteLayers layers, int depth) {
        new EventStreamLayer(node.layer("events", Node.Kind.ARRAY), s, opening, layers, depth).read();
        return true;
    }

    private void read() {
        byte[] b = bytes.bytes();
        int start = bytes.from();
        while (start < bytes.to() && !opening.exhausted()) {
            int end = start;
            while (end < bytes.to() && b[end] != '\n' && b[end] != '\r') {
                end++;
            }
            line(start, end);
            start = end + 1;
            if (end < bytes.to() && b[end] == '\r' && start < bytes.to() && b[start] == '\n') {
                start++;
            }
        }
        dispatch();
    }

    private void line(int start, int end) {
        if (start == end) {
            dispatch();
        } else {
            value(bytes, start, end, DATA).ifPresent(this::data);
            value(bytes, start, end, ID).filter(id -> id.length() > 0).ifPresent(this::id);
        }
    }

    private void data(Slice value) {
        if (lines++ == 0) {
            from = value.from();
        } else {
            joined.append('\n');
        }
        to = value.to();
        joined.append(value.text(value.from(), value.to()));
    }

    private void id(Slice value) {
        if (opening.node(layer)) {
            Node id = layer.member("[" + count + "].id", "id", Node.Kind.TEXT)
                    .text(value.text(value.from(), value.to()), value.isRecorded());
            value.place(id, value.from(), value.to());
            id.beginsAt(value.from());
        }
    }

    private void dispatch() {
        if (lines > 0) {
            Node event = layer.member("[" + count++ + "]", "", Node.Kind.OBJECT);
            bytes.place(event, from, to);
            event.beginsAt(from);
            if (opening.node(event)) {
                layers.open(
                        event,
                        lines == 1 ? bytes.part(from, to) : Slice.derived(joined.toString()),
                        Hint.NONE,
                        depth + 1);
            }
        }
        lines = 0;
        joined.setLength(0);
    }
}
