package io.mingcha.analyzer.judge;

import io.mingcha.analyzer.timeline.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was answered within one judgement: each clause is evaluated once for the same values of its facts. Clauses about the same
 * facts are looked up together.
 */
final class Answers {
    /** Of a matter of times, which are never the same twice, no more are kept. */
    private static final int MOST = 4_000;

    private final SessionFacts session;
    private final Timeline worst;
    private final boolean leavesRoom;
    private final Map<Condition, Boolean> judgeable = new IdentityHashMap<>();
    /** By the number of the matter, by the values of its facts: what each clause says, by its number. */
    private final List<Map<Object, @Nullable Boolean[]>> known = new ArrayList<>();

    private final List<Integer> clauses;

    /** @param clauses how many there are about each matter of the rule book */
    Answers(SessionFacts session, List<Integer> clauses) {
        this.session = session;
        this.clauses = clauses;
        clauses.forEach(matter -> known.add(new HashMap<>(1)));
        worst = Timeline.atWorst(session.spec());
        leavesRoom = session.leavesRoom();
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
        Boolean known = judgeable.get(condition);
        if (known == null) {
            known = condition.needs().stream().allMatch(session::supplies);
            judgeable.put(condition, known);
        }
        return known;
    }

    boolean to(Clause clause, Question question) {
        @Nullable Boolean[] answers = question.answers(clause.matter());
        if (answers == null) {
            answers = look(clause.matter(), question);
            question.keep(clause.matter(), answers);
        }
        Boolean answer = answers[clause.number()];
        if (answer == null) {
            answer = clause.holds(clause.facts().stream().map(question::value).toList());
            answers[clause.number()] = answer;
        }
        return answer;
    }

    private @Nullable Boolean[] look(Clause.Matter matter, Question question) {
        Map<Object, @Nullable Boolean[]> answers = known.get(matter.number());
        Object values = values(matter.facts(), question);
        @Nullable Boolean[] known = answers.get(values);
        if (known == null) {
            known = new Boolean[clauses.get(matter.number())];
            if (answers.size() < MOST) {
                answers.put(values, known);
            }
        }
        return known;
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
