package io.mingcha.analyzer.judge;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.Optional;

/**
 * One part of a condition, compiled, and the facts that it asks for.
 *
 * @param number its place among all clauses of the rule book, from 0
 */
record Clause(int number, CelRuntime.Program program, List<Fact> facts) {

    /**
     * Whether it holds. One that asks a map of thresholds for a word that is not in it holds of nothing.
     *
     * @param values of the facts, in their order
     */
    boolean holds(List<Object> values) {
        try {
            return Boolean.TRUE.equals(program.eval(name -> {
                for (int i = 0; i < values.size(); i++) {
                    if (facts.get(i).name().equals(name)) {
                        return Optional.of(values.get(i));
                    }
                }
                return Optional.empty();
            }));
        } catch (CelEvaluationException e) {
            return false;
        }
    }
}
