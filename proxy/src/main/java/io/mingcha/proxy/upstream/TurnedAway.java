package io.mingcha.proxy.upstream;

import io.mingcha.proxy.tls.Alert;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;

/**
 * Waits behind a handshake in which the server asked for a certificate that there was not. In TLS 1.3 the server says
 * only then that it insists.
 */
final class TurnedAway extends ChannelInboundHandlerAdapter {
    /** Outlives the pipeline, which is gone when the end of the connection is looked into. */
    private static final AttributeKey<Boolean> SAID = AttributeKey.valueOf(TurnedAway.class, "said");

    private final Runnable wanted;

    TurnedAway(Runnable wanted) {
        this.wanted = wanted;
    }

    static boolean isSaidOn(Channel channel) {
        return Boolean.TRUE.equals(channel.attr(SAID).get());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ctx.pipeline().remove(this);
        ctx.fireChannelRead(msg);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (Alert.reportedBy(String.valueOf(cause.getMessage()))
                .filter(Alert::wantsCertificate)
                .isPresent()) {
            ctx.channel().attr(SAID).set(true);
            wanted.run();
        }
        ctx.fireExceptionCaught(cause);
    }
}
