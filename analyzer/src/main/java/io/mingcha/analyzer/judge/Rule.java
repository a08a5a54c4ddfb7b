package io.mingcha.analyzer.judge;

import io.mingcha.flows.Finding;
import io.mingcha.settings.Text;
import java.util.List;
import java.util.Optional;

/**
 * One rule of the catalogue.
 *
 * @param about what it looks at
 * @param condition absent while the rule awaits facts that the product does not supply yet
 * @param escalations raise the severity where they hold
 * @param inputs what kinds of evidence it rests on
 */
public record Rule(
        String id,
        Text title,
        About about,
        Finding.Verdict verdict,
        Finding.Severity severity,
        Optional<Condition> condition,
        List<Escalation> escalations,
        List<Finding.Clause> clauses,
        List<String> inputs,
        List<String> falsePositives,
        Text remedy) {

    /** What a rule is applied to. */
    public enum About {
        EXPOSURE,
        FLOW
    }

    record Escalation(Condition when, Finding.Severity severity) {}
}
