package io.mingcha.analyzer.decode;

import java.nio.charset.StandardCharsets;

/** Server-sent events: the data of each is opened by itself, joined if it stands on several lines. */
final class EventStreamLayer {
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);

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
        } else if (startsWithData(start, end)) {
            int value = start + DATA.length;
            value += value < end && bytes.bytes()[value] == ' ' ? 1 : 0;
            if (lines++ == 0) {
                from = value;
            } else {
                joined.append('\n');
            }
            to = end;
            joined.append(bytes.text(value, end));
        }
    }

    private boolean startsWithData(int start, int end) {
        for (int i = 0; i < DATA.length; i++) {
            if (start + i >= end || bytes.bytes()[start + i] != DATA[i]) {
                return false;
            }
        }
        return true;
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
