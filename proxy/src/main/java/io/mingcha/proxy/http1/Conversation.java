package io.mingcha.proxy.http1;

import io.mingcha.flows.Outcome;
import io.mingcha.proxy.config.StandIn;
import io.mingcha.proxy.engine.ClientConnection;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.policy.Decision;
import io.mingcha.proxy.record.Reading.Pause;
import io.mingcha.proxy.site.SiteResponse;
import io.mingcha.proxy.upstream.Upstream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of HTTP: takes its requests one after the other. A request that comes before its turn waits, so that
 * every response belongs to the right one. Stands behind a {@link HttpRequestDecoder} and a {@link ResponseEncoder}.
 */
public final class Conversation extends ChannelInboundHandlerAdapter {
    private static final byte[] ESTABLISHED =
            "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Engine engine;
    private final ClientConnection client;
    private final Router router;
    private final Upstreams upstreams;
    private final ResponseEncoder encoder;
    private final Queue<Object> waiting = new ArrayDeque<>();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Exchange exchange;
    private @Nullable ScheduledFuture<?> idleness;
    private boolean tunnelling;
    private boolean closing;
    private long idleSince = System.nanoTime();

    public Conversation(
            Engine engine, ClientConnection client, Router router, Upstreams upstreams, ResponseEncoder encoder) {
        this.engine = engine;
        this.client = client;
        this.router = router;
        this.upstreams = upstreams;
        this.encoder = encoder;
    }

    Engine engine() {
        return engine;
    }

    ClientConnection client() {
        return client;
    }

    Router router() {
        return router;
    }

    Upstreams upstreams() {
        return upstreams;
    }

    private ChannelHandlerContext context() {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return ctx;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        watchIdleness(engine.config().timeouts().idle().toNanos());
    }

    private void watchIdleness(long delay) {
        idleness = context().executor().schedule(this::checkIdleness, delay, TimeUnit.NANOSECONDS);
    }

