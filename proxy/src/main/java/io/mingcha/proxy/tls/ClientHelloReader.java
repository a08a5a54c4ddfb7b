package io.mingcha.proxy.tls;

import io.netty.buffer.ByteBuf;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds a ClientHello at the beginning of a connection, however it is cut into segments and records. Looks at each byte once,
 * so that a hello in tiny segments costs no more than one in large ones.
 */
public final class ClientHelloReader {
    private static final int HANDSHAKE_RECORD = 0x16;
    private static final int CLIENT_HELLO = 1;
    private static final int RECORD_HEADER = 5;
    private static final int MESSAGE_HEADER = 4;
    private static final int LONGEST_RECORD = 16_384 + 2048;

    private final int limit;
    private byte[] message = {};
    private int have;
    private int expected = -1;
    private int at;
    private int left;

    /**
     * @param limit the longest message to wait for
     */
    public ClientHelloReader(int limit) {
        this.limit = limit;
    }

    /** What the bytes so far amount to. */
    public sealed interface Result {
        record Complete(ClientHello hello) implements Result {}

        record Incomplete() implements Result {}

        record NotTls(String why) implements Result {}
    }

    /** Looks at the readable bytes without consuming any. */
    public static Result read(ByteBuf bytes, int limit) {
        return new ClientHelloReader(limit).look(bytes);
    }

    /** The same, going on where it stopped: the readable bytes are those of the last time and more. */
    public Result look(ByteBuf bytes) {
        while (at < bytes.readableBytes()) {
            Optional<Result> settled = left == 0 ? header(bytes) : content(bytes);
            if (settled.isPresent()) {
                return settled.get();
            }
        }
        return new Result.Incomplete();
    }

    private Optional<Result> header(ByteBuf bytes) {
        int from = bytes.readerIndex() + at;
        int here = bytes.readableBytes() - at;
        if (bytes.getUnsignedByte(from) != HANDSHAKE_RECORD) {
            return Optional.of(new Result.NotTls("first record is no handshake"));
        }
        if (here > 1 && bytes.getUnsignedByte(from + 1) != 3) {
            return Optional.of(new Result.NotTls("unknown record version"));
        }
        if (here < RECORD_HEADER) {
            return Optional.of(new Result.Incomplete());
        }
        int length = bytes.getUnsignedShort(from + 3);
        if (length == 0 || length > LONGEST_RECORD) {
            return Optional.of(new Result.NotTls("impossible record length " + length));
        }
        left = length;
        at += RECORD_HEADER;
        return Optional.empty();
    }

    private Optional<Result> content(ByteBuf bytes) {
        int here = Math.min(left, bytes.readableBytes() - at);
        if (have + here > message.length) {
            message = Arrays.copyOf(message, Math.max(have + here, 2 * message.length));
        }
        bytes.getBytes(bytes.readerIndex() + at, message, have, here);
        have += here;
        at += here;
        left -= here;
        if (message[0] != CLIENT_HELLO) {
            return Optional.of(new Result.NotTls("first handshake message is no ClientHello"));
        }
        if (expected < 0 && have >= MESSAGE_HEADER) {
            expected = MESSAGE_HEADER + ((message[1] & 0xff) << 16 | (message[2] & 0xff) << 8 | message[3] & 0xff);
            if (expected > limit) {
                return Optional.of(new Result.NotTls("ClientHello of " + expected + " bytes"));
            }
        }
        return expected >= 0 && have >= expected
                ? Optional.of(parse(ByteBuffer.wrap(message, MESSAGE_HEADER, expected - MESSAGE_HEADER)))
                : Optional.empty();
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
