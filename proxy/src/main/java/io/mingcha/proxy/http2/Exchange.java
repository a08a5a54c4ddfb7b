package io.mingcha.proxy.http2;

import io.mingcha.flows.Direction;
import io.mingcha.flows.FlowSink;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Outcome;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.http1.AltSvc;
import io.mingcha.proxy.http1.Refusal;
import io.mingcha.proxy.record.Recording;
import io.mingcha.proxy.record.SinkGate;
import io.mingcha.proxy.upstream.Upstream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One stream of the client: a request and what is answered to it. */
final class Exchange {
    private static final long LATE_BODY_SECONDS = 5;

    private final ClientStreams side;
    private final Connection connection;
    private final Engine engine;
    private final Http2FrameStream stream;
    private final String host;
    private final boolean asksHeadOnly;
    private final Instant opened;
    private final Recording recording;
    private final Passage up;
    private final Passage down;
    private @Nullable ServerStream server;
    private @Nullable SinkGate gate;
    private @Nullable Outcome failed;
    private boolean requestEnded;
    private boolean responseBegun;
    private boolean responseEnded;
    private boolean over;

    Exchange(ClientStreams side, Http2FrameStream stream, Http2Headers headers) {
        this.side = side;
        this.connection = side.connection();
        this.engine = connection.engine();
        this.stream = stream;
        this.host = StreamHeads.host(headers, connection.origin());
        this.asksHeadOnly = headers.method() != null && HttpMethod.HEAD.name().contentEquals(headers.method());
        this.opened = engine.sink().now();
        var allocator = connection.client().channel().alloc();
        this.up = new Passage(allocator, bytes -> side.taken(stream.id(), bytes), new ToServer());
        this.down = new Passage(allocator, this::responseTaken, new ToClient());
        this.recording = engine.open(new FlowSink.Opening(
                connection.client().number(),
                connection.origin().scheme(),
                side.backend().protocol(),
                connection.client().client(),
                connection.server(host, Optional.empty()),
                opened));
        recording.head(
                Direction.REQUEST,
                StreamHeads.request(headers, connection.origin().scheme()),
                opened);
    }

    private final class ToServer implements Passage.Receiver {
        @Override
        public ChannelFuture write(ByteBuf bytes, boolean end) {
            ServerStream to = server;
            if (to == null) {
                bytes.release();
                return side.context().newSucceededFuture();
            }
            return to.write(bytes, end);
        }

        @Override
        public void flush() {
            side.backend().flushRequests();
        }
    }

    private final class ToClient implements Passage.Receiver {
        @Override
        public ChannelFuture write(ByteBuf bytes, boolean end) {
            return side.context().write(new DefaultHttp2DataFrame(bytes, end).stream(stream));
        }

        @Override
        public void flush() {
            side.flush();
        }
    }

    int id() {
        return stream.id();
    }

    ChannelHandlerContext context() {
        return side.context();
    }

    void begin(Http2Headers headers, boolean end) {
        server = side.backend().open(this, headers, end);
        if (end) {
            endRequest(List.of());
        }
    }

    /**
     * The server that it goes to is known.
     *
     * @param fresh whether its connection is used for the first time
     */
    void reached(Upstream upstream, boolean fresh, SinkGate held) {
        gate = held;
        recording.connections(
                connection.server(host, Optional.of(upstream.address())),
                connection.client().tls(),
                upstream.tls(),
                connection.client().timing(opened, fresh ? Optional.of(upstream.marks()) : Optional.empty()));
    }

    private void unreached(Unserved why) {
        recording.connections(
                connection.server(host, why.address()),
                connection.client().tls(),
                why.tls(),
                connection.client().timing(opened, why.marks()));
    }

    void requestData(Http2DataFrame frame) {
        ByteBuf recorded = frame.content().retainedSlice();
        boolean end = frame.isEndStream();
        up.pass(frame.content(), frame.initialFlowControlledBytes(), end);
        recordBytes(Direction.REQUEST, recorded);
        if (end) {
            endRequest(List.of());
        }
    }

    void requestTrailers(Http2Headers trailers) {
        up.settle();
        ServerStream to = server;
        if (to != null) {
            to.trailers(trailers);
        }
        endRequest(StreamHeads.trailers(trailers));
    }

    private void endRequest(List<Header> trailers) {
        requestEnded = true;
        recording.end(Direction.REQUEST, trailers, true);
        finishIfDone();
    }

    private void recordBytes(Direction direction, ByteBuf bytes) {
        boolean any = bytes.isReadable();
        recording.bytes(direction, bytes);
        SinkGate held = gate;
        if (any && held != null) {
            held.check();
        }
    }

    /**
     * @param recorded the head as the server said it
     */
    void responseHead(Http2Headers headers, Head.Response recorded, boolean end) {
        if (!engine.config().keepAltSvc() && !StreamHeads.isInterim(headers)) {
            AltSvc.strip(headers).ifPresent(recording::changed);
        }
        if (FrameSide.takesHead(stream)) {
            side.context().write(new DefaultHttp2HeadersFrame(headers, end).stream(stream));
            side.wroteHead();
        }
        if (StreamHeads.isInterim(headers)) {
            return;
        }
        responseBegun = true;
        recording.head(Direction.RESPONSE, recorded, engine.sink().now());
        if (end) {
            endResponse(List.of());
        }
    }

    boolean isAnswered() {
        return responseBegun;
    }

    boolean isOver() {
        return over;
    }

    /** Takes over {@code bytes}. */
    void responseData(ByteBuf bytes, int flow, boolean end) {
        ByteBuf recorded = bytes.retainedSlice();
        down.pass(bytes, flow, end);
        recordBytes(Direction.RESPONSE, recorded);
        if (end) {
            endResponse(List.of());
        }
    }

