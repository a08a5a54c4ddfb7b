package io.mingcha.proxy.upstream;

import io.mingcha.proxy.tls.Alert;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Waits behind a handshake in which the server asked for a certificate that there was not. In TLS 1.3 the server says
 * only then that it insists.
 */
final class TurnedAway extends ChannelInboundHandlerAdapter {
    private final Runnable wanted;
    private boolean said;

    TurnedAway(Runnable wanted) {
        this.wanted = wanted;
    }

    boolean said() {
        return said;
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
            said = true;
            wanted.run();
        }
        ctx.fireExceptionCaught(cause);
    }
}
