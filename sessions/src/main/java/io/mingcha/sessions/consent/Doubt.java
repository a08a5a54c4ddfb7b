package io.mingcha.sessions.consent;

import io.mingcha.settings.Text;

/**
 * Something on a screen that cannot be told for sure.
 *
 * @param about what it would be
 */
public record Doubt(About about, Text why) {

    /** What cannot be told. */
    public enum About {
        /** Whether there is a notice at all. */
        NOTICE,
        /** Which button agrees. */
        AGREE,
        REFUSE,
        /** Whether the box is ticked. */
        TICK,
        /** Which permission is asked for. */
        PERMISSION,
        /** What a separate consent is about. */
        SUBJECT,
        /** Which button confirms. */
        CONFIRM,
        /** Whether a switch is on. */
        SWITCH
    }
}
