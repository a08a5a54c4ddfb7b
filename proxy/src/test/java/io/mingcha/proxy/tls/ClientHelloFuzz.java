package io.mingcha.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.regex.Pattern;

class ClientHelloFuzz {
    private static final int LIMIT = 65_536;
    private static final int HEADER = 5;
    private static final Pattern JA3 = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern JA4 =
            Pattern.compile("t(1[0-3]|s3|00)[di]\\d{4}[0-9A-Za-z]{2}_[0-9a-f]{12}_[0-9a-f]{12}");

    @FuzzTest
    void what_was_said_of_the_first_bytes_holds_for_all(byte[] data) {
        ClientHelloReader.Result whole = read(Unpooled.wrappedBuffer(data));
        assertThat(read(Unpooled.wrappedBuffer(data))).isEqualTo(whole);

        int cut = Math.floorMod(Arrays.hashCode(data), data.length + 1);
        ByteBuf segments = Unpooled.wrappedBuffer(
                Unpooled.wrappedBuffer(data, 0, cut), Unpooled.wrappedBuffer(data, cut, data.length - cut));
        assertThat(read(segments)).isEqualTo(whole);
        assertThat(read(Unpooled.copiedBuffer(new byte[3], data).skipBytes(3))).isEqualTo(whole);

        ClientHelloReader gradual = new ClientHelloReader(LIMIT);
        ClientHelloReader.Result early = gradual.look(Unpooled.wrappedBuffer(data, 0, cut));
        assertThat(early).isEqualTo(read(Unpooled.wrappedBuffer(data, 0, cut)));
        if (early instanceof ClientHelloReader.Result.Incomplete) {
            assertThat(gradual.look(Unpooled.wrappedBuffer(data))).isEqualTo(whole);
        } else {
            assertThat(early).isEqualTo(whole);
        }
        if (whole instanceof ClientHelloReader.Result.Complete complete) {
            check(complete.hello(), data.length);
            assertThat(read(Unpooled.wrappedBuffer(otherRecords(data, 1 + cut % 200))))
                    .isEqualTo(whole);
        }
    }

    private static ClientHelloReader.Result read(ByteBuf bytes) {
        int from = bytes.readerIndex();
        int to = bytes.writerIndex();
        ClientHelloReader.Result result = ClientHelloReader.read(bytes, LIMIT);
        assertThat(bytes.readerIndex()).isEqualTo(from);
        assertThat(bytes.writerIndex()).isEqualTo(to);
        return result;
    }

    private static void check(ClientHello hello, int length) {
        assertThat(hello.ja3()).matches(JA3);
        assertThat(hello.ja4()).matches(JA4);
        hello.serverName()
                .ifPresent(name -> assertThat(HostNames.normalise(name)).contains(name));
        // Pieces of the message cannot overlap, so together they are no longer than it.
        int said = 2 * hello.ciphers().size()
                + 4 * hello.extensions().size()
                + hello.serverName().map(String::length).orElse(0);
        assertThat(said).isLessThanOrEqualTo(length);
    }

    private static byte[] otherRecords(byte[] data, int size) {
        ByteArrayOutputStream handshake = new ByteArrayOutputStream();
        for (int at = 0; at + HEADER <= data.length; ) {
            int length = Math.min((data[at + 3] & 0xff) << 8 | data[at + 4] & 0xff, data.length - at - HEADER);
            // What stands behind the message is no part of it and may be anything.
            if (data[at] != 0x16) {
                break;
            }
            handshake.write(data, at + HEADER, length);
            at += HEADER + length;
        }
        byte[] all = handshake.toByteArray();
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (int at = 0; at < all.length; at += size) {
            int length = Math.min(size, all.length - at);
            records.writeBytes(new byte[] {0x16, 3, 1, (byte) (length >> 8), (byte) length});
            records.write(all, at, length);
        }
        return records.toByteArray();
    }
}
