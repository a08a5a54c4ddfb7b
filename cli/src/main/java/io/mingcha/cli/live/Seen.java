package io.mingcha.cli.live;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;

/**
 * How far the process that looks is.
 *
 * @param looked exchanges looked at
 * @param left exchanges that could not be looked at
 * @param exposures pieces of personal data that the app sent
 * @param behind how long after its end the latest exchange was looked at
 * @param mostBehind the longest of these times
 */
record Seen(int looked, int left, int exposures, Duration behind, Duration mostBehind) {
    static final Seen NOTHING = new Seen(0, 0, 0, Duration.ZERO, Duration.ZERO);

    static Seen readFrom(DataInput in) throws IOException {
        return new Seen(
                in.readInt(),
                in.readInt(),
                in.readInt(),
                Duration.ofNanos(in.readLong()),
                Duration.ofNanos(in.readLong()));
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(looked);
        out.writeInt(left);
        out.writeInt(exposures);
        out.writeLong(behind.toNanos());
        out.writeLong(mostBehind.toNanos());
    }

    /** After one more exchange. */
    Seen and(boolean small, int sent, Duration since) {
        return new Seen(
                looked + (small ? 1 : 0),
                left + (small ? 0 : 1),
                exposures + sent,
                since,
                since.compareTo(mostBehind) > 0 ? since : mostBehind);
    }
}
