package io.mingcha.proxy.upstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/** Keeps what a server says until somebody listens. */
final class Hold extends ChannelInboundHandlerAdapter {
    private final Queue<Object> kept = new ArrayDeque<>();
    private Runnable speaking = () -> {};
    private boolean spoke;
    private boolean inactive;

    void whenSpeaking(Runnable action) {
        speaking = action;
        if (spoke) {
            action.run();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        kept.add(msg);
        ctx.channel().config().setAutoRead(false);
        speak();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {}

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        inactive = true;
        speak();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    private void speak() {
        if (!spoke) {
            spoke = true;
            speaking.run();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (!ctx.channel().isActive() && !inactive) {
            kept.forEach(ReferenceCountUtil::release);
            return;
        }
        Object next;
        boolean any = false;
        while ((next = kept.poll()) != null) {
            ctx.fireChannelRead(next);
            any = true;
        }
        if (any) {
            ctx.fireChannelReadComplete();
        }
        if (inactive) {
            ctx.fireChannelInactive();
        } else {
            ctx.channel().config().setAutoRead(true);
        }
    }
}
