package io.mingcha.analyzer.decode;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One frame of a WebSocket (RFC 6455, 5.2).
 *
 * @param mask where the four bytes of the mask stand, negative if there are none
 * @param payload where the payload begins
 */
record Frame(int opcode, boolean last, boolean compressed, int mask, int payload, int end) {

    /** The frame that begins there; null if it is cut or impossible. */
    static @Nullable Frame at(Slice s, int at) {
        byte[] b = s.bytes();
        int first = b[at] & 0xFF;
        int second = b[at + 1] & 0xFF;
        long length = second & 0x7F;
        int next = at + 2;
        int wide = length == 126 ? 2 : length == 127 ? 8 : 0;
        if (next + wide > s.to()) {
            return null;
        }
        if (wide > 0) {
            length = 0;
            for (int i = 0; i < wide; i++) {
                length = length << 8 | b[next + i] & 0xFF;
            }
            next += wide;
        }
        boolean masked = (second & 0x80) != 0;
        int payload = next + (masked ? 4 : 0);
        if ((first & 0x30) != 0 || length < 0 || payload > s.to() || length > s.to() - payload) {
            return null;
        }
        return new Frame(
                first & 0x0F,
                (first & 0x80) != 0,
                (first & 0x40) != 0,
                masked ? next : -1,
                payload,
                payload + (int) length);
    }

    boolean masked() {
        return mask >= 0;
    }

    /** Whether the bytes are other than they were; a mask of zeros changes nothing. */
    boolean hides(byte[] bytes) {
        return masked() && (bytes[mask] | bytes[mask + 1] | bytes[mask + 2] | bytes[mask + 3]) != 0;
    }

    int length() {
        return end - payload;
    }

    void unmaskInto(ByteArrayOutputStream out, byte[] bytes) {
        if (!masked()) {
            out.write(bytes, payload, length());
            return;
        }
        byte[] clear = new byte[length()];
        for (int i = 0; i < clear.length; i++) {
            clear[i] = (byte) (bytes[payload + i] ^ bytes[mask + (i & 3)]);
        }
        out.writeBytes(clear);
    }
}
