package io.mingcha.sessions.batch;

import java.util.Optional;

/**
 * One run that a batch asks for.
 *
 * @param plan the plan's file, as the batch names it
 * @param round which repetition, from 1
 */
public record Job(String plan, Optional<String> variant, int round) {

    /** The same for the same job whenever the batch is read. */
    public String key() {
        return plan + variant.map(v -> "/" + v).orElse("") + "#" + round;
    }

    /** Job without its round: what is quarantined together. */
    public String subject() {
        return plan + variant.map(v -> "/" + v).orElse("");
    }
}
