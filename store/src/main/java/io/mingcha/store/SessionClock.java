package io.mingcha.store;

import java.time.Instant;

/** Wall time that never runs backwards: read once, then counted on by the machine's monotonic clock. */
final class SessionClock {
    private final Instant started;
    private final long anchor = System.nanoTime();

    SessionClock(Instant started) {
        this.started = started;
    }

    Instant started() {
        return started;
    }

    Instant now() {
        return started.plusNanos(System.nanoTime() - anchor);
    }
}
