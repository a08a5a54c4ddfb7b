package io.mingcha.analyzer.judge;

import io.mingcha.flows.Finding;
import io.mingcha.settings.Text;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One rule of the catalogue.
 *
 * @param conditions the rule holds where any of them does; each is judged where the session supplies what it needs
 * @param escalations raise the severity, or set the verdict, where they hold
 * @param thresholds the numbers that the conditions read as {@code thr.name}, as CEL writes them
 * @param disproof what would show that a finding is none
 */
public record Rule(
        String id,
        Text title,
        Finding.Verdict verdict,
        Finding.Severity severity,
        List<Condition> conditions,
        List<Escalation> escalations,
        Map<String, String> thresholds,
        List<Finding.Clause> clauses,
        List<Text> disproof,
        Text remedy) {

    /** What a condition is applied to, narrowest first. */
    public enum About {
        EXPOSURE,
        FLOW,
        SESSION;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A condition for readers.
     *
     * @param when in CEL
     * @param needs what a session must supply for it to be judged
     */
    public record Asked(About about, String when, Set<String> needs) {
        private static Asked of(Condition condition) {
            return new Asked(condition.about(), condition.written(), condition.needs());
        }
    }

    /**
     * What makes a finding graver, for readers.
     *
     * @param verdict absent if it stays what the rule says
     */
    public record Raised(Asked when, Finding.Severity severity, Optional<Finding.Verdict> verdict) {}

    /** What it asks; it holds if any of them does. */
    public List<Asked> asked() {
        return conditions.stream().map(Asked::of).toList();
    }

    public List<Raised> raised() {
        return escalations.stream()
                .map(e -> new Raised(Asked.of(e.when()), e.severity(), e.verdict()))
                .toList();
    }

    /** @param verdict absent if it stays what the rule says */
    record Escalation(Condition when, Finding.Severity severity, Optional<Finding.Verdict> verdict) {}
}
