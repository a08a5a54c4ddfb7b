package io.mingcha.analyzer.judge;

import io.mingcha.flows.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Applies the rule book to the cases of one session. */
public final class Judge {
    private final RuleBook book;
    private final SessionFacts session;
    private final Recurrence recurrence;
    private final Answers answers;
    private final List<Hearing> hearings;
    private final Map<Rule.About, List<Hearing>> concerned = new EnumMap<>(Rule.About.class);

    private Judge(RuleBook book, SessionFacts session, Docket docket) {
        this.book = book;
        this.session = session;
        recurrence = new Recurrence(docket, session, book.rhythm());
        answers = book.answers(session);
        hearings = book.rules().stream()
                .map(rule -> new Hearing(rule, session, book.suspectedBelow()))
                .toList();
        for (Rule.About about : Rule.About.values()) {
            concerned.put(
                    about, hearings.stream().filter(h -> h.concerns(about)).toList());
        }
    }

    /**
     * One finding for each rule and recipient, gravest first.
     *
     * @param whole the session as a case of its own
     */
    public static Verdicts judge(RuleBook book, SessionFacts session, Case whole, Docket docket) {
        Judge judge = new Judge(book, session, docket);
        docket.forEachExposure(c -> judge.hear(Rule.About.EXPOSURE, c));
        docket.forEachExchange(c -> judge.hear(Rule.About.FLOW, c));
        judge.hear(Rule.About.SESSION, whole);
        return judge.verdicts();
    }

    private void hear(Rule.About about, Case c) {
        Question question = book.question(c, session, recurrence);
        for (Hearing hearing : concerned.getOrDefault(about, List.of())) {
            hearing.hear(about, question, answers);
        }
    }

    private Verdicts verdicts() {
        List<Finding> findings = new ArrayList<>();
        hearings.forEach(hearing -> hearing.findings(findings::add));
        findings.sort(Comparator.comparing(Finding::severity)
                .reversed()
                .thenComparing(Finding::verdict)
                .thenComparing(Finding::rule)
                .thenComparing(Finding::recipient));
        return new Verdicts(findings, hearings.stream().map(Hearing::state).toList());
    }
}
