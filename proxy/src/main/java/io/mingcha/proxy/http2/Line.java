package io.mingcha.proxy.http2;

import io.mingcha.proxy.http1.ResponseDecoder;
import io.mingcha.proxy.upstream.Upstream;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** One HTTP/1.1 connection of a server, for one stream after the other. */
final class Line extends ChannelInboundHandlerAdapter {
    private final TranslatedServer server;
    private final Upstream upstream;
    private final ResponseDecoder decoder;
    private @Nullable TranslatedStream stream;
    private boolean used;
    private boolean closeNotified;
    private boolean reset;

    Line(TranslatedServer server, Upstream upstream) {
        this.server = server;
        this.upstream = upstream;
        this.decoder = new ResponseDecoder(
                server.connection().engine().config().limits().head());
    }

    void begin() {
        upstream.attach(decoder, new HttpRequestEncoder(), this);
    }

    boolean isUsable() {
        return upstream.isUsable();
    }

    Upstream upstream() {
        return upstream;
    }

    void serve(TranslatedStream next) {
        stream = next;
        decoder.answering(HttpMethod.HEAD.equals(next.request().method()));
        boolean fresh = !used;
        used = true;
        next.served(this, fresh);
    }

    ChannelFuture write(Object message) {
        return upstream.channel().write(message);
    }

    void flush() {
        upstream.channel().flush();
    }

    /** The exchange is over. */
    void release(boolean usable) {
        stream = null;
        server.released(this, usable && isUsable());
    }

    void close() {
        upstream.channel().close();
    }

    /** Whether an end of the connection now would be meant as one. */
    boolean endsCleanly() {
        return !reset && (closeNotified || upstream.channel().pipeline().get(SslHandler.class) == null);
    }

    boolean wasReset() {
        return reset;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        TranslatedStream current = stream;
        if (current != null && msg instanceof HttpObject object) {
            current.response(object);
        } else {
            ReferenceCountUtil.release(msg);
            ctx.close();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        server.connection().client().channel().flush();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslCloseCompletionEvent close && close.isSuccess()) {
            closeNotified = true;
            ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        TranslatedStream current = stream;
        stream = null;
        if (current != null) {
            current.serverGone();
        }
        server.released(this, false);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        reset = true;
        ctx.close();
    }
}
