package io.mingcha.proxy.redirect;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Optional;

/**
 * A socket for datagrams over IPv6 that tells of each where it was sent (IPV6_RECVORIGDSTADDR of Linux). Netty's tells that
 * of IPv4 only, and Java's of neither, so the C library is called. For use by one thread.
 */
final class TransparentSocket implements AutoCloseable {
    private static final int AF_INET6 = 10;
    private static final int SOCK_DGRAM_CLOEXEC = 0x80002;
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_RCVTIMEO = 20;
    private static final int SOL_IPV6 = 41;
    private static final int IPV6_V6ONLY = 26;
    private static final int IPV6_ORIGDSTADDR = 74;
    private static final int IPV6_TRANSPARENT = 75;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;

    /** {@code sockaddr_in6}: family in host order, port in network order, flow, address, scope in host order. */
    private static final int SOCKADDR_IN6 = 28;

    private static final int LONGEST = 65_535;
    private static final int WORD = 8;
    private static final int CONTROL_HEADER = 2 * WORD;
    private static final int CONTROL = 256;

    private final C c = Native.load("c", C.class);
    private final Memory payload = new Memory(LONGEST);
    private final Memory sender = new Memory(SOCKADDR_IN6);
    private final Memory control = new Memory(CONTROL);
    private final Memory part = new Memory(2L * WORD);
    private final Memory message = new Memory(7L * WORD);
    private final int descriptor;

    /** What is needed of the C library. */
    private interface C extends Library {
        int socket(int domain, int type, int protocol) throws LastErrorException;

        int setsockopt(int descriptor, int level, int option, Pointer value, int length) throws LastErrorException;

        int bind(int descriptor, Pointer address, int length) throws LastErrorException;

        long recvmsg(int descriptor, Pointer message, int flags) throws LastErrorException;

        int close(int descriptor);
    }

    /** One that came. Whoever gets it owns its payload. */
    record Datagram(InetSocketAddress sender, InetSocketAddress destination, ByteBuf payload) {}

    /**
     * @param patience how long {@link #receive} waits at most
     * @throws RuntimeException if the port is taken, or this process may not administer the network
     * @throws LinkageError if the C library cannot be called here
     */
    TransparentSocket(int port, Duration patience) {
        if (Native.POINTER_SIZE != WORD) {
            throw new UnsupportedOperationException("the layout of messages is known for 64 bits only");
        }
        descriptor = c.socket(AF_INET6, SOCK_DGRAM_CLOEXEC, 0);
        try {
            set(SOL_SOCKET, SO_REUSEADDR);
            set(SOL_IPV6, IPV6_V6ONLY);
            set(SOL_IPV6, IPV6_TRANSPARENT);
            set(SOL_IPV6, IPV6_ORIGDSTADDR);
            Memory time = new Memory(2L * WORD);
            time.setLong(0, patience.toSeconds());
            time.setLong(WORD, patience.toNanosPart() / 1000);
            c.setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, time, 2 * WORD);
            Memory everywhere = new Memory(SOCKADDR_IN6);
            everywhere.clear();
            everywhere.setShort(0, (short) AF_INET6);
            everywhere.getByteBuffer(2, 2).order(ByteOrder.BIG_ENDIAN).putShort((short) port);
            c.bind(descriptor, everywhere, SOCKADDR_IN6);
        } catch (LastErrorException e) {
            c.close(descriptor);
            throw e;
        }
        part.setPointer(0, payload);
        part.setLong(WORD, LONGEST);
    }

    private void set(int level, int option) {
        Memory one = new Memory(Integer.BYTES);
        one.setInt(0, 1);
        c.setsockopt(descriptor, level, option, one, Integer.BYTES);
    }

    /** The next one; nothing if none comes for a while, or none that says where it was going. */
    Optional<Datagram> receive() {
        message.clear();
        message.setPointer(0, sender);
        message.setInt(WORD, SOCKADDR_IN6);
        message.setPointer(2 * WORD, part);
        message.setLong(3 * WORD, 1);
        message.setPointer(4 * WORD, control);
        message.setLong(5 * WORD, CONTROL);
        long length;
        try {
            length = c.recvmsg(descriptor, message, 0);
        } catch (LastErrorException e) {
            if (e.getErrorCode() == EAGAIN || e.getErrorCode() == EINTR) {
                return Optional.empty();
            }
            throw e;
        }
        return destination()
                .map(to ->
                        new Datagram(address(sender, 0), to, Unpooled.copiedBuffer(payload.getByteBuffer(0, length))));
    }

    private Optional<InetSocketAddress> destination() {
        long end = Math.min(message.getLong(5 * WORD), CONTROL);
        long at = 0;
        while (at + CONTROL_HEADER <= end) {
            long length = control.getLong(at);
            if (length < CONTROL_HEADER || at + length > end) {
                return Optional.empty();
            }
            if (control.getInt(at + WORD) == SOL_IPV6
                    && control.getInt(at + WORD + Integer.BYTES) == IPV6_ORIGDSTADDR
                    && length >= CONTROL_HEADER + SOCKADDR_IN6) {
                return Optional.of(address(control, at + CONTROL_HEADER));
            }
            at += (length + WORD - 1) / WORD * WORD;
        }
        return Optional.empty();
    }

    private static InetSocketAddress address(Memory memory, long at) {
        ByteBuffer bytes = memory.getByteBuffer(at, SOCKADDR_IN6).order(ByteOrder.BIG_ENDIAN);
        byte[] address = new byte[16];
        bytes.position(8);
        bytes.get(address);
        int scope = memory.getInt(at + SOCKADDR_IN6 - Integer.BYTES);
        try {
            return new InetSocketAddress(
                    scope == 0 ? Inet6Address.getByAddress(address) : Inet6Address.getByAddress(null, address, scope),
                    bytes.getShort(2) & 0xFFFF);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the length is right", e);
        }
    }

    @Override
    public void close() {
        c.close(descriptor);
    }
}
