package io.mingcha.proxy.relay;

import io.mingcha.flows.Direction;
import io.mingcha.proxy.record.Reading;
import io.mingcha.proxy.record.Reading.Pause;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** One end of a splice. */
final class SpliceSide extends ChannelInboundHandlerAdapter {
    private final Splice splice;
    private final Direction direction;
    private final Channel channel;
    private final Reading reading;
    private @Nullable SpliceSide peer;
    private boolean reset;

    SpliceSide(Splice splice, Direction direction, Channel channel, Reading reading) {
        this.splice = splice;
        this.direction = direction;
        this.channel = channel;
        this.reading = reading;
    }

    void join(SpliceSide other) {
        peer = other;
        other.peer = this;
    }

    private SpliceSide peer() {
        SpliceSide other = peer;
        if (other == null) {
            throw new IllegalStateException("joined to nothing");
        }
        return other;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (isPlain(channel)) {
            channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (!(msg instanceof ByteBuf bytes)) {
            ReferenceCountUtil.release(msg);
            return;
        }
        ByteBuf recorded = bytes.retainedSlice();
        peer().channel.write(bytes);
        if (!peer().channel.isWritable()) {
            reading.pause(Pause.PEER);
        }
        splice.passed(direction, recorded);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        peer().channel.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel.isWritable()) {
            peer().reading.resume(Pause.PEER);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            splice.ended(direction, true);
            peer().finishOutput();
        }
    }

    private void finishOutput() {
        if (channel instanceof SocketChannel socket && isPlain(channel)) {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(f -> {
                if (socket.isInputShutdown()) {
                    socket.close();
                } else {
                    socket.shutdownOutput();
                }
            });
        } else {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        splice.ended(direction, !reset);
        Channel other = peer().channel;
        if (reset && isPlain(other)) {
            other.config().setOption(ChannelOption.SO_LINGER, 0);
            other.close();
        } else {
            other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
        splice.over();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        reset = true;
        ctx.close();
    }

    private static boolean isPlain(Channel channel) {
        return channel.pipeline().get(SslHandler.class) == null;
    }
}
