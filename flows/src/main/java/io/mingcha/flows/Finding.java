package io.mingcha.flows;

import io.mingcha.settings.Text;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One rule that holds for one recipient, with every exposure that proves it.
 *
 * @param exposures indexes into the report's list of exposures
 * @param flows ordinals of the exchanges or connections concerned
 * @param count occurrences
 */
public record Finding(
        String rule,
        Text title,
        Verdict verdict,
        Severity severity,
        String recipient,
        List<Clause> clauses,
        Instant first,
        Instant last,
        int count,
        List<Integer> exposures,
        List<Integer> flows) {

    public Finding {
        clauses = List.copyOf(clauses);
        exposures = List.copyOf(exposures);
        flows = List.copyOf(flows);
    }

    /** How far the evidence carries. */
    public enum Verdict {
        VIOLATION,
        SUSPECTED,
        CLUE;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How grave it is. */
    public enum Severity {
        INFO,
        LOW,
        MEDIUM,
        HIGH,
        CRITICAL;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param ref instrument and article, such as {@code 个人信息保护法 第13条}
     * @param verification how well our wording of it was checked
     */
    public record Clause(String id, String ref, Text label, String verification, boolean inForce) {}
}
