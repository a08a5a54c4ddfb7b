package io.mingcha.analyzer.decode;

import io.mingcha.settings.Text;

/** The messages of a gRPC call, each behind five bytes that say its length and whether it is compressed; grpc-web's trailers too. */
final class GrpcLayer {
    private static final int PREFIX = 5;
    private static final int TRAILERS = 0x80;

    private GrpcLayer() {}

    /** Whether the bytes are frames from the first to the last, at least one of which holds something. */
    static boolean looksLike(Slice s) {
        if (s.length() < PREFIX + 2 || s.bytes()[s.from()] < 0 || s.bytes()[s.from()] > 1) {
            return false;
        }
        boolean any = false;
        int at = s.from();
        while (at + PREFIX <= s.to()) {
            int length = length(s, at);
            if (length < 0 || length > s.to() - at - PREFIX) {
                return false;
            }
            any |= length > 1 && s.bytes()[at + PREFIX] != 0;
            at += PREFIX + length;
        }
        return at == s.to() && any;
    }

    /** Opens the messages below {@code node}; false if these bytes are none. */
    static boolean open(Node node, Slice s, Opening opening, ByteLayers layers, int depth) {
        if (s.length() < PREFIX || length(s, s.from()) < 0) {
            return false;
        }
        Node layer = node.layer("grpc", Node.Kind.ARRAY);
        int at = s.from();
        for (int count = 0; at + PREFIX <= s.to() && !opening.exhausted(); count++) {
            int length = length(s, at);
            boolean cut = length < 0 || length > s.to() - at - PREFIX;
            int end = cut ? s.to() : at + PREFIX + length;
            if (cut) {
                opening.stop(
                        layer,
                        Text.of(
                                "grpc 在第 " + (at - s.from()) + " 字节后截断",
                                "grpc cut after " + (at - s.from()) + " bytes"));
            }
            Node message = layer.member("[" + count + "]", "", Node.Kind.OBJECT);
            s.place(message, at + PREFIX, end);
            message.beginsAt(s.isRecorded() ? at : s.from());
            if (opening.node(message) && end > at + PREFIX) {
                boolean trailers = (s.bytes()[at] & TRAILERS) != 0;
                Node opened = trailers ? message.layer("trailers", Node.Kind.TEXT) : message;
                layers.open(opened, s.part(at + PREFIX, end), Hint.NONE, depth + 1);
            }
            at = end;
        }
        return true;
    }

    /** Negative if no message can begin there. */
    private static int length(Slice s, int at) {
        int flags = s.bytes()[at] & 0xFF;
        if ((flags & ~(TRAILERS | 1)) != 0) {
            return -1;
        }
        int length = 0;
        for (int i = 1; i < PREFIX; i++) {
            length = length << 8 | s.bytes()[at + i] & 0xFF;
        }
        return length;
    }
}
