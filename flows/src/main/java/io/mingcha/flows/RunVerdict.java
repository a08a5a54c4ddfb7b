package io.mingcha.flows;

import io.mingcha.settings.Text;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a scripted run may carry a verdict.
 *
 * @param plan by which it ran, with its variant
 * @param device on which
 * @param way how its traffic came in; absent in sessions recorded before that was kept
 * @param causes why not in full; empty for a full one
 * @param counted what the device itself counted, if it did
 */
public record RunVerdict(
        Level level,
        String plan,
        String device,
        Optional<String> way,
        List<Cause> causes,
        Optional<DeviceCount> counted) {

    /** One whose device did not count. */
    public RunVerdict(Level level, String plan, String device, Optional<String> way, List<Cause> causes) {
        this(level, plan, device, way, causes, Optional.empty());
    }

    /** How far it carries. */
    public enum Level {
        FULL,
        /** Findings hold, that there are none does not. */
        LIMITED,
        /** Nothing can be concluded from it. */
        UNUSABLE;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One reason.
     *
     * @param kind for programs
     * @param next what to do about it
     */
    public record Cause(String kind, Level level, Text what, Text next) {}

    public RunVerdict {
        causes = List.copyOf(causes);
    }
}
