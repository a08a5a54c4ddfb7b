package io.mingcha.proxy.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/** Stands in a client's pipeline while it is found out how to go on, and keeps what the client says. */
final class Kept extends ChannelInboundHandlerAdapter {
    private final Queue<Object> said = new ArrayDeque<>();
    private final Runnable gone;

    /**
     * @param gone runs if the client leaves meanwhile
     */
    Kept(ByteBuf first, Runnable gone) {
        said.add(first);
        this.gone = gone;
    }

    void tellNext(ChannelHandlerContext ctx) {
        Object next;
        while ((next = said.poll()) != null) {
            ctx.fireChannelRead(next);
        }
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        said.add(msg);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {}

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        said.forEach(ReferenceCountUtil::release);
        said.clear();
        gone.run();
    }
}
