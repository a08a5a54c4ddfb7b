package io.mingcha.analyzer.judge;

import io.mingcha.flows.Finding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One rule, before which every case of a session comes. */
final class Hearing {
    private final Rule rule;
    private final double suspectedBelow;
    private final List<Condition> conditions;
    private final Set<String> missing = new LinkedHashSet<>();
    private final Map<String, Held> byRecipient = new TreeMap<>();

    /** @param suspectedBelow exposures less certain than this carry no violation */
    Hearing(Rule rule, SessionFacts session, double suspectedBelow) {
        this.rule = rule;
        this.suspectedBelow = suspectedBelow;
        conditions = rule.conditions().stream()
                .filter(condition -> lacking(condition, session).isEmpty())
                .toList();
        rule.conditions().forEach(condition -> missing.addAll(lacking(condition, session)));
    }

    private static List<String> lacking(Condition condition, SessionFacts session) {
        return condition.needs().stream()
                .filter(need -> !session.supplies(need))
                .toList();
    }

    boolean concerns(Rule.About about) {
        return conditions.stream().anyMatch(condition -> condition.about() == about);
    }

    /** Hears a case; a case for which several conditions hold counts once. */
    void hear(Rule.About about, Question question, Answers answers) {
        for (Condition condition : conditions) {
            if (condition.about() == about) {
                boolean certain = answers.hold(condition, question);
                if (certain || answers.holdAtWorst(condition, question)) {
                    String recipient =
                            question.subject().attributed().recipient().id();
                    byRecipient
                            .computeIfAbsent(recipient, k -> new Held(rule, suspectedBelow))
                            .add(
                                    question.subject(),
                                    certain,
                                    e -> answers.hold(e, question),
                                    certain ? condition.measures(question) : List.of());
                    return;
                }
            }
        }
    }

    void findings(Consumer<Finding> taking) {
        byRecipient.forEach((recipient, held) -> taking.accept(held.finding(recipient)));
    }

    RuleState state() {
        List<String> needs = rule.conditions().stream()
                .flatMap(condition -> condition.needs().stream())
                .distinct()
                .toList();
        if (!byRecipient.isEmpty()) {
            return new RuleState(rule.id(), RuleState.State.FIRED, List.of(), needs);
        }
        return new RuleState(
                rule.id(),
                conditions.isEmpty() ? RuleState.State.NOT_JUDGEABLE : RuleState.State.NOT_FIRED,
                List.copyOf(missing),
                needs);
    }
}
