package io.mingcha.analyzer.judge;

import io.mingcha.flows.Finding;
import java.util.List;

/** What the rules say of a session. */
public record Verdicts(List<Finding> findings, List<RuleState> states) {
    public Verdicts {
        findings = List.copyOf(findings);
        states = List.copyOf(states);
    }
}
