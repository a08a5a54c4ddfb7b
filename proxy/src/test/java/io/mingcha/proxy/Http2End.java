package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.testkit.Peer;
import io.netty.handler.codec.http2.Http2FrameTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** HTTP/2 on an open connection, one stream after the other. */
final class Http2End implements HttpEnd {
    private static final int ENABLE_CONNECT_PROTOCOL = 8;

    private final FramePeer frames;
    private final boolean client;
    private final String scheme;
    private int stream = -1;
    private int interim;
    private int heard;

    private Http2End(FramePeer frames, boolean client, String scheme) {
        this.frames = frames;
        this.client = client;
        this.scheme = scheme;
    }

    static Http2End client(Peer peer, String scheme) throws IOException {
        return new Http2End(FramePeer.client(peer), true, scheme);
    }

    static Http2End server(Peer peer) throws IOException {
        return new Http2End(FramePeer.server(peer, ENABLE_CONNECT_PROTOCOL, 1), false, "");
    }

    @Override
    public void ask(String method, Content content, int length, String... headers) throws Exception {
        begin(
                content,
                length,
                headers,
                ":method",
                method,
                ":scheme",
                scheme,
                ":authority",
                "api.example",
                ":path",
                "/x");
    }

    @Override
    public void answer(int status, Content content, int length, String... headers) throws Exception {
        begin(content, length, headers, ":status", String.valueOf(status));
    }

    private void begin(Content content, int length, String[] headers, String... first) throws Exception {
        List<String> pairs = new ArrayList<>(List.of(first));
        if (content == Content.COUNTED) {
            pairs.addAll(List.of("content-length", String.valueOf(length)));
        }
        pairs.addAll(List.of(headers));
        if (client) {
            next(stream + 2);
        }
        frames.head(stream, content == Content.NONE, pairs.toArray(String[]::new));
    }

    private void next(int id) {
        stream = id;
        interim = 0;
        heard = 0;
    }

    @Override
    public void interim(int status) throws Exception {
        frames.head(stream, false, ":status", String.valueOf(status));
    }

    @Override
    public String heard() throws Exception {
        if (!client) {
            next(begun());
            return now().headers().get(":method") + " " + now().headers().get(":path");
        }
        until(() -> now().interim().size() > interim || !now().headers().isEmpty());
        return now().interim().size() > interim
                ? now().interim().get(interim++)
                : now().headers().get(":status");
    }

    /** The stream that the other end begins next. */
    private int begun() throws Exception {
        FramePeer.Frame frame = frames.await(Http2FrameTypes.HEADERS);
        while (frame.stream() <= stream) {
            frame = frames.await(Http2FrameTypes.HEADERS);
        }
        return frame.stream();
    }

    private FramePeer.Answer now() {
        return frames.soFar(stream);
    }

    private void until(BooleanSupplier condition) throws Exception {
        while (!condition.getAsBoolean()) {
            if (now().reset().isPresent() || frames.read().isEmpty()) {
                throw new IOException("ended; reset: " + now().reset() + ", seen " + frames.seen);
            }
        }
    }

    @Override
    public String header(String name) {
        return now().headers().getOrDefault(name, "");
    }

    @Override
    public void say(String text) throws Exception {
        frames.data(stream, text, false);
    }

    @Override
    public String hear(int length) throws Exception {
        until(() -> now().body().length() >= heard + length);
        heard += length;
        return now().body().substring(heard - length, heard);
    }

    @Override
    public void end(String... trailers) throws Exception {
        if (trailers.length == 0) {
            frames.data(stream, "", true);
        } else {
            frames.head(stream, true, trailers);
        }
    }

    @Override
    public Map<String, String> heardEnd() throws Exception {
        until(() -> now().isEnded());
        assertThat(now().body()).hasSize(heard);
        return now().trailers();
    }

    @Override
    public void upgrade() throws Exception {
        next(stream + 2);
        frames.head(
                stream,
                false,
                ":method",
                "CONNECT",
                ":protocol",
                "websocket",
                ":scheme",
                scheme,
                ":authority",
                "api.example",
                ":path",
                "/x");
        assertThat(heard()).isEqualTo("200");
    }

    @Override
    public void upgraded() throws Exception {
        assertThat(heard()).isEqualTo("CONNECT /x");
        assertThat(header(":protocol")).isEqualTo("websocket");
        answer(200, Content.STREAMED, 0);
    }

    @Override
    public void cut() throws Exception {
        frames.peer().cut();
    }

    @Override
    public void heardCut() throws Exception {
        try {
            while (now().reset().isEmpty() && frames.read().isPresent()) {
                assertThat(now().isEnded()).isFalse();
            }
        } catch (IOException e) {
            // A reset, or an end without TLS saying so, which is the same.
        }
        assertThat(now().isEnded()).isFalse();
    }

    @Override
    public void close() throws Exception {
        frames.close();
    }
}
