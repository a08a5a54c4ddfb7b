package io.mingcha.flows;

import io.mingcha.settings.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One rule that holds for one recipient, with every exposure that proves it.
 *
 * @param measures the numbers on which it rests, each beside its threshold
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
        List<Measure> measures,
        List<Integer> exposures,
        List<Integer> flows,
        List<Text> disproof,
        Text remedy) {

    public Finding {
        clauses = List.copyOf(clauses);
        measures = List.copyOf(measures);
        exposures = Ordinals.copyOf(exposures);
        flows = Ordinals.copyOf(flows);
        disproof = List.copyOf(disproof);
    }

    /**
     * A number of the traffic beside the threshold that it is held against, of the case where it is farthest beyond.
     *
     * @param fact as conditions name it
     * @param told how it is told, {@code %s} standing for the number
     * @param relation such as {@code >}
     */
    public record Measure(
            String fact, String dataType, Text told, double value, String relation, double limit, Instant at) {

        /** Whether it is farther beyond its limit than another is beyond its own: in proportion, or by how much where that says nothing. */
        public boolean isBeyond(Measure other) {
            boolean below = relation.startsWith("<");
            return limit > 0 && other.limit > 0
                    ? below == (value / limit < other.value / other.limit) && value / limit != other.value / other.limit
                    : below == (value - limit < other.value - other.limit)
                            && value - limit != other.value - other.limit;
        }

        /** Such as {@code 42 times within 60 s (threshold: > 30)}. */
        public Text text() {
            String bound = relation + " " + number(limit);
            return Text.of(
                    told.zh().replace("%s", number(value)) + "（阈值：" + bound + "）",
                    told.en().replace("%s", number(value)) + " (threshold: " + bound + ")");
        }

        private static String number(double n) {
            return BigDecimal.valueOf(n)
                    .setScale(2, RoundingMode.HALF_UP)
                    .stripTrailingZeros()
                    .toPlainString();
        }
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
