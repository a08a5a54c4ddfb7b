package io.mingcha.sessions.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleasesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "13           | 13      | true",
                "13           | 13.1.2  | true",
                "13           | 14      | false",
                "8.1          | 8.1.0   | true",
                "8.1          | 8.0.0   | false",
                ">= 10        | 10      | true",
                ">= 10        | 9       | false",
                ">=10,<14     | 13      | true",
                ">= 10, < 14  | 14      | false",
                "> 13         | 13.5    | false",
                "<= 13        | 13.5    | true",
                ">= 8.1       | 8       | false",
                "= 156        | 156.0.8078.108 | true",
                ">= 10        | VanillaIceCream | false",
            })
    void a_version_is_compared_as_far_as_the_limit_is_written(String written, String version, boolean contained) {
        assertThat(Releases.parse(written).orElseThrow().contain(version)).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "new", ">=", "10 11", "10,", "=> 10", "10..1", "99999999999"})
    void what_is_no_version_is_told(String written) {
        assertThat(Releases.parse(written)).isEmpty();
    }

    @Test
    void they_are_shown_as_people_write_them() {
        assertThat(Releases.parse(">=10,<14").orElseThrow()).hasToString(">= 10, < 14");
    }
}
