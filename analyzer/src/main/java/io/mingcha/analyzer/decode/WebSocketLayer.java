package io.mingcha.analyzer.decode;

import io.mingcha.settings.Text;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The messages in the bytes of one direction of a WebSocket (RFC 6455): fragments joined, masks and compression
 * (permessage-deflate, RFC 7692) taken off. A window that is kept from message to message does no harm where it is not used.
 */
final class WebSocketLayer {
    private static final int CONTINUATION = 0;
    private static final int BINARY = 2;
    private static final int FIRST_CONTROL = 8;
    private static final int LAST_CONTROL = 10;
    private static final byte[] FLUSHED = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private final Node layer;
    private final Slice bytes;
    private final Opening opening;
    private final ByteLayers layers;
    private final Inflater inflater = new Inflater(true);
    private final ByteArrayOutputStream fragments = new ByteArrayOutputStream();
    private int begun = -1;
    private boolean compressed;
    private boolean plain;
    private int count;

    private WebSocketLayer(Node layer, Slice bytes, Opening opening, ByteLayers layers) {
        this.layer = layer;
        this.bytes = bytes;
        this.opening = opening;
        this.layers = layers;
    }

    /**
     * Opens the messages below {@code node}; false if these bytes are no frames.
     *
     * @param masked whether they come from the client, which masks every frame, or from the server, which masks none
     */
    static boolean open(Node node, Slice bytes, boolean masked, Opening opening, ByteLayers layers) {
        if (!areFrames(bytes, masked)) {
            return false;
        }
        WebSocketLayer messages = new WebSocketLayer(node.layer("websocket", Node.Kind.ARRAY), bytes, opening, layers);
        try {
            messages.read();
        } finally {
            messages.inflater.end();
        }
        return true;
    }

    /** Frame after frame up to the end, or to one that is cut. */
    private static boolean areFrames(Slice s, boolean masked) {
        int at = s.from();
        while (at + 2 <= s.to()) {
            int first = s.bytes()[at] & 0xFF;
            int opcode = first & 0x0F;
            boolean known = opcode <= BINARY || opcode >= FIRST_CONTROL && opcode <= LAST_CONTROL;
            boolean sameSide = masked == ((s.bytes()[at + 1] & 0x80) != 0);
            if ((first & 0x30) != 0 || !known || !sameSide) {
                return false;
            }
            Frame frame = Frame.at(s, at);
            if (frame == null) {
                return at > s.from() || !Charsets.isUtf8Text(s.bytes(), s.from(), s.to());
            }
            at = frame.end();
        }
        return s.length() >= 2;
    }

    private void read() {
        int at = bytes.from();
        while (at + 2 <= bytes.to() && !opening.exhausted()) {
            Frame frame = Frame.at(bytes, at);
            if (frame == null) {
                opening.stop(
                        layer,
                        Text.of(
                                "websocket 在第 " + (at - bytes.from()) + " 字节后截断",
                                "websocket cut after " + (at - bytes.from()) + " bytes"));
                return;
            }
            take(frame, at);
            at = frame.end();
        }
    }

    private void take(Frame frame, int at) {
        if (frame.opcode() >= FIRST_CONTROL) {
            return;
        }
        if (frame.opcode() != CONTINUATION) {
            fragments.reset();
            begun = at;
            compressed = frame.compressed();
            plain = frame.last() && !frame.hides(bytes.bytes()) && !compressed;
        }
        if (begun < 0) {
            return;
        }
        if (plain) {
            message(bytes.part(frame.payload(), frame.end()), frame.payload(), frame.end());
        } else if (fragments.size() + frame.length() > opening.limits.bytes()) {
            opening.limit(
                    layer,
                    Text.of(
                            "一条消息超过 " + opening.limits.bytes() + " 字节",
                            "a message beyond " + opening.limits.bytes() + " bytes"));
            begun = -1;
        } else {
            frame.unmaskInto(fragments, bytes.bytes());
            if (frame.last()) {
                byte[] whole = fragments.toByteArray();
                message(Slice.derived(compressed ? inflate(whole) : whole), begun, frame.end());
            }
        }
    }

    private void message(Slice content, int from, int to) {
        Node message = layer.member("[" + count++ + "]", "", Node.Kind.OBJECT);
        bytes.place(message, from, to);
        message.beginsAt(begun);
        if (opening.node(message)) {
            layers.open(message, content, Hint.NONE, 1);
        }
        begun = -1;
    }

    private byte[] inflate(byte[] message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length * 3);
        byte[] chunk = new byte[8192];
        int room = opening.room();
        try {
            for (byte[] part : new byte[][] {message, FLUSHED}) {
                inflater.setInput(part);
                while (!inflater.needsInput() && !inflater.finished() && out.size() < room) {
                    int n = inflater.inflate(chunk);
                    if (n == 0) {
                        break;
                    }
                    out.write(chunk, 0, n);
                }
            }
        } catch (DataFormatException e) {
            opening.stop(layer, Text.of("一条压缩消息已损坏", "a compressed message is broken"));
        }
        if (out.size() >= room) {
            opening.limit(layer, opening.limits.expandedTooFar());
        }
        opening.made(out.size());
        opening.worked(out.size());
        return out.toByteArray();
    }
}
