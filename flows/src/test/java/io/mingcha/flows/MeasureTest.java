package io.mingcha.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Finding.Measure;
import io.mingcha.settings.Text;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MeasureTest {

    @Test
    void in_proportion_the_farther_one_is_beyond() {
        assertThat(measure(20, ">", 10).isBeyond(measure(90, ">", 60))).isTrue();
        assertThat(measure(90, ">", 60).isBeyond(measure(20, ">", 10))).isFalse();
        assertThat(measure(1, "<", 10).isBeyond(measure(20, "<", 60))).isTrue();
        assertThat(measure(20, ">", 10).isBeyond(measure(20, ">", 10))).isFalse();
    }

    @Test
    void where_the_limit_is_nought_the_larger_one_is_beyond() {
        assertThat(measure(9, ">", 0).isBeyond(measure(3, ">", 0))).isTrue();
        assertThat(measure(3, ">", 0).isBeyond(measure(9, ">", 0))).isFalse();
        assertThat(measure(9, ">", 0).isBeyond(measure(12, ">", 10))).isTrue();
        assertThat(measure(3, ">", 0).isBeyond(measure(3, ">", 0))).isFalse();
        assertThat(measure(-4, "<", 0).isBeyond(measure(-1, "<", 0))).isTrue();
    }

    private static Measure measure(double value, String relation, double limit) {
        return new Measure("field.times", "oaid", Text.same("%s"), value, relation, limit, Instant.EPOCH);
    }
}
