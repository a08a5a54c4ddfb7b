package io.mingcha.analyzer.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainTest {
    @ParameterizedTest
    @CsvSource({
        "own.example, own.example, true",
        "API.own.example., own.example, true",
        "api.own.example, *.own.example, true",
        "notown.example, own.example, false",
        "own.example.evil, own.example, false"
    })
    void below_a_domain_is_what_ends_in_it_at_a_point(String host, String domain, boolean below) {
        assertThat(Domain.of(domain).holds(host)).isEqualTo(below);
    }
}
