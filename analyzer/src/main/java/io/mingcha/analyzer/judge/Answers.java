package io.mingcha.analyzer.judge;

import io.mingcha.analyzer.timeline.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What was answered within one judgement: each clause is evaluated once for the same values of its facts. */
final class Answers {
    /** Of a clause over times, which are never the same twice, no more are kept. */
    private static final int MOST = 4_000;

    private final SessionFacts session;
    private final Timeline worst;
    private final boolean leavesRoom;
    private final Map<Condition, Boolean> judgeable = new IdentityHashMap<>();
    /** By the number of the clause, by the values of its facts. */
    private final List<Map<Object, Boolean>> known = new ArrayList<>();

    /** @param clauses how many there are in the rule book */
    Answers(SessionFacts session, int clauses) {
        this.session = session;
        for (int i = 0; i < clauses; i++) {
            known.add(new HashMap<>(1));
        }
        worst = Timeline.atWorst(session.spec());
        leavesRoom = session.timeline().leavesRoom();
    }

    boolean hold(Condition condition, Question question) {
        return condition.holds(question, this);
    }

    /** Whether it holds where markers are read against the app. */
    boolean holdAtWorst(Condition condition, Question question) {
        return leavesRoom && condition.isTimed() && condition.holds(question.under(worst), this);
    }

    /** Whether it holds for a case that it can be asked about. */
    boolean hold(Rule.Escalation escalation, Question question) {
        Case c = question.subject();
        boolean judgeable = judgeable(escalation.when())
                && (escalation.when().about() == Rule.About.SESSION
                        || c.flow() >= 0
                                && (c.subject().isPresent() || escalation.when().about() == Rule.About.FLOW));
        return judgeable && hold(escalation.when(), question);
    }

    private boolean judgeable(Condition condition) {
        return judgeable.computeIfAbsent(condition, c -> c.needs().stream().allMatch(session::supplies));
    }

    boolean to(Clause clause, Question question) {
        return question.answer(clause, asked -> look(asked, question));
    }

    private boolean look(Clause clause, Question question) {
        Map<Object, Boolean> answers = known.get(clause.number());
        Object values = values(clause.facts(), question);
        Boolean answer = answers.get(values);
        if (answer == null) {
            answer = clause.holds(values instanceof Several several ? several.values() : List.of(values));
            if (answers.size() < MOST) {
                answers.put(values, answer);
            }
        }
        return answer;
    }

    /** Values of several facts; that of a single one is compared as it is. */
    private record Several(List<Object> values) {}

    private static Object values(List<Fact> facts, Question question) {
        if (facts.size() == 1) {
            return question.value(facts.get(0));
        }
        Object[] values = new Object[facts.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = question.value(facts.get(i));
        }
        return new Several(Arrays.asList(values));
    }
}
