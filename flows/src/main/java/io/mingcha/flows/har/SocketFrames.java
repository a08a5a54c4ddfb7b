package io.mingcha.flows.har;

import io.mingcha.flows.Arrival;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of one direction of a WebSocket that another tool exported one by one, put into frames (RFC 6455, 5.2) as they
 * stand in a recording of our own, so that each is read by its own opcode.
 */
final class SocketFrames {
    static final int TEXT = 1;
    static final int BINARY = 2;

    private static final int WHOLE = 0x80;
    private static final int MASKED = 0x80;

    private final boolean client;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Arrival> arrivals = new ArrayList<>(0);

    /** @param client whether they are the client's, which masks every frame; its mask here is of zeros and changes nothing */
    SocketFrames(boolean client) {
        this.client = client;
    }

    /**
     * @param seconds since 1970, as the tool says when it was; nothing if that is no time
     */
    void add(int opcode, byte[] message, double seconds) {
        if (seconds > 0 && seconds < 1e11) {
            arrivals.add(new Arrival(bytes.size(), Instant.EPOCH.plusNanos(Math.round(seconds * 1e6) * 1000)));
        }
        bytes.write(WHOLE | opcode);
        length(message.length);
        if (client) {
            bytes.writeBytes(new byte[4]);
        }
        bytes.writeBytes(message);
    }

    private void length(int length) {
        int mask = client ? MASKED : 0;
        if (length < 126) {
            bytes.write(mask | length);
        } else if (length < 1 << 16) {
            bytes.write(mask | 126);
            bytes.writeBytes(ByteBuffer.allocate(2).putShort((short) length).array());
        } else {
            bytes.write(mask | 127);
            bytes.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
        }
    }

    boolean isEmpty() {
        return bytes.size() == 0;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }
}
