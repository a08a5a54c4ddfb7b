package io.mingcha.analyzer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
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
