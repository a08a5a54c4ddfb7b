package io.mingcha.proxy.http2;

import io.mingcha.flows.Outcome;
import io.mingcha.proxy.record.Reading.Pause;
import io.mingcha.proxy.record.SinkGate;
import io.mingcha.proxy.upstream.Upstream;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server's side of a bridge: each stream of the client is one of its own. */
final class ServerStreams extends FrameSide implements Backend {
    /** What a client may open at once, if the server does not say less. */
    private static final int MOST_STREAMS = 256;

    private final Connection connection;
    private final Upstream upstream;
    private final SinkGate gate;
    private final IntObjectMap<Bridged> streams = new IntObjectHashMap<>();
    private final Http2Settings announced = new Http2Settings();
    private @Nullable ClientStreams client;
    private int lastFinished;
    private boolean used;
    private boolean reset;
    private boolean gone;
    private Optional<String> failure = Optional.empty();

    ServerStreams(Connection connection, Upstream upstream, Codec codec) {
        super(codec, upstream.reading());
        this.connection = connection;
        this.upstream = upstream;
        this.gate = new SinkGate(
                connection.engine().sink(),
                connection.client().channel().eventLoop(),
                connection.client().reading(),
                upstream.reading());
        announced
                .maxConcurrentStreams(MOST_STREAMS)
                .initialWindowSize(Windows.STREAM)
                .maxHeaderListSize(connection.engine().config().limits().head());
    }

    static Http2Settings ownSettings(Connection connection) {
        return new Http2Settings()
                .pushEnabled(false)
                .initialWindowSize(Windows.STREAM)
                .maxHeaderListSize(connection.engine().config().limits().head());
    }

    /** One stream of the server and the exchange that it serves. */
    private final class Bridged implements ServerStream {
        private final Exchange exchange;
        private final Http2FrameStream stream;

        Bridged(Exchange exchange, Http2FrameStream stream) {
            this.exchange = exchange;
            this.stream = stream;
        }

        @Override
        public ChannelFuture write(ByteBuf bytes, boolean end) {
            return context().write(new DefaultHttp2DataFrame(bytes, end).stream(stream));
        }

        @Override
        public void trailers(Http2Headers trailers) {
            if (!isClosed()) {
                context().write(new DefaultHttp2HeadersFrame(trailers, true).stream(stream));
            }
        }

        /** A stream that still waits for its turn is not known to the connection. */
        private boolean isClosed() {
            return gone || codec().connection().streamMayHaveExisted(stream.id()) && !takesRequest(stream);
        }

        @Override
        public void reset(long code) {
            sendReset(stream.id(), code);
        }

        @Override
        public void over() {
            if (streams.remove(stream.id()) != null) {
                lastFinished = Math.max(lastFinished, exchange.id());
            }
        }

        @Override
        public void taken(int bytes) {
            ServerStreams.this.taken(stream.id(), bytes);
        }
    }

    private static boolean takesRequest(Http2FrameStream stream) {
        return switch (stream.state()) {
            case OPEN, HALF_CLOSED_REMOTE -> true;
            default -> false;
        };
    }

    @Override
    public String protocol() {
        return StreamHeads.VERSION;
    }

    @Override
    public void attach(ClientStreams to) {
        client = to;
        if (gone) {
            to.serverGone(reset, failure);
        }
    }

    @Override
    public Http2Settings settings() {
        return new Http2Settings().copyFrom(announced);
    }

    @Override
    public ServerStream open(Exchange exchange, Http2Headers headers, boolean end) {
        Http2FrameStream stream = newStream();
        Bridged bridged = new Bridged(exchange, stream);
        ChannelFuture written = context().write(new DefaultHttp2HeadersFrame(headers, end).stream(stream));
        exchange.reached(upstream, !used, gate);
        used = true;
        streams.put(stream.id(), bridged);
        if (!context().channel().isWritable()) {
            connection.client().reading().pause(Pause.PEER);
        }
        written.addListener(f -> {
            if (!f.isSuccess() && streams.remove(stream.id()) != null) {
                refused(bridged);
            }
        });
        return bridged;
    }

    private static void refused(Bridged bridged) {
        bridged.exchange.endWith(
                Http2Error.REFUSED_STREAM.code(),
                Outcome.incomplete("stream_refused", "the server ended the connection before it took the stream"));
    }