    void responseTrailers(Http2Headers trailers) {
        down.settle();
        if (FrameSide.takesHead(stream)) {
            side.context().write(new DefaultHttp2HeadersFrame(trailers, true).stream(stream));
            side.wroteHead();
        }
        endResponse(StreamHeads.trailers(trailers));
    }

    private void endResponse(List<Header> trailers) {
        responseEnded = true;
        recording.end(Direction.RESPONSE, trailers, true);
        finishIfDone();
    }

    private void responseTaken(int bytes) {
        ServerStream from = server;
        if (from != null) {
            from.taken(bytes);
        }
    }

    private void finishIfDone() {
        if (requestEnded && failed != null) {
            conclude(failed);
        } else if (requestEnded && responseEnded) {
            conclude(Outcome.COMPLETE);
        }
    }

    private void conclude(Outcome outcome) {
        if (!over) {
            over = true;
            recording.end(Direction.REQUEST, List.of(), requestEnded);
            recording.end(Direction.RESPONSE, List.of(), responseEnded);
            recording.close(outcome);
            ServerStream to = server;
            if (to != null) {
                to.over();
            }
            side.finished(this);
        }
    }

    /** The client's head is none of a request. */
    void malformed() {
        Outcome outcome = Outcome.failed("malformed_request", "method, path or scheme is missing");
        unreached(Unserved.of(outcome));
        endWith(Http2Error.PROTOCOL_ERROR.code(), outcome);
    }

    /** The client gave the stream up. */
    void clientReset(long code) {
        up.abandon();
        down.abandon();
        ServerStream to = server;
        if (to != null && !over) {
            to.reset(code);
        }
        conclude(
                failed != null
                        ? failed
                        : Outcome.incomplete("client_reset", "the client ended the stream: " + name(code)));
    }

    /** The client broke the protocol on this stream. */
    void clientBroke(long code, String detail) {
        up.abandon();
        down.abandon();
        ServerStream to = server;
        if (to != null && !over) {
            to.reset(Http2Error.CANCEL.code());
        }
        conclude(Outcome.incomplete("client_protocol_error", name(code) + ": " + detail));
    }

    /** The server gave the stream up; an answer that is whole reaches the client first. */
    void serverReset(long code) {
        if (over) {
            return;
        }
        if (responseEnded) {
            down.whenTaken(() -> side.sendReset(stream.id(), code));
            conclude(Outcome.incomplete(
                    "upstream_reset", "the server answered and did not want the rest of the request: " + name(code)));
        } else {
            endWith(
                    code,
                    code == Http2Error.REFUSED_STREAM.code()
                            ? Outcome.incomplete("stream_refused", "the server refused the stream unprocessed")
                            : Outcome.incomplete("upstream_reset", "the server ended the stream: " + name(code)));
        }
    }

    /** The server broke the protocol on this stream. */
    void serverBroke(long code, String detail) {
        endWith(code, Outcome.incomplete("upstream_protocol_error", name(code) + ": " + detail));
    }

    /** Ends the stream towards the client with an error code. */
    void endWith(long code, Outcome outcome) {
        if (!over) {
            down.settle();
            up.abandon();
            side.sendReset(stream.id(), code);
            conclude(outcome);
        }
    }

    /** The server's connection ended. */
    void serverGone(boolean reset, Optional<String> broken) {
        conclude(broken.map(b -> Outcome.incomplete("upstream_protocol_error", b))
                .orElseGet(() -> gone(reset)));
    }

    private Outcome gone(boolean reset) {
        return Outcome.incomplete(
                reset ? "upstream_reset" : "upstream_closed",
                responseEnded
                        ? "the server ended the connection before it had the whole request"
                        : responseBegun
                                ? "the server ended the connection within its response"
                                : "the server ended the connection without a response");
    }

    /** The server's connection, which was this stream's alone, ended. */
    void serverLeft(boolean reset) {
        Outcome outcome = gone(reset);
        if (responseBegun) {
            endWith(Http2Error.INTERNAL_ERROR.code(), outcome);
        } else if (!over) {
            answer(Outcome.failed(outcome.reason(), outcome.detail()));
        }
    }

    /** The client's connection ended. */
    void clientGone(Outcome outcome) {
        up.abandon();
        down.abandon();
        conclude(failed != null ? failed : outcome);
    }

    /** Answers with an explanation; what the client still sends is recorded, and then the stream ends. */
    void fail(Unserved why) {
        if (over) {
            return;
        }
        unreached(why);
        answer(why.outcome());
    }

    /** As {@link #fail}, with the server's connection known already. */
    void answer(Outcome outcome) {
        Refusal refusal = Refusal.of(outcome);
        failed = outcome;
        server = null;
        up.abandon();
        byte[] page = refusal.page().getBytes(StandardCharsets.UTF_8);
        Http2Headers headers = new DefaultHttp2Headers()
                .status(String.valueOf(refusal.status()))
                .add("content-type", "text/html; charset=utf-8")
                .add("content-length", String.valueOf(page.length))
                .add("mingcha-reason", refusal.reason());
        if (FrameSide.takesHead(stream)) {
            side.context().write(new DefaultHttp2HeadersFrame(headers, asksHeadOnly).stream(stream));
            if (!asksHeadOnly) {
                side.context().write(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(page), true).stream(stream));
            }
            side.flush();
        }
        if (requestEnded) {
            conclude(outcome);
        } else {
            side.context()
                    .executor()
                    .schedule(() -> endWith(Http2Error.NO_ERROR.code(), outcome), LATE_BODY_SECONDS, TimeUnit.SECONDS);
        }
    }

    static String name(long code) {
        Http2Error error = Http2Error.valueOf(code);
        return error == null ? "error " + code : error.name();
    }
}
