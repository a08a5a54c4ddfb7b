package io.mingcha.analyzer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.settings.Document;
import io.mingcha.settings.Problems;
import io.mingcha.settings.Setting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    @Test
    void a_word_without_a_threshold_makes_a_condition_hold_of_nothing() {
        Problems problems = new Problems();
        Setting rule = Document.parse("r", "thresholds: {digits: {weather: 2}}\nwhen: 4 > thr.digits['map']", problems);

        Condition condition = Condition.compile(
                        rule.get("when"),
                        Rule.About.EXPOSURE,
                        new Thresholds(rule.get("thresholds")),
                        new Expressions(new Facts(Map.of(), Map.of()), Words.ANY))
                .orElseThrow();

        assertThat(condition.clauses()).hasSize(1).noneMatch(clause -> clause.holds(List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "a && b && c # a%b%c",
                "a&&b # a%b",
                "!(a && b) && c # !(a && b)%c",
                "(a || b) && c # (a || b)%c",
                "x in ['p && q'] && c # x in ['p && q']%c",
                "x == \"it's && so\" && c # x == \"it's && so\"%c",
                "f(a && b)[c && d] && e # f(a && b)[c && d]%e",
                "x in {'k': a && b} && c # x in {'k': a && b}%c",
                "a # a"
            })
    void what_stands_between_ands_is_asked_for_itself(String expression, String parts) {
        List<String> conjuncts =
                Condition.conjuncts(expression).stream().map(String::strip).toList();

        assertThat(conjuncts).containsExactly(parts.split("%"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a && b || c", "a || b && c", "a && b ? c : d"})
    void what_binds_weaker_than_and_stays_whole(String expression) {
        assertThat(Condition.conjuncts(expression)).containsExactly(expression);
    }
}
