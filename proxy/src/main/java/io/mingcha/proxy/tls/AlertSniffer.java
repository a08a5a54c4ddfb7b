package io.mingcha.proxy.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads plaintext alerts in front of the TLS handler, however they are cut into segments. A TLS 1.3 client that rejects a
 * certificate may send its alert unencrypted, of which both Java stacks only say that a record is broken. Behind the first
 * record of application data nothing is plain any more, and the sniffer leaves.
 */
public final class AlertSniffer extends ChannelInboundHandlerAdapter {
    private static final int ALERT_RECORD = 0x15;
    private static final int APPLICATION_RECORD = 0x17;
    private static final int HEADER = 5;
    private static final int ALERT_LENGTH = 2;

    private final int[] record = new int[HEADER + ALERT_LENGTH];
    private int have;
    private int skip;
    private boolean done;
    private @Nullable Alert seen;

    public Optional<Alert> alert() {
        return Optional.ofNullable(seen);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof ByteBuf bytes && !done) {
            sniff(bytes);
        }
        ctx.fireChannelRead(msg);
        if (done && !ctx.isRemoved()) {
            ctx.pipeline().remove(this);
        }
    }

    private void sniff(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end && !done) {
            if (skip > 0) {
                int passed = Math.min(skip, end - at);
                skip -= passed;
                at += passed;
            } else {
                record[have++] = bytes.getUnsignedByte(at++);
                look();
            }
        }
    }

    private void look() {
        if (have < HEADER) {
            return;
        }
        int length = record[3] << 8 | record[4];
        if (record[0] == APPLICATION_RECORD) {
            done = true;
        } else if (record[0] != ALERT_RECORD || length != ALERT_LENGTH) {
            skip = length;
            have = 0;
        } else if (have == record.length) {
            seen = new Alert(record[5], record[6]);
            done = true;
        }
    }
}
