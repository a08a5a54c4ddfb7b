package io.mingcha.proxy.redirect;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.unix.RawUnixChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Where a connection was going before a firewall redirected it (SO_ORIGINAL_DST of Linux). */
final class OriginalDestination {
    private static final int SOL_IP = 0;
    private static final int SOL_IPV6 = 41;
    private static final int SO_ORIGINAL_DST = 80;

    /** {@code sockaddr_in}: family in host order, port and address in network order. */
    private static final int SOCKADDR_IN = 16;

    private static final int SOCKADDR_IN6 = 28;
    private static final RawUnixChannelOption V4 =
            new RawUnixChannelOption("SO_ORIGINAL_DST", SOL_IP, SO_ORIGINAL_DST, SOCKADDR_IN);
    private static final RawUnixChannelOption V6 =
            new RawUnixChannelOption("IP6T_SO_ORIGINAL_DST", SOL_IPV6, SO_ORIGINAL_DST, SOCKADDR_IN6);

    private OriginalDestination() {}

    /** What the connection tracking remembers; else, as with TPROXY, the address that the socket itself has. */
    static Optional<InetSocketAddress> of(Channel channel) {
        Optional<InetSocketAddress> tracked = ask(channel, V4, 4, 4);
        if (tracked.isEmpty()) {
            tracked = ask(channel, V6, 8, 16);
        }
        return tracked.or(() -> Optional.ofNullable((InetSocketAddress) channel.localAddress()));
    }

    private static Optional<InetSocketAddress> ask(
            Channel channel, RawUnixChannelOption option, int offset, int length) {
        try {
            ByteBuffer answer = channel.config().getOption(option);
            if (answer == null) {
                return Optional.empty();
            }
            answer.order(ByteOrder.BIG_ENDIAN);
            int port = answer.getShort(2) & 0xFFFF;
            byte[] address = new byte[length];
            for (int i = 0; i < length; i++) {
                address[i] = answer.get(offset + i);
            }
            return Optional.of(new InetSocketAddress(InetAddress.getByAddress(address), port));
        } catch (ChannelException e) {
            return Optional.empty();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the length is right", e);
        }
    }
}
