package io.mingcha.sessions.run;

import io.mingcha.settings.Text;
import java.time.Instant;

/**
 * How a step went.
 *
 * @param shown what it was
 * @param place where the plan says so
 * @param note why it was not done, or by whom; empty if there is nothing to say
 */
public record StepOutcome(String shown, String place, Instant from, Instant to, How how, Text note) {

    /** How. */
    public enum How {
        DONE,
        SKIPPED,
        BY_HAND,
        FAILED
    }
}
