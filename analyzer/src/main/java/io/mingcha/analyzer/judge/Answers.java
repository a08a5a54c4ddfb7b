package io.mingcha.analyzer.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What was answered within one judgement: each clause is evaluated once for the same values of its facts. */
final class Answers {
    /** Of a clause over times, which are never the same twice, no more are kept. */
    private static final int MOST = 20_000;

    private final Map<Clause, Map<List<Object>, Boolean>> known = new IdentityHashMap<>();

    boolean to(Clause clause, Question question) {
        List<Object> values = new ArrayList<>(clause.facts().size());
        for (Fact fact : clause.facts()) {
            values.add(fact.read().apply(question));
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
