package io.mingcha.onboarding;

import io.mingcha.settings.Text;
import java.util.Locale;
import java.util.Optional;

/**
 * How one check ended.
 *
 * @param seen what was seen, for people
 * @param next the one thing to do now; present if it failed or was not made yet
 */
public record CheckResult(Check check, State state, Text seen, Optional<Text> next) {

    /** How it ended. */
    public enum State {
        PASSED,
        FAILED,
        /** It cannot be told by the way that this device comes. */
        UNKNOWN,
        /** Not made yet. */
        PENDING;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether a capture should wait for this to change. */
        public boolean isOpen() {
            return this == FAILED || this == PENDING;
        }
    }

    static CheckResult passed(Check check, String zh, String en) {
        return new CheckResult(check, State.PASSED, Text.of(zh, en), Optional.empty());
    }

    static CheckResult failed(Check check, Text seen, Text next) {
        return new CheckResult(check, State.FAILED, seen, Optional.of(next));
    }

    static CheckResult unknown(Check check, String zh, String en) {
        return new CheckResult(check, State.UNKNOWN, Text.of(zh, en), Optional.empty());
    }

    static CheckResult pending(Check check, Text seen, Text next) {
        return new CheckResult(check, State.PENDING, seen, Optional.of(next));
    }
}
