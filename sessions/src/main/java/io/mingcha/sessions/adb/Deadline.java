package io.mingcha.sessions.adb;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** When an answer has to be there. */
record Deadline(long nanos) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean isOver() {
        return nanos - System.nanoTime() <= 0;
    }

    /** What is left, for a socket; never 0, which a socket takes for no limit. */
    int millisLeft() throws SocketTimeoutException {
        long left = nanos - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(left) + 1);
    }
}
