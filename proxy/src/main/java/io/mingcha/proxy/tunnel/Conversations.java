package io.mingcha.proxy.tunnel;

import io.mingcha.proxy.engine.ClientConnection;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.http1.Conversation;
import io.mingcha.proxy.http1.RequestDecoder;
import io.mingcha.proxy.http1.ResponseEncoder;
import io.mingcha.proxy.http1.Router;
import io.mingcha.proxy.http1.Upstreams;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/** Lets HTTP take over the end of a pipeline. */
final class Conversations {
    private Conversations() {}

    /** Replaces the last handler by those of a conversation, which sees {@code first} before anything else. */
    static void take(
            ChannelHandlerContext ctx,
            Engine engine,
            ClientConnection client,
            Router router,
            Upstreams upstreams,
            ByteBuf first) {
        ResponseEncoder encoder = new ResponseEncoder();
        ctx.pipeline()
                .addLast(
                        new RequestDecoder(engine),
                        encoder,
                        new Conversation(engine, client, router, upstreams, encoder));
        ctx.pipeline().remove(ctx.name());
        ctx.fireChannelRead(first);
        ctx.fireChannelReadComplete();
    }
}
