package io.mingcha.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Arrays;
import java.util.Optional;

class AlertSnifferFuzz {

    @FuzzTest
    void an_alert_is_found_however_it_is_cut_and_every_byte_goes_on(byte[] data) {
        int size = 1 + Math.floorMod(Arrays.hashCode(data), data.length + 1);
        AlertSniffer sniffer = new AlertSniffer();
        EmbeddedChannel channel = new EmbeddedChannel(sniffer);
        ByteBuf passed = Unpooled.buffer();
        for (int at = 0; at < data.length; at += size) {
            channel.writeInbound(Unpooled.wrappedBuffer(data, at, Math.min(size, data.length - at)));
            ByteBuf part = channel.readInbound();
            passed.writeBytes(part);
            part.release();
        }
        channel.finishAndReleaseAll();
        assertThat(ByteBufUtil.getBytes(passed)).isEqualTo(data);
        passed.release();
        assertThat(sniffer.alert()).isEqualTo(expected(data));
    }

    private static Optional<Alert> expected(byte[] data) {
        int at = 0;
        while (at + 5 <= data.length && data[at] != 0x17) {
            int length = (data[at + 3] & 0xff) << 8 | data[at + 4] & 0xff;
            if (data[at] == 0x15 && length == 2) {
                return at + 7 <= data.length
                        ? Optional.of(new Alert(data[at + 5] & 0xff, data[at + 6] & 0xff))
                        : Optional.empty();
            }
            at += 5 + length;
        }
        return Optional.empty();
    }
}
