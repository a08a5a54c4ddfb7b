package io.mingcha.analyzer.judge;

import java.util.List;
import java.util.Locale;

/**
 * What became of a rule in a session.
 *
 * @param missing what the session would have had to supply
 * @param needs what its conditions rest on, such as kinds of marker
 */
public record RuleState(String rule, State state, List<String> missing, List<String> needs) {

    /** Fired, held nowhere, or could not be asked. */
    public enum State {
        FIRED,
        NOT_FIRED,
        NOT_JUDGEABLE;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public RuleState {
        missing = List.copyOf(missing);
        needs = List.copyOf(needs);
    }
}
