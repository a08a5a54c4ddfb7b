package io.mingcha.proxy.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads plaintext alerts in front of the TLS handler. A TLS 1.3 client that rejects a certificate may send its alert
 * unencrypted, of which both Java stacks only say that a record is broken.
 */
public final class AlertSniffer extends ChannelInboundHandlerAdapter {
    private static final int ALERT_RECORD = 0x15;
    private static final int ALERT_RECORD_LENGTH = 7;

    private @Nullable Alert seen;

    public Optional<Alert> alert() {
        return Optional.ofNullable(seen);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof ByteBuf bytes && bytes.readableBytes() >= ALERT_RECORD_LENGTH) {
            sniff(bytes);
        }
        ctx.fireChannelRead(msg);
    }

    private void sniff(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (end - at >= ALERT_RECORD_LENGTH) {
            int length = bytes.getUnsignedShort(at + 3);
            if (bytes.getUnsignedByte(at) == ALERT_RECORD && bytes.getUnsignedByte(at + 1) == 3 && length == 2) {
                seen = new Alert(bytes.getUnsignedByte(at + 5), bytes.getUnsignedByte(at + 6));
                return;
            }
            at += 5 + length;
        }
    }
}
