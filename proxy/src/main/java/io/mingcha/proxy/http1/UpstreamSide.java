package io.mingcha.proxy.http1;

import io.mingcha.proxy.record.Reading.Pause;
import io.mingcha.proxy.upstream.Upstream;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpObjectEncoder;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** The server's side of HTTP: serves one exchange of the conversation after the other. */
final class UpstreamSide extends ChannelInboundHandlerAdapter {
    private final Conversation conversation;
    private final Upstream upstream;
    private final ResponseDecoder decoder;
    private final HttpObjectEncoder<?> encoder = new HttpRequestEncoder();
    private @Nullable Exchange exchange;
    private boolean closeNotified;
    private boolean reset;

    private UpstreamSide(Conversation conversation, Upstream upstream) {
        this.conversation = conversation;
        this.upstream = upstream;
        this.decoder =
                new ResponseDecoder(conversation.engine().config().limits().head());
    }

    /** The side that stands on a connection, or nothing if none does yet. */
    static @Nullable UpstreamSide of(Upstream upstream) {
        return upstream.channel().pipeline().get(UpstreamSide.class);
    }

    static UpstreamSide attach(Conversation conversation, Upstream upstream) {
        return new UpstreamSide(conversation, upstream);
    }

    /** Listens from now on. */
    void begin() {
        if (of(upstream) == null) {
            upstream.attach(decoder, encoder, this);
        }
    }

    void serve(Exchange next, boolean headRequest) {
        exchange = next;
        decoder.answering(headRequest);
    }

    void release() {
        exchange = null;
        upstream.reading().resume(Pause.PEER);
    }

    Upstream upstream() {
        return upstream;
    }

    Channel channel() {
        return upstream.channel();
    }

    /** Whether an end of the connection now would be meant as one. */
    boolean endsCleanly() {
        return !reset && (closeNotified || upstream.channel().pipeline().get(SslHandler.class) == null);
    }

    boolean wasReset() {
        return reset;
    }

    /** Leaves the connection to a splice; what the decoder still holds goes to it. */
    void become(ChannelHandler side) {
        exchange = null;
        channel().pipeline().replace(this, "splice", side);
        channel().pipeline().remove(encoder);
        channel().pipeline().remove(decoder);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        Exchange current = exchange;
        if (current != null && msg instanceof HttpObject object) {
            current.response(object);
        } else {
            ReferenceCountUtil.release(msg);
            if (current == null) {
                // Nobody asked: what a server says out of turn would be taken for the next answer.
                ctx.close();
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        conversation.client().channel().flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel().isWritable()) {
            conversation.client().reading().resume(Pause.PEER);
        }
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
        conversation.upstreams().drop(upstream);
        Exchange current = exchange;
        exchange = null;
        if (current != null) {
            current.serverGone();
        } else if (conversation.upstreams().endsTogether()) {
            conversation.serverClosedIdle();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        reset = true;
        ctx.close();
    }
}
