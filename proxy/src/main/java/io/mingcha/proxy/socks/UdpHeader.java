package io.mingcha.proxy.socks;

import io.netty.buffer.ByteBuf;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * What stands before each datagram between a SOCKS5 client and its relay (RFC 1928, 7).
 *
 * @param host a name or an address literal
 */
record UdpHeader(String host, int port) {
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;

    /** Reads it and leaves the payload; nothing for a fragment or rubbish. */
    static Optional<UdpHeader> read(ByteBuf datagram) {
        if (datagram.readableBytes() < 5) {
            return Optional.empty();
        }
        datagram.skipBytes(2);
        int fragment = datagram.readUnsignedByte();
        int type = datagram.readUnsignedByte();
        int length = switch (type) {
            case IPV4 -> 4;
            case IPV6 -> 16;
            case NAME -> datagram.readUnsignedByte();
            default -> 0;
        };
        if (fragment != 0 || length == 0 || datagram.readableBytes() < length + 2) {
            return Optional.empty();
        }
        byte[] address = new byte[length];
        datagram.readBytes(address);
        String host = type == NAME
                ? new String(address, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT)
                : NetUtil.bytesToIpAddress(address);
        return Optional.of(new UdpHeader(host, datagram.readUnsignedShort()));
    }

    /** The header of an answer. */
    static void write(ByteBuf out, InetSocketAddress from) {
        InetAddress address = from.getAddress();
        byte[] bytes = address.getAddress();
        out.writeZero(3).writeByte(bytes.length == 4 ? IPV4 : IPV6).writeBytes(bytes);
        out.writeShort(from.getPort());
    }
}
