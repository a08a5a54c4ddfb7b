package io.mingcha.proxy.socks;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;

class UdpHeaderFuzz {

    @FuzzTest
    void a_header_is_taken_off_whole_and_its_payload_left(byte[] data) {
        ByteBuf datagram = Unpooled.wrappedBuffer(data);
        Optional<UdpHeader> read = UdpHeader.read(datagram);
        assertThat(UdpHeader.read(Unpooled.wrappedBuffer(data))).isEqualTo(read);
        if (read.isEmpty()) {
            return;
        }
        UdpHeader header = read.get();
        int address = data[3] == 1 ? 4 : data[3] == 4 ? 16 : 1 + (data[4] & 0xff);
        int length = 4 + address + 2;
        assertThat(data[2]).isZero();
        assertThat(header.host()).isNotEmpty();
        assertThat(header.port()).isEqualTo((data[length - 2] & 0xff) << 8 | data[length - 1] & 0xff);
        assertThat(ByteBufUtil.getBytes(datagram)).isEqualTo(Arrays.copyOfRange(data, length, data.length));
        if (data[3] != 3) {
            InetAddress from = NetUtil.createInetAddressFromIpAddressString(header.host());
            ByteBuf answer = Unpooled.buffer();
            UdpHeader.write(answer, new InetSocketAddress(from, header.port()));
            Optional<UdpHeader> again = UdpHeader.read(answer);
            assertThat(again.map(UdpHeader::port)).contains(header.port());
            assertThat(again.map(h -> NetUtil.createInetAddressFromIpAddressString(h.host())))
                    .contains(from);
        }
    }
}
