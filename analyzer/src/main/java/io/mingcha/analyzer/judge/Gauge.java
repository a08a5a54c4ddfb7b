package io.mingcha.analyzer.judge;

import io.mingcha.flows.Finding.Measure;
import io.mingcha.settings.Text;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a condition that holds a number of the traffic against a threshold, such as {@code field.times > thr.max}.
 *
 * @param told how the number is told
 * @param limits by the word of {@code by}; under the empty word where it asks for none
 * @param by which of the limits is meant
 */
record Gauge(Fact fact, Text told, String relation, Map<String, Double> limits, Optional<Fact> by) {
    private static final Pattern COMPARISON =
            Pattern.compile("\\s*([a-z_.]+)\\s*(>=|<=|>|<)\\s*thr\\.([a-z_]+)(?:\\[([a-z_.]+)])?\\s*");

    static Optional<Gauge> of(String part, Thresholds thresholds, Facts facts) {
        Matcher comparison = COMPARISON.matcher(part);
        if (!comparison.matches()) {
            return Optional.empty();
        }
        Optional<Fact> by = Optional.ofNullable(comparison.group(4)).flatMap(facts::find);
        return facts.find(comparison.group(1))
                .flatMap(fact -> fact.counted()
                        .map(told -> new Gauge(
                                fact, told, comparison.group(2), thresholds.numbers(comparison.group(3)), by)));
    }

    /** What it reads of a case for which its condition holds. */
    Optional<Measure> read(Question question) {
        String word = by.map(fact -> String.valueOf(question.value(fact))).orElse("");
        return Optional.ofNullable(limits.get(word))
                .map(limit -> new Measure(
                        fact.name(),
                        question.type(),
                        told,
                        ((Number) question.value(fact)).doubleValue(),
                        relation,
                        limit,
                        question.subject().at()));
    }
}
