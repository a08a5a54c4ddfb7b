package io.mingcha.proxy.http1;

import io.mingcha.proxy.engine.Engine;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Decodes requests, knows when the first byte of each came, and closes on a head that never ends. */
public final class RequestDecoder extends HttpRequestDecoder {
    private final Engine engine;
    private final Duration patience;
    private @Nullable Instant firstByte;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean inMessage;

    public RequestDecoder(Engine engine) {
        super(decoding(engine.config().limits().head()));
        this.engine = engine;
        this.patience = engine.config().timeouts().head();
    }

    static HttpDecoderConfig decoding(int head) {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(head)
                .setMaxHeaderSize(head)
                .setMaxChunkSize(256 * 1024);
    }

    /** When the head that was decoded last began to arrive. */
    Instant takeFirstByte() {
        Instant taken = firstByte;
        firstByte = null;
        return taken == null ? engine.sink().now() : taken;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf buffer, List<Object> out) throws Exception {
        if (!inMessage && firstByte == null) {
            firstByte = engine.sink().now();
        }
        int before = out.size();
        super.decode(ctx, buffer, out);
        for (int i = before; i < out.size(); i++) {
            Object message = out.get(i);
            if (message instanceof HttpMessage) {
                inMessage = true;
                cancel();
            }
            if (message instanceof LastHttpContent) {
                inMessage = false;
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        super.channelReadComplete(ctx);
        if (!inMessage && firstByte != null && deadline == null && !ctx.isRemoved()) {
            deadline = ctx.executor().schedule(() -> ctx.close(), patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void cancel() {
        ScheduledFuture<?> running = deadline;
        if (running != null) {
            running.cancel(false);
            deadline = null;
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) throws Exception {
        cancel();
        super.handlerRemoved0(ctx);
    }
}
