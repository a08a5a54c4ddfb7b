package io.mingcha.analyzer.judge;

import io.mingcha.analyzer.timeline.Timeline;
import java.util.ArrayList;
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
    private final Map<Clause, Map<List<Object>, Boolean>> known = new IdentityHashMap<>();

    Answers(SessionFacts session) {
        this.session = session;
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
        List<Object> values = new ArrayList<>(clause.facts().size());
        for (Fact fact : clause.facts()) {
            values.add(question.value(fact));
        }
        Map<List<Object>, Boolean> answers = known.computeIfAbsent(clause, c -> new HashMap<>());
        Boolean answer = answers.get(values);
        if (answer == null) {
            answer = clause.holds(values);
            if (answers.size() < MOST) {
                answers.put(values, answer);
            }
        }
        return answer;
    }
}
