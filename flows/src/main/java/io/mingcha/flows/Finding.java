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
 * @param uncertain how many of them hold only if markers are read against the app
 * @param disproof what would show that the finding is none
 * @param remedy what to do about it; empty if the rule does not say
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
        int uncertain,
        List<Integer> exposures,
        List<Integer> flows,
        List<Text> disproof,
        Text remedy) {

    public Finding {
        clauses = List.copyOf(clauses);
        exposures = Ordinals.copyOf(exposures);
        flows = Ordinals.copyOf(flows);
        disproof = List.copyOf(disproof);
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
