package io.mingcha.proxy;

import io.mingcha.testkit.Peer;
import io.mingcha.testkit.RawClient;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** One end of HTTP/2, mostly the client, that sends exactly the frames it is told to, and tells what it gets. */
final class FramePeer implements AutoCloseable {
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;

    private final Peer peer;
    private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);
    private final Map<Integer, Answer> answers = new HashMap<>();
    final List<Frame> seen = new ArrayList<>();
    boolean takesEverything = true;
    private boolean prefaced = true;

    /** A frame as it stood on the wire. */
    record Frame(int type, int flags, int stream, byte[] payload) {
        int number(int at) {
            return ByteBuffer.wrap(payload).getInt(at);
        }
    }

    /** What came back on one stream. */
    static final class Answer {
        private final Map<String, String> headers = new HashMap<>();
        private final List<String> interim = new ArrayList<>();
        private final Map<String, String> trailers = new HashMap<>();
        private final List<String> order = new ArrayList<>();
        private final StringBuilder body = new StringBuilder();
        private Optional<String> reset = Optional.empty();
        private boolean ended;

        Map<String, String> headers() {
            return headers;
        }

        Map<String, String> trailers() {
            return trailers;
        }

        List<String> interim() {
            return interim;
        }

        List<String> order() {
            return order;
        }

        String body() {
            return body.toString();
        }

        Optional<String> reset() {
            return reset;
        }

        boolean isEnded() {
            return ended;
        }
    }

    private FramePeer(Peer peer) {
        this.peer = peer;
    }

    /** The client's end of an open connection, having sent an empty SETTINGS. */
    static FramePeer client(Peer peer) throws IOException {
        peer.send(PREFACE);
        return new FramePeer(peer).settings();
    }

    /** The server's end; the client's preface is still to be read. */
    static FramePeer server(Peer peer, int... settings) throws IOException {
        FramePeer server = new FramePeer(peer).settings(settings);
        server.prefaced = false;
        return server;
    }

    /** Over TLS, having sent an empty SETTINGS. */
    static FramePeer tls(Bench bench, String host, int port, String... protocols) throws Exception {
        Peer tunnel = RawClient.tunnel(bench.address(), host + ":" + port);
        SSLSocket socket = RawClient.socket(tunnel, RawClient.trusting(bench.authority.root()), host);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        if (!"h2".equals(socket.getApplicationProtocol())) {
            throw new IOException("negotiated " + socket.getApplicationProtocol());
        }
        return client(new Peer(socket, tunnel.socket()));
    }

    /** Without TLS, by prior knowledge. */
    static FramePeer plain(Bench bench, String host, int port) throws Exception {
        return client(RawClient.tunnel(bench.address(), host + ":" + port));
    }

    static String[] get(String path) {
        return new String[] {":method", "GET", ":scheme", "https", ":authority", "api.example", ":path", path};
    }

    static String[] post(String path) {
        return new String[] {":method", "POST", ":scheme", "https", ":authority", "api.example", ":path", path};
    }

    Peer peer() {
        return peer;
    }

    /** Pairs of identifier and value. */
    FramePeer settings(int... pairs) throws IOException {
        ByteBuffer payload = ByteBuffer.allocate(pairs.length * 3);
        for (int i = 0; i < pairs.length; i += 2) {
            payload.putShort((short) pairs[i]).putInt(pairs[i + 1]);
        }
        return frame(Http2FrameTypes.SETTINGS, 0, 0, payload.array());
    }

    FramePeer head(int stream, boolean end, String... pairs) throws Exception {
        return frame(Http2FrameTypes.HEADERS, END_HEADERS | (end ? END_STREAM : 0), stream, block(pairs));
    }

    byte[] block(String... pairs) throws Exception {
        Http2Headers headers = new DefaultHttp2Headers(false, false, 16);
        for (int i = 0; i < pairs.length; i += 2) {
            headers.add(pairs[i], pairs[i + 1]);
        }
        ByteBuf block = Unpooled.buffer();
        encoder.encodeHeaders(3, headers, block);
        return ByteBufUtil.getBytes(block);
    }

    FramePeer data(int stream, String text, boolean end) throws IOException {
        return frame(Http2FrameTypes.DATA, end ? END_STREAM : 0, stream, text.getBytes(StandardCharsets.UTF_8));
    }

    FramePeer reset(int stream, Http2Error error) throws IOException {
        return frame(Http2FrameTypes.RST_STREAM, 0, stream, number((int) error.code()));
    }

    FramePeer window(int stream, int increment) throws IOException {
        return frame(Http2FrameTypes.WINDOW_UPDATE, 0, stream, number(increment));
    }

    static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    FramePeer frame(int type, int flags, int stream, byte[] payload) throws IOException {
        peer.send(bytes(type, flags, stream, payload));
        return this;
    }

    static byte[] bytes(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .put((byte) (payload.length >> 8))
                .put((byte) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /** The next frame, or nothing at the end of the connection. */
    Optional<Frame> read() throws Exception {
        if (!prefaced) {
            prefaced = true;
            String preface = new String(peer.readBytes(PREFACE.length()), StandardCharsets.US_ASCII);
            if (!preface.equals(PREFACE)) {
                throw new IOException("not HTTP/2: " + preface);
            }
        }
        byte[] head = peer.in().readNBytes(9);
        if (head.length < 9) {
            return Optional.empty();
        }
        int length = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | head[2] & 0xff;
        Frame frame = new Frame(
                head[3], head[4], ByteBuffer.wrap(head).getInt(5) & Integer.MAX_VALUE, peer.readBytes(length));
        seen.add(frame);
        take(frame);
        return Optional.of(frame);
    }

    private void take(Frame frame) throws Exception {
        Answer answer = answers.computeIfAbsent(frame.stream(), s -> new Answer());
        if (frame.type() == Http2FrameTypes.HEADERS) {
            Http2Headers headers = decoder.decodeHeaders(frame.stream(), Unpooled.wrappedBuffer(frame.payload()));
            boolean interim = headers.status() != null && headers.status().charAt(0) == '1';
            if (interim) {
                answer.interim.add(headers.status().toString());
            } else {
                boolean trailers = !answer.headers.isEmpty();
                headers.forEach(h -> {
                    answer.order.add(h.getKey().toString());
                    (trailers ? answer.trailers : answer.headers)
                            .put(h.getKey().toString(), h.getValue().toString());
                });
            }
            answer.ended = (frame.flags() & END_STREAM) != 0;
        } else if (frame.type() == Http2FrameTypes.DATA) {
            answer.body.append(new String(frame.payload(), StandardCharsets.UTF_8));
            answer.ended = (frame.flags() & END_STREAM) != 0;
            if (takesEverything && frame.payload().length > 0) {
                window(0, frame.payload().length);
                if (!answer.ended) {
                    window(frame.stream(), frame.payload().length);
                }
            }
        } else if (frame.type() == Http2FrameTypes.RST_STREAM) {
            answer.reset = Optional.of(Http2Error.valueOf(frame.number(0)).name());
        } else if (frame.type() == Http2FrameTypes.SETTINGS && frame.flags() == 0) {
            frame(Http2FrameTypes.SETTINGS, ACK, 0, new byte[0]);
        }
    }

    /** Reads until a stream is over. */
    Answer answer(int stream) throws Exception {
        Answer answer = answers.computeIfAbsent(stream, s -> new Answer());
        while (!answer.ended && answer.reset.isEmpty()) {
            if (read().isEmpty()) {
                throw new IOException("the connection ended; seen " + seen);
            }
        }
        return answer;
    }

    /** What came on a stream so far. */
    Answer soFar(int stream) {
        return answers.computeIfAbsent(stream, s -> new Answer());
    }

    /** Reads until a frame of this type came. */
    Frame await(int type) throws Exception {
        while (true) {
            Frame frame = read().orElseThrow(() -> new IOException("the connection ended; seen " + seen));
            if (frame.type() == type) {
                return frame;
            }
        }
    }

    /** Reads to the end and tells the error code of the last GOAWAY. */
    Optional<String> readToGoAway() throws Exception {
        Optional<String> code = Optional.empty();
        try {
            Optional<Frame> frame = read();
            while (frame.isPresent()) {
                if (frame.get().type() == Http2FrameTypes.GO_AWAY) {
                    code = Optional.of(Http2Error.valueOf(frame.get().number(4)).name());
                }
                frame = read();
            }
        } catch (IOException e) {
            // A cut after the last word.
        }
        return code;
    }

    @Override
    public void close() throws IOException {
        peer.close();
    }
}
