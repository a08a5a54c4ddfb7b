package io.mingcha.analyzer.judge;

import io.mingcha.analyzer.timeline.Timeline;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Finding;
import io.mingcha.flows.Finding.Severity;
import io.mingcha.flows.Finding.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Applies the rule book to the cases of one session. */
public final class Judge {
    private final RuleBook book;
    private final SessionFacts session;
    private final Case whole;
    private final List<Case> exposures;
    private final List<Case> flows;
    private final Recurrence recurrence;
    private final Timeline worst;
    private final boolean leavesRoom;
    private final Answers answers = new Answers();

    /** A case for which a rule holds, and whether it does only if markers are read against the app. */
    private record Held(Case subject, boolean uncertain) {}

    /** @param whole the session as a case of its own */
    public Judge(RuleBook book, SessionFacts session, Case whole, List<Case> exposures, List<Case> flows) {
        this.book = book;
        this.session = session;
        this.whole = whole;
        this.exposures = exposures;
        this.flows = flows;
        recurrence = new Recurrence(exposures, session);
        worst = Timeline.atWorst(session.spec());
        leavesRoom = session.timeline().leavesRoom();
    }

    /** One finding for each rule and recipient, gravest first. */
    public Verdicts judge() {
        List<Finding> findings = new ArrayList<>();
        List<RuleState> states = new ArrayList<>();
        for (Rule rule : book.rules()) {
            Set<String> missing = new LinkedHashSet<>();
            boolean judged = false;
            Set<Case> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            Map<String, List<Held>> byRecipient = new TreeMap<>();
            for (Condition condition : rule.conditions()) {
                List<String> lacking = condition.needs().stream()
                        .filter(need -> !session.supplies(need))
                        .toList();
                missing.addAll(lacking);
                if (lacking.isEmpty()) {
                    judged = true;
                    hold(condition, seen, byRecipient);
                }
            }
            byRecipient.forEach((recipient, held) -> findings.add(finding(rule, recipient, held)));
            states.add(new RuleState(
                    rule.id(),
                    !byRecipient.isEmpty()
                            ? RuleState.State.FIRED
                            : judged ? RuleState.State.NOT_FIRED : RuleState.State.NOT_JUDGEABLE,
                    byRecipient.isEmpty() ? List.copyOf(missing) : List.of()));
        }
        findings.sort(Comparator.comparing(Finding::severity)
                .reversed()
                .thenComparing(Finding::verdict)
                .thenComparing(Finding::rule)
                .thenComparing(Finding::recipient));
        return new Verdicts(findings, states);
    }

    private void hold(Condition condition, Set<Case> seen, Map<String, List<Held>> byRecipient) {
        boolean twice = leavesRoom && condition.isTimed();
        for (Case c : subjects(condition.about())) {
            boolean certain = condition.holds(question(c, session.timeline()), answers);
            boolean holds = certain || twice && condition.holds(question(c, worst), answers);
            if (holds && seen.add(c)) {
                byRecipient
                        .computeIfAbsent(c.attributed().recipient().id(), k -> new ArrayList<>())
                        .add(new Held(c, !certain));
            }
        }
    }

    private List<Case> subjects(Rule.About about) {
        return switch (about) {
            case EXPOSURE -> exposures;
            case FLOW -> flows;
            case SESSION -> List.of(whole);
        };
    }

    private Question question(Case c, Timeline timeline) {
        return new Question(c, session, recurrence, timeline);
    }

    private Finding finding(Rule rule, String recipient, List<Held> held) {
        List<Case> cases = held.stream().map(Held::subject).toList();
        Severity severity = rule.severity();
        Verdict verdict = rule.verdict();
        for (Rule.Escalation escalation : rule.escalations()) {
            if (escalation.severity().compareTo(severity) > 0 && cases.stream().anyMatch(c -> holds(escalation, c))) {
                severity = escalation.severity();
                verdict = escalation.verdict().orElse(verdict);
            }
        }
        double surest = held.stream()
                .filter(h -> !h.uncertain())
                .map(Held::subject)
                .mapToDouble(c -> c.subject()
                        .map(Case.Subject::exposure)
                        .map(Exposure::confidence)
                        .orElse(1.0))
                .max()
                .orElse(0);
        boolean weak = verdict == Verdict.VIOLATION && surest < book.suspectedBelow();
        Instant first =
                cases.stream().map(Case::at).min(Comparator.naturalOrder()).orElseThrow();
        Instant last =
                cases.stream().map(Case::at).max(Comparator.naturalOrder()).orElseThrow();
        return new Finding(
                rule.id(),
                rule.title(),
                weak ? Verdict.SUSPECTED : verdict,
                severity,
                recipient,
                rule.clauses(),
                first,
                last,
                cases.size(),
                (int) held.stream().filter(Held::uncertain).count(),
                cases.stream()
                        .flatMap(c -> c.subject().stream())
                        .map(Case.Subject::index)
                        .sorted()
                        .distinct()
                        .toList(),
                cases.stream()
                        .map(Case::flow)
                        .filter(flow -> flow >= 0)
                        .distinct()
                        .sorted()
                        .toList(),
                rule.disproof(),
                rule.remedy());
    }

    private boolean holds(Rule.Escalation escalation, Case c) {
        boolean judgeable = escalation.when().needs().stream().allMatch(session::supplies)
                && (escalation.when().about() == Rule.About.SESSION
                        || c.flow() >= 0
                                && (c.subject().isPresent() || escalation.when().about() == Rule.About.FLOW));
        return judgeable && escalation.when().holds(question(c, session.timeline()), answers);
    }
}