    @Override
    void head(Http2HeadersFrame frame) {
        Bridged bridged = streams.get(frame.stream().id());
        if (bridged == null) {
            return;
        }
        if (bridged.exchange.isAnswered()) {
            bridged.exchange.responseTrailers(frame.headers());
        } else {
            bridged.exchange.responseHead(frame.headers(), StreamHeads.response(frame.headers()), frame.isEndStream());
        }
    }

    @Override
    void data(Http2DataFrame frame) {
        Bridged bridged = streams.get(frame.stream().id());
        if (bridged == null) {
            taken(frame.stream().id(), frame.initialFlowControlledBytes());
            frame.release();
            return;
        }
        bridged.exchange.responseData(frame.content(), frame.initialFlowControlledBytes(), frame.isEndStream());
    }

    @Override
    void reset(int stream, long code) {
        Bridged bridged = streams.get(stream);
        if (bridged != null) {
            bridged.exchange.serverReset(code);
        }
    }

    @Override
    void settings(Http2SettingsFrame frame) {
        Http2Settings told = frame.settings();
        Http2Settings news = new Http2Settings();
        Long most = told.maxConcurrentStreams();
        if (most != null) {
            news.maxConcurrentStreams(Math.min(most, MOST_STREAMS));
        }
        Long head = told.maxHeaderListSize();
        if (head != null) {
            news.maxHeaderListSize(
                    Math.min(head, connection.engine().config().limits().head()));
        }
        Boolean connect = told.connectProtocolEnabled();
        if (connect != null && connect) {
            news.connectProtocolEnabled(true);
        }
        boolean changed = !announced.entrySet().containsAll(news.entrySet());
        announced.putAll(news);
        ClientStreams to = client;
        if (to != null && changed) {
            to.tell(news);
        }
    }

    @Override
    void ending(Http2GoAwayFrame frame) {
        int last = frame.lastStreamId();
        int lastOfClient = lastFinished;
        for (Bridged bridged : open()) {
            if (bridged.stream.id() > last) {
                streams.remove(bridged.stream.id());
                refused(bridged);
            } else {
                lastOfClient = Math.max(lastOfClient, bridged.exchange.id());
            }
        }
        ClientStreams to = client;
        if (to != null) {
            to.serverEnding(last == Integer.MAX_VALUE ? last : lastOfClient, frame.errorCode(), frame.content());
        }
        frame.release();
    }

    private List<Bridged> open() {
        return List.copyOf(streams.values());
    }

    @Override
    public void clientSettings(Http2Settings settings) {
        Long head = settings.maxHeaderListSize();
        if (head != null && !gone) {
            long least = Math.min(head, connection.engine().config().limits().head());
            tell(new Http2Settings().maxHeaderListSize(least));
        }
    }

    @Override
    public void clientEnding(long code, ByteBuf debug) {
        if (!gone) {
            announceEnd(0, code, debug);
        } else {
            debug.release();
        }
    }

    @Override
    public void clientWritable() {
        upstream.reading().resume(Pause.PEER);
    }

    @Override
    public void clientFull() {
        upstream.reading().pause(Pause.PEER);
    }

    @Override
    void writable() {
        connection.client().reading().resume(Pause.PEER);
    }

    @Override
    public void flushRequests() {
        flushNow();
    }

    @Override
    void otherSideFlush() {
        ClientStreams to = client;
        if (to != null) {
            to.flushNow();
        }
    }

    @Override
    public void close() {
        gone = true;
        upstream.channel().close();
    }

    @Override
    void brokenStream(int stream, long code, String detail) {
        Bridged bridged = streams.get(stream);
        if (bridged != null) {
            bridged.exchange.serverBroke(code, detail);
        }
    }

    @Override
    void failed(Codec.Failure broken) {
        if (failure.isEmpty()) {
            failure = Optional.of(broken.error() + ": " + broken.detail());
        }
    }

    @Override
    void connectionBroken() {
        reset = true;
    }

    @Override
    void headRefused(int stream) {}

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!gone) {
            gone = true;
            ClientStreams to = client;
            if (to != null) {
                to.serverGone(reset, failure);
            }
        }
    }
}
