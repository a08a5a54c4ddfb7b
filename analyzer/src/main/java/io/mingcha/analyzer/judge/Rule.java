package io.mingcha.analyzer.judge;

import io.mingcha.flows.Finding;
import io.mingcha.settings.Text;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One rule of the catalogue.
 *
 * @param conditions the rule holds where any of them does; each is judged where the session supplies what it needs
 * @param escalations raise the severity, or set the verdict, where they hold
 * @param disproof what would show that a finding is none
 */
public record Rule(
        String id,
        Text title,
        Finding.Verdict verdict,
        Finding.Severity severity,
        List<Condition> conditions,
        List<Escalation> escalations,
        List<Finding.Clause> clauses,
        List<Text> disproof,
        Text remedy) {

    /** What a condition is applied to, narrowest first. */
    public enum About {
        EXPOSURE,
        FLOW,
        SESSION;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param verdict absent if it stays what the rule says */
    record Escalation(Condition when, Finding.Severity severity, Optional<Finding.Verdict> verdict) {}
}
