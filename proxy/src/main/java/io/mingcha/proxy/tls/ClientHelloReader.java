package io.mingcha.proxy.tls;

import io.netty.buffer.ByteBuf;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds a ClientHello at the beginning of a connection, however it is cut into segments and records. */
public final class ClientHelloReader {
    private static final int HANDSHAKE_RECORD = 0x16;
    private static final int CLIENT_HELLO = 1;
    private static final int RECORD_HEADER = 5;
    private static final int LONGEST_RECORD = 16_384 + 2048;

    private ClientHelloReader() {}

    /** What the bytes so far amount to. */
    public sealed interface Result {
        record Complete(ClientHello hello) implements Result {}

        record Incomplete() implements Result {}

        record NotTls(String why) implements Result {}
    }

    /** Looks at the readable bytes without consuming any. */
    public static Result read(ByteBuf bytes, int limit) {
        byte[] handshake = new byte[Math.min(bytes.readableBytes(), limit + 4)];
        int have = 0;
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        int expected = -1;
        while (at < end) {
            if (bytes.getUnsignedByte(at) != HANDSHAKE_RECORD) {
                return new Result.NotTls("first record is no handshake");
            }
            if (end - at > 1 && bytes.getUnsignedByte(at + 1) != 3) {
                return new Result.NotTls("unknown record version");
            }
            if (end - at < RECORD_HEADER) {
                return new Result.Incomplete();
            }
            int length = bytes.getUnsignedShort(at + 3);
            if (length == 0 || length > LONGEST_RECORD) {
                return new Result.NotTls("impossible record length " + length);
            }
            int here = Math.min(length, end - at - RECORD_HEADER);
            int take = Math.min(here, handshake.length - have);
            bytes.getBytes(at + RECORD_HEADER, handshake, have, take);
            have += take;
            if (have > 0 && handshake[0] != CLIENT_HELLO) {
                return new Result.NotTls("first handshake message is no ClientHello");
            }
            if (expected < 0 && have >= 4) {
                expected = 4 + ((handshake[1] & 0xff) << 16 | (handshake[2] & 0xff) << 8 | handshake[3] & 0xff);
                if (expected > limit) {
                    return new Result.NotTls("ClientHello of " + expected + " bytes");
                }
            }
            if (expected >= 0 && have >= expected) {
                return parse(ByteBuffer.wrap(handshake, 4, expected - 4));
            }
            at += RECORD_HEADER + length;
        }
        return new Result.Incomplete();
    }

    private static Result parse(ByteBuffer in) {
        try {
            int version = in.getShort() & 0xffff;
            skip(in, 32);
            skip(in, in.get() & 0xff);
            List<Integer> ciphers = shorts(block(in, in.getShort() & 0xffff));
            skip(in, in.get() & 0xff);
            Extensions found = new Extensions();
            if (in.hasRemaining()) {
                ByteBuffer all = block(in, in.getShort() & 0xffff);
                while (all.hasRemaining()) {
                    int type = all.getShort() & 0xffff;
                    found.add(type, block(all, all.getShort() & 0xffff));
                }
            }
            return new Result.Complete(found.hello(version, ciphers));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return new Result.NotTls("malformed ClientHello");
        }
    }

    private static void skip(ByteBuffer in, int length) {
        in.position(in.position() + length);
    }

    static ByteBuffer block(ByteBuffer in, int length) {
        ByteBuffer part = in.slice();
        part.limit(length);
        skip(in, length);
        return part;
    }

    static List<Integer> shorts(ByteBuffer in) {
        List<Integer> values = new ArrayList<>();
        while (in.remaining() >= 2) {
            values.add(in.getShort() & 0xffff);
        }
        return values;
    }

    private static final class Extensions {
        private final List<Integer> types = new ArrayList<>();
        private Optional<String> serverName = Optional.empty();
        private boolean namesServer;
        private List<String> alpn = List.of();
        private List<Integer> groups = List.of();
        private List<Integer> pointFormats = List.of();
        private List<Integer> signatures = List.of();
        private List<Integer> versions = List.of();

        void add(int type, ByteBuffer data) {
            types.add(type);
            switch (type) {
                case 0 -> serverName(data);
                case 10 -> groups = shorts(block(data, data.getShort() & 0xffff));
                case 11 -> pointFormats = bytes(block(data, data.get() & 0xff));
                case 13 -> signatures = shorts(block(data, data.getShort() & 0xffff));
                case 16 -> alpn = strings(block(data, data.getShort() & 0xffff));
                case 43 -> versions = shorts(block(data, data.get() & 0xff));
                default -> {
                    // Its type is part of the fingerprint, its content is not looked at.
                }
            }
        }

        private void serverName(ByteBuffer data) {
            namesServer = true;
            if (data.remaining() < 5) {
                return;
            }
            ByteBuffer list = block(data, data.getShort() & 0xffff);
            if (list.get() == 0) {
                String name = StandardCharsets.ISO_8859_1
                        .decode(block(list, list.getShort() & 0xffff))
                        .toString();
                serverName = HostNames.normalise(name);
            }
        }

        private static List<Integer> bytes(ByteBuffer in) {
            List<Integer> values = new ArrayList<>();
            while (in.hasRemaining()) {
                values.add(in.get() & 0xff);
            }
            return values;
        }

        private static List<String> strings(ByteBuffer in) {
            List<String> values = new ArrayList<>();
            while (in.hasRemaining()) {
                values.add(StandardCharsets.ISO_8859_1
                        .decode(block(in, in.get() & 0xff))
                        .toString());
            }
            return values;
        }

        ClientHello hello(int version, List<Integer> ciphers) {
            return new ClientHello(
                    version, ciphers, types, serverName, namesServer, alpn, groups, pointFormats, signatures, versions);
        }
    }
}
