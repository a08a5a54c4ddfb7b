package io.mingcha.proxy.socks;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.dns.NameService;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.engine.TestEngine;
import io.mingcha.testkit.RecordingSink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

class SocksGateFuzz {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    /** Made when the first input comes, and kept for all. */
    private static final class World {
        static final Engine ENGINE = TestEngine.of(ProxyConfig.listening(ANY_PORT), new RecordingSink());
    }

    private static final class Client extends EmbeddedChannel {
        @Override
        protected SocketAddress remoteAddress0() {
            return isActive() ? new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000) : null;
        }

        @Override
        protected SocketAddress localAddress0() {
            return isActive() ? ANY_PORT : null;
        }
    }

    @FuzzTest
    void a_tunnel_begins_where_the_last_word_ends_and_nothing_else_is_said(byte[] data) {
        Engine engine = TestEngine.recordingTo(new RecordingSink(), World.ENGINE);
        Client client = new Client();
        client.pipeline().addLast(new SocksGate(engine, new NameService(engine)));
        client.pipeline().fireChannelActive();
        ByteBuf said = Unpooled.buffer();
        int read = 0;
        while (read < data.length && client.isOpen() && client.pipeline().get("tunnel") == null) {
            client.writeInbound(Unpooled.wrappedBuffer(data, read++, 1));
            for (ByteBuf reply = client.readOutbound(); reply != null; reply = client.readOutbound()) {
                said.writeBytes(reply);
                reply.release();
            }
        }
        boolean tunnelled = client.pipeline().get("tunnel") != null;
        byte[] replies = ByteBufUtil.getBytes(said);
        if (replies.length > 0) {
            assertThat(replies[0]).isEqualTo((byte) 5);
            assertThat(replies[1]).isIn((byte) 0, (byte) 2, (byte) 0xff);
        }
        if (tunnelled) {
            assertThat(read).isEqualTo(negotiation(data, replies[1] == 2));
            int last = replies[1] == 2 ? 4 : 2;
            assertThat(replies).hasSize(last + 10);
            assertThat(replies[last]).isEqualTo((byte) 5);
            assertThat(replies[last + 1]).isZero();
        }
        client.finishAndReleaseAll();
        said.release();
    }

    /** How long the three messages of a client are (RFC 1928, RFC 1929). */
    private static int negotiation(byte[] data, boolean named) {
        int at = 2 + (data[1] & 0xff);
        if (named) {
            at += 2 + (data[at + 1] & 0xff);
            at += 1 + (data[at] & 0xff);
        }
        int address = data[at + 3] == 1 ? 4 : data[at + 3] == 4 ? 16 : 1 + (data[at + 4] & 0xff);
        return at + 4 + address + 2;
    }
}
