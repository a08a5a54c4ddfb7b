package io.mingcha.analyzer.judge;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.Optional;

/**
 * One part of a condition, compiled.
 *
 * @param matter what it asks about
 * @param number its place among the clauses about the same matter, from 0
 */
record Clause(Matter matter, int number, CelRuntime.Program program) {

    /**
     * Facts that clauses ask for together: for the same values all of them are answered alike.
     *
     * @param number its place among all matters of the rule book, from 0
     */
    record Matter(int number, List<Fact> facts) {}

    List<Fact> facts() {
        return matter.facts();
    }

    /**
     * Whether it holds. One that asks a map of thresholds for a word that is not in it holds of nothing.
     *
     * @param values of the facts, in their order
     */
    boolean holds(List<Object> values) {
        try {
            return Boolean.TRUE.equals(program.eval(name -> {
                for (int i = 0; i < values.size(); i++) {
                    if (facts().get(i).name().equals(name)) {
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
