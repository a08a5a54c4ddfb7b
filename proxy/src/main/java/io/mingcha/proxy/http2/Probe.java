package io.mingcha.proxy.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Finds out whether a server that was sent the preface unasked speaks HTTP/2: its first frame has to be SETTINGS. */
final class Probe extends ByteToMessageDecoder {
    private static final int LENGTH_AND_TYPE = 4;

    private final Duration patience;
    private final Promise<Boolean> verdict;
    private @Nullable ScheduledFuture<?> deadline;

    Probe(Duration patience, Promise<Boolean> verdict) {
        this.patience = patience;
        this.verdict = verdict;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        // A server may be slow to greet; one that speaks HTTP/1 has answered or hung up.
        deadline = ctx.executor().schedule(() -> settle(ctx, true), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (in.readableBytes() >= LENGTH_AND_TYPE) {
            settle(ctx, in.getByte(in.readerIndex() + LENGTH_AND_TYPE - 1) == Http2FrameTypes.SETTINGS);
        }
    }

    private void settle(ChannelHandlerContext ctx, boolean speaks) {
        ScheduledFuture<?> running = deadline;
        if (running != null) {
            running.cancel(false);
        }
        if (verdict.trySuccess(speaks) && speaks && !ctx.isRemoved()) {
            ctx.pipeline().remove(this);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        verdict.trySuccess(false);
        super.channelInactive(ctx);
    }
}
