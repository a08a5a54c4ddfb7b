package io.mingcha.analyzer.judge;

import io.mingcha.flows.Exposure;
import io.mingcha.flows.Finding;
import io.mingcha.flows.Finding.Severity;
import io.mingcha.flows.Finding.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Applies the rule book to the cases of one session. */
public final class Judge {
    private final RuleBook book;

    public Judge(RuleBook book) {
        this.book = book;
    }

    /** One finding for each rule and recipient, gravest first. */
    public Verdicts judge(SessionFacts session, List<Case> exposures, List<Case> flows) {
        List<Finding> findings = new ArrayList<>();
        List<RuleState> states = new ArrayList<>();
        for (Rule rule : book.rules()) {
            if (rule.condition().isEmpty()) {
                states.add(new RuleState(rule.id(), RuleState.State.NOT_JUDGEABLE, rule.inputs()));
                continue;
            }
            Condition condition = rule.condition().get();
            List<String> missing = condition.needs().stream()
                    .filter(need -> !session.supplies(need))
                    .toList();
            if (!missing.isEmpty()) {
                states.add(new RuleState(rule.id(), RuleState.State.NOT_JUDGEABLE, missing));
                continue;
            }
            Map<String, List<Case>> byRecipient = new TreeMap<>();
            for (Case c : rule.about() == Rule.About.FLOW ? flows : exposures) {
                if (condition.holds(c)) {
                    byRecipient
                            .computeIfAbsent(c.attributed().recipient().id(), k -> new ArrayList<>())
                            .add(c);
                }
            }
            byRecipient.forEach((recipient, cases) -> findings.add(finding(rule, recipient, cases)));
            states.add(new RuleState(
                    rule.id(), byRecipient.isEmpty() ? RuleState.State.NOT_FIRED : RuleState.State.FIRED, List.of()));
        }
        findings.sort(Comparator.comparing(Finding::severity)
                .reversed()
                .thenComparing(Finding::verdict)
                .thenComparing(Finding::rule)
                .thenComparing(Finding::recipient));
        return new Verdicts(findings, states);
    }

    private Finding finding(Rule rule, String recipient, List<Case> cases) {
        Severity severity = rule.severity();
        for (Rule.Escalation escalation : rule.escalations()) {
            if (escalation.severity().compareTo(severity) > 0
                    && cases.stream().anyMatch(c -> escalation.when().holds(c))) {
                severity = escalation.severity();
            }
        }
        double surest = cases.stream()
                .flatMap(c -> c.subject().stream())
                .map(Case.Subject::exposure)
                .mapToDouble(Exposure::confidence)
                .max()
                .orElse(1);
        boolean weak = rule.verdict() == Verdict.VIOLATION && surest < book.suspectedBelow();
        Instant first =
                cases.stream().map(Case::at).min(Comparator.naturalOrder()).orElseThrow();
        Instant last =
                cases.stream().map(Case::at).max(Comparator.naturalOrder()).orElseThrow();
        return new Finding(
                rule.id(),
                rule.title(),
                weak ? Verdict.SUSPECTED : rule.verdict(),
                severity,
                recipient,
                rule.clauses(),
                first,
                last,
                cases.size(),
                cases.stream()
                        .flatMap(c -> c.subject().stream())
                        .map(Case.Subject::index)
                        .toList(),
                cases.stream().map(Case::flow).distinct().sorted().toList());
    }
}
