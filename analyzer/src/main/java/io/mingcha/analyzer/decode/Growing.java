package io.mingcha.analyzer.decode;

import java.io.ByteArrayOutputStream;

/** Bytes written so far, which later ones may repeat, up to a bound. */
final class Growing extends ByteArrayOutputStream {
    private final int room;

    Growing(int room, int expected) {
        super(Math.max(32, Math.min(room, expected)));
        this.room = room;
    }

    boolean isFull() {
        return count >= room;
    }

    /** Writes as much as there is room for. */
    void take(byte[] b, int from, long length) {
        write(b, from, (int) Math.min(length, room - count));
    }

    /** Writes again what stands that far back; it may run into itself. False if nothing stands there. */
    boolean repeat(long distance, long length) {
        if (distance <= 0 || distance > count) {
            return false;
        }
        int from = count - (int) distance;
        int end = (int) Math.min(length, room - count);
        if (end <= distance) {
            write(buf, from, end);
            return true;
        }
        for (int i = 0; i < end; i++) {
            write(buf[from + i]);
        }
        return true;
    }
}
