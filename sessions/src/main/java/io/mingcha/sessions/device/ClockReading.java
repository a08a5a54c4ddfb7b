package io.mingcha.sessions.device;

import java.time.Duration;
import java.time.Instant;

/**
 * How a device's clock stands to this machine's.
 *
 * @param at when it was read, by this machine
 * @param ahead how far the device's clock is ahead; negative if behind
 * @param uncertain how wrong that may be, either way
 */
public record ClockReading(Instant at, Duration ahead, Duration uncertain) {
    public static ClockReading same(Instant at) {
        return new ClockReading(at, Duration.ZERO, Duration.ZERO);
    }

    /** An instant of the device's clock by the clock of this machine. */
    public Instant here(Instant there) {
        return there.minus(ahead);
    }
}
