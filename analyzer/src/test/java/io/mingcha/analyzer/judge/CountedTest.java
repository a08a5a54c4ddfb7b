package io.mingcha.analyzer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.settings.Text;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountedTest {

    @Test
    void how_a_number_is_told_is_said_by_the_rules() {
        Facts facts = new Facts(Map.of(), Map.of("field.times", Text.of("%s 回", "%s times")));

        assertThat(facts.find("field.times").orElseThrow().counted()).contains(Text.of("%s 回", "%s times"));
        assertThat(facts.find("field.per_minute").orElseThrow().counted()).isEmpty();
    }
}
