package io.mingcha.proxy.http2;

import io.mingcha.flows.Outcome;
import io.mingcha.proxy.engine.Engine;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The client's side: takes its streams and gives them to a backend. */
final class ClientStreams extends FrameSide {
    private final Connection connection;
    private final Engine engine;
    private final Backend backend;
    private final IntObjectMap<Exchange> exchanges = new IntObjectHashMap<>();
    private boolean closing;
    private boolean ended;
    private int lastForwarded;
    private long idleSince = System.nanoTime();
    private @Nullable String failure;

    ClientStreams(Connection connection, Backend backend, Codec codec) {
        super(codec, connection.client().reading());
        this.connection = connection;
        this.engine = connection.engine();
        this.backend = backend;
    }

    Connection connection() {
        return connection;
    }

    Backend backend() {
        return backend;
    }

    void begin() {
        watchIdleness(engine.config().timeouts().idle().toNanos());
    }

    private void watchIdleness(long delay) {
        context().executor().schedule(this::checkIdleness, delay, TimeUnit.NANOSECONDS);
    }

    private void checkIdleness() {
        if (ended || closing) {
            return;
        }
        long left = engine.config().timeouts().idle().toNanos() - (System.nanoTime() - idleSince);
        if (!exchanges.isEmpty()) {
            watchIdleness(engine.config().timeouts().idle().toNanos());
        } else if (left > 0) {
            watchIdleness(left);
        } else {
            closeInOrder();
        }
    }

    @Override
    void head(Http2HeadersFrame frame) {
        int id = frame.stream().id();
        Exchange known = exchanges.get(id);
        if (known != null) {
            known.requestTrailers(frame.headers());
            return;
        }
        if (closing || engine.connections().isStopping()) {
            sendReset(id, Http2Error.REFUSED_STREAM.code());
            return;
        }
        if (id <= lastForwarded) {
            // Trailers of a stream that is over already.
            return;
        }
        lastForwarded = id;
        Exchange exchange = new Exchange(this, frame.stream(), frame.headers());
        exchanges.put(id, exchange);
        if (StreamHeads.isRequest(frame.headers())) {
            exchange.begin(frame.headers(), frame.isEndStream());
        } else {
            exchange.malformed();
        }
    }

    @Override
    void data(Http2DataFrame frame) {
        Exchange exchange = exchanges.get(frame.stream().id());
        if (exchange == null) {
            taken(frame.stream().id(), frame.initialFlowControlledBytes());
            frame.release();
        } else {
            exchange.requestData(frame);
        }
    }

    @Override
    void reset(int stream, long code) {
        Exchange exchange = exchanges.get(stream);
        if (exchange != null) {
            exchange.clientReset(code);
        }
    }

    @Override
    void settings(Http2SettingsFrame frame) {
        backend.clientSettings(frame.settings());
    }

    @Override
    void ending(Http2GoAwayFrame frame) {
        backend.clientEnding(frame.errorCode(), frame.content());
    }

    void wroteHead() {
        if (!context().channel().isWritable()) {
            backend.clientFull();
        }
    }

    @Override
    void writable() {
        backend.clientWritable();
    }

    @Override
    void otherSideFlush() {
        backend.flushRequests();
    }

    /** An exchange is over. */
    void finished(Exchange exchange) {
        exchanges.remove(exchange.id());
        idleSince = System.nanoTime();
        if (exchanges.isEmpty() && (closing || engine.connections().isStopping())) {
            closeInOrder();
        }
    }

    /** Takes no more streams, and ends after the last one. */
    void closeAfterwards() {
        if (!closing) {
            closing = true;
            announceEnd(lastForwarded, Http2Error.NO_ERROR.code(), Unpooled.EMPTY_BUFFER);
        }
        if (exchanges.isEmpty()) {
            closeInOrder();
        }
    }

    private void closeInOrder() {
        if (!ended) {
            ended = true;
            announceEnd(lastForwarded, Http2Error.NO_ERROR.code(), Unpooled.EMPTY_BUFFER);
            Channel channel = context().channel();
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /**
     * The server announced that its connection will end.
     *
     * @param last the client's last stream that the server will answer
     */
    void serverEnding(int last, long code, ByteBuf debug) {
        announceEnd(last, code, debug.retain());
    }

    /** The server's connection ended: so does the client's, the way it did. */
    void serverGone(boolean reset, Optional<String> detail) {
        if (ended) {
            return;
        }
        boolean idle = exchanges.isEmpty();
        closing = true;
        for (Exchange exchange : open()) {
            exchange.serverGone(reset, detail);
        }
        if (idle) {
            closeInOrder();
        } else {
            cut(reset);
        }
    }

    private void cut(boolean reset) {
        ended = true;
        announceEnd(lastForwarded, Http2Error.NO_ERROR.code(), Unpooled.EMPTY_BUFFER);
        Channel channel = context().channel();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(f -> {
            if (reset && channel.isOpen()) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
            ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
            if (tls == null) {
                channel.close();
            } else {
                tls.close();
            }
        });
    }

    private List<Exchange> open() {
        return List.copyOf(exchanges.values());
    }

    @Override
    void brokenStream(int stream, long code, String detail) {
        Exchange exchange = exchanges.get(stream);
        if (exchange != null) {
            exchange.clientBroke(code, detail);
        }
    }

    @Override
    void failed(Codec.Failure broken) {
        if (failure == null) {
            failure = broken.error() + ": " + broken.detail();
            ended = true;
            if (exchanges.isEmpty()) {
                connection.unread(backend.protocol(), Outcome.incomplete("client_protocol_error", failure));
            }
            end(Outcome.incomplete("client_protocol_error", failure));
        }
    }

    @Override
    void headRefused(int stream) {
        lastForwarded = Math.max(lastForwarded, stream);
        connection.unread(
                backend.protocol(),
                Outcome.failed(
                        "malformed_request",
                        "the head is larger than " + engine.config().limits().head() + " bytes"));
    }

    @Override
    void connectionBroken() {}

    private void end(Outcome outcome) {
        closing = true;
        for (Exchange exchange : open()) {
            exchange.clientGone(outcome);
        }
        backend.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        boolean neverAsked = lastForwarded == 0 && !ended;
        ended = true;
        Outcome outcome = engine.connections().isStopping()
                ? Outcome.incomplete("proxy_stopped", "the proxy was stopped")
                : Outcome.incomplete("client_closed", "the client ended the connection");
        if (neverAsked) {
            connection.unread(
                    backend.protocol(),
                    engine.connections().isStopping()
                            ? outcome
                            : Outcome.unread("unused", "an HTTP/2 connection without a request"));
        }
        end(outcome);
    }
}
