package io.mingcha.proxy.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The ClientHello of Chrome 143 on Android, byte by byte: GREASE at every place, ECH, X25519MLKEM768. */
public final class ChromeHello {
    private static final int[] CIPHERS = {
        0xaaaa, 0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013, 0xc014, 0x009c, 0x009d,
        0x002f, 0x0035
    };
    private static final int[] GROUPS = {0x3a3a, 0x11ec, 0x001d, 0x0017, 0x0018};
    private static final int[] SIGNATURES = {0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601};
    private static final int MLKEM_SHARE = 1216;

    private ChromeHello() {}

    public static byte[] handshake(String serverName) {
        ByteBuffer body = ByteBuffer.allocate(4096);
        body.putShort((short) 0x0303).put(new byte[32]).put((byte) 32).put(new byte[32]);
        body.putShort((short) (CIPHERS.length * 2));
        for (int cipher : CIPHERS) {
            body.putShort((short) cipher);
        }
        body.put((byte) 1).put((byte) 0);
        byte[] extensions = extensions(serverName);
        body.putShort((short) extensions.length).put(extensions);
        int length = body.position();
        ByteBuffer whole = ByteBuffer.allocate(4 + length);
        whole.put((byte) 1).put((byte) 0).putShort((short) length).put(body.array(), 0, length);
        return whole.array();
    }

    private static byte[] extensions(String serverName) {
        byte[] name = serverName.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(4096);
        extension(out, 0x4a4a, new byte[0]);
        extension(out, 45, new byte[] {1, 1});
        extension(out, 51, shares());
        extension(out, 16, new byte[] {0, 12, 2, 'h', '2', 8, 'h', 't', 't', 'p', '/', '1', '.', '1'});
        extension(out, 0xfe0d, ech());
        extension(out, 23, new byte[0]);
        extension(out, 17613, new byte[] {0, 3, 2, 'h', '2'});
        ByteBuffer names = ByteBuffer.allocate(name.length + 5);
        names.putShort((short) (name.length + 3)).put((byte) 0).putShort((short) name.length);
        extension(out, 0, names.put(name).array());
        extension(out, 11, new byte[] {1, 0});
        extension(out, 10, shorts(GROUPS));
        extension(out, 43, new byte[] {6, 0x6a, 0x6a, 3, 4, 3, 3});
        extension(out, 65281, new byte[] {0});
        extension(out, 35, new byte[0]);
        extension(out, 18, new byte[0]);
        extension(out, 5, new byte[] {1, 0, 0, 0, 0});
        extension(out, 13, shorts(SIGNATURES));
        extension(out, 27, new byte[] {2, 0, 2});
        extension(out, 0x6a6a, new byte[] {0});
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void extension(ByteBuffer out, int type, byte[] content) {
        out.putShort((short) type).putShort((short) content.length).put(content);
    }

    private static byte[] shorts(int[] values) {
        ByteBuffer out = ByteBuffer.allocate(2 + values.length * 2).putShort((short) (values.length * 2));
        for (int value : values) {
            out.putShort((short) value);
        }
        return out.array();
    }

    private static byte[] shares() {
        int length = 5 + 4 + MLKEM_SHARE + 4 + 32;
        ByteBuffer out = ByteBuffer.allocate(2 + length).putShort((short) length);
        out.putShort((short) 0x3a3a).putShort((short) 1).put((byte) 0);
        byte[] point = new byte[32];
        point[0] = 9;
        byte[] mlkem = new byte[MLKEM_SHARE];
        System.arraycopy(point, 0, mlkem, MLKEM_SHARE - point.length, point.length);
        out.putShort((short) 0x11ec).putShort((short) MLKEM_SHARE).put(mlkem);
        return out.putShort((short) 0x001d).putShort((short) 32).put(point).array();
    }

    private static byte[] ech() {
        ByteBuffer out = ByteBuffer.allocate(8 + 32 + 2 + 144);
        out.put((byte) 0).putShort((short) 1).putShort((short) 1).put((byte) 254);
        return out.putShort((short) 32)
                .put(new byte[32])
                .putShort((short) 144)
                .put(new byte[144])
                .array();
    }

    /** Cut into records of so many bytes. */
    public static byte[] records(byte[] handshake, int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < handshake.length; at += size) {
            int length = Math.min(size, handshake.length - at);
            out.writeBytes(new byte[] {0x16, 3, 1, (byte) (length >> 8), (byte) length});
            out.write(handshake, at, length);
        }
        return out.toByteArray();
    }
}
