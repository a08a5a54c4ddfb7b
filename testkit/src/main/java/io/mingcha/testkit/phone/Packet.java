package io.mingcha.testkit.phone;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What passes between an adb server and a device's daemon. */
record Packet(int command, int first, int second, byte[] data) {
    static final int CNXN = 0x4e584e43;
    static final int AUTH = 0x48545541;
    static final int OPEN = 0x4e45504f;
    static final int OKAY = 0x59414b4f;
    static final int CLSE = 0x45534c43;
    static final int WRTE = 0x45545257;
    static final int MOST_DATA = 256 * 1024;

    private static final int HEAD = 24;

    static Packet of(int command, int first, int second) {
        return new Packet(command, first, second, new byte[0]);
    }

    static Packet read(DataInputStream in) throws IOException {
        byte[] bytes = new byte[HEAD];
        in.readFully(bytes);
        ByteBuffer head = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int command = head.getInt();
        int first = head.getInt();
        int second = head.getInt();
        int length = head.getInt();
        head.getInt();
        if (head.getInt() != ~command || length < 0 || length > 2 * MOST_DATA) {
            throw new IOException("not a packet");
        }
        byte[] data = new byte[length];
        in.readFully(data);
        return new Packet(command, first, second, data);
    }

    byte[] bytes() {
        int sum = 0;
        for (byte b : data) {
            sum += b & 0xff;
        }
        return ByteBuffer.allocate(HEAD + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(command)
                .putInt(first)
                .putInt(second)
                .putInt(data.length)
                .putInt(sum)
                .putInt(~command)
                .put(data)
                .array();
    }

    /** Its data as a text that a zero may end. */
    String text() {
        String text = new String(data, StandardCharsets.UTF_8);
        return text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
    }
}