    // a timer that runs on would keep a closed connection in memory until it fires
    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        ScheduledFuture<?> running = idleness;
        if (running != null) {
            running.cancel(false);
        }
    }

    private void checkIdleness() {
        if (context().isRemoved() || closing) {
            return;
        }
        long left = engine.config().timeouts().idle().toNanos() - (System.nanoTime() - idleSince);
        if (exchange != null || !waiting.isEmpty()) {
            watchIdleness(engine.config().timeouts().idle().toNanos());
        } else if (left > 0) {
            watchIdleness(left);
        } else {
            close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        boolean early = !waiting.isEmpty() || mustWait(msg);
        if (closing) {
            ReferenceCountUtil.release(msg);
            return;
        }
        if (msg instanceof HttpRequest request && router.opensTunnel(request)) {
            // What follows is not HTTP: the decoder goes before it looks at it, and hands on what it holds.
            waiting.add(msg);
            removeDecoder();
            if (!early) {
                drain();
            }
        } else if (early) {
            waiting.add(msg);
            client.reading().pause(Pause.TURN);
        } else {
            handle(msg);
        }
    }

    private boolean mustWait(Object msg) {
        Exchange current = exchange;
        return tunnelling || current != null && (current.isConnecting() || current.takesNoMore());
    }

    private void handle(Object msg) {
        if (msg instanceof HttpRequest request) {
            begin(request);
        } else if (msg instanceof HttpContent content && exchange != null) {
            exchange.requestContent(content);
        } else {
            ReferenceCountUtil.release(msg);
        }
    }

    /** Goes on with what waited, as far as it may. */
    void drain() {
        while (!waiting.isEmpty() && !closing && !mustWait(waiting.element())) {
            handle(waiting.remove());
        }
        if (exchange != null) {
            exchange.flushRequest();
        }
        if (waiting.isEmpty()) {
            client.reading().resume(Pause.TURN);
        }
    }

    private void begin(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            malformed(request);
        } else {
            router.route(request).follow(this, request);
        }
    }

    void forward(HttpRequest request, Route.Forward route) {
        Exchange current = open(request, route.origin(), route.target());
        Optional<StandIn> standIn = engine.config().standIns().stream()
                .filter(s -> s.answers(route.origin().name(), route.target()))
                .findFirst();
        if (standIn.isPresent()) {
            current.answerFor(standIn.get());
            return;
        }
        Origin origin = route.origin();
        Optional<Decision.Block> block = origin.scheme().equals("http")
                ? engine.policy().blocks(client.client(), origin.name(), origin.port())
                : Optional.empty();
        if (block.isPresent()) {
            Outcome outcome = Outcome.blocked(block.get().reason(), block.get().detail());
            current.fail(outcome, Refusal.of(outcome));
            return;
        }
        upstreams.obtain(origin).addListener((Future<Upstream> f) -> {
            if (f.isSuccess()) {
                current.connected(f.getNow());
            } else {
                current.unreachable(f.cause());
            }
            drain();
        });
    }

    void refuse(HttpRequest request, Route.Refuse route) {
        open(request, route.origin(), request.uri()).fail(route.outcome(), route.refusal());
    }

    private void malformed(HttpRequest request) {
        Throwable cause = request.decoderResult().cause();
        int status = cause instanceof TooLongHttpLineException
                ? 414
                : cause instanceof TooLongHttpHeaderException ? 431 : 400;
        String detail = String.valueOf(cause.getMessage());
        Exchange current = open(request, router.originOf(request), request.uri());
        current.requestBroken();
        current.fail(
                Outcome.failed("malformed_request", detail),
                new Refusal(status, "malformed_request", "请求不合规范", "The request was malformed: " + detail, Map.of()));
    }

    private Exchange open(HttpRequest request, Origin origin, String target) {
        Exchange current = new Exchange(this, request, origin, target, firstByte());
        encoder.answering(HttpMethod.HEAD.equals(request.method()));
        exchange = current;
        return current;
    }

    private Instant firstByte() {
        RequestDecoder decoder = context().pipeline().get(RequestDecoder.class);
        return decoder == null ? engine.sink().now() : decoder.takeFirstByte();
    }

    void answer(HttpRequest request, SiteResponse answer) {
        firstByte();
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                Unpooled.wrappedBuffer(answer.content()));
        boolean keep = HttpUtil.isKeepAlive(request);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
                .set(HttpHeaderNames.CONTENT_LENGTH, answer.content().length)
                .set(HttpHeaderNames.CONNECTION, keep ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        answer.headers().forEach((name, value) -> response.headers().set(name, value));
        encoder.answering(HttpMethod.HEAD.equals(request.method()));
        context().writeAndFlush(response);
        idleSince = System.nanoTime();
        if (!keep) {
            close();
        }
    }

    void tunnel(Route.Start start) {
        tunnelling = true;
        ChannelHandlerContext ctx = context();
        ctx.pipeline().remove(encoder);
        ctx.writeAndFlush(Unpooled.wrappedBuffer(ESTABLISHED)).addListener(f -> {
            if (f.isSuccess() && !ctx.isRemoved()) {
                upstreams.closeAll();
                start.begin(ctx, early(ctx));
            }
        });
    }

    private ByteBuf early(ChannelHandlerContext ctx) {
        ByteBuf early = ctx.alloc().buffer();
        Object next;
        while ((next = waiting.poll()) != null) {
            if (next instanceof ByteBuf bytes) {
                early.writeBytes(bytes);
            }
            ReferenceCountUtil.release(next);
        }
        client.reading().resume(Pause.TURN);
        return early;
    }

    private void removeDecoder() {
        if (context().pipeline().get(HttpRequestDecoder.class) != null) {
            context().pipeline().remove(HttpRequestDecoder.class);
        }
    }

    /** The exchange is over. */
    void finished(boolean keep) {
        exchange = null;
        idleSince = System.nanoTime();
        client.reading().resume(Pause.PEER);
        if (keep && !engine.connections().isStopping()) {
            drain();
        } else {
            close();
        }
    }

    /** Turns both sides into a splice; the encoder and decoder leave. */
    void become(ChannelHandler side) {
        exchange = null;
        closing = true;
        ChannelHandlerContext ctx = context();
        ctx.pipeline().replace(this, "splice", side);
        ctx.pipeline().remove(encoder);
        if (ctx.pipeline().get(HttpRequestDecoder.class) != null) {
            ctx.pipeline().remove(HttpRequestDecoder.class);
        }
    }

    void close() {
        closing = true;
        releaseWaiting();
        client.channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Ends the connection as the server ended its own: without close_notify, and with a reset if that was one. */
    void cut(boolean reset) {
        closing = true;
        exchange = null;
        releaseWaiting();
        Channel channel = client.channel();
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

    /** The server ended a connection that is one with the client's, between two exchanges. */
    void serverClosedIdle() {
        if (exchange == null && !tunnelling && !closing) {
            close();
        }
    }

    private void releaseWaiting() {
        Object next;
        while ((next = waiting.poll()) != null) {
            ReferenceCountUtil.release(next);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.flushRequest();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable() && exchange != null) {
            exchange.clientWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        Exchange current = exchange;
        exchange = null;
        closing = true;
        releaseWaiting();
        if (current != null) {
            current.clientGone();
        }
        upstreams.closeAll();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    Optional<String> serverName() {
        return router.serverName();
    }
}
