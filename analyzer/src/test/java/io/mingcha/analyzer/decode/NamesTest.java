package io.mingcha.analyzer.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NamesTest {
    /** More than there are places. */
    private static final int MANY = 10_000;

    private final Names names = new Names();

    private Names.Name of(String name) {
        byte[] bytes = ("\"" + name + "\"").getBytes(StandardCharsets.UTF_8);
        return names.of(bytes, 1, bytes.length - 1);
    }

    @Test
    void names_that_share_a_place_are_told_apart() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < MANY; i++) {
                String name = "n" + (MANY + i);
                assertThat(of(name).text()).isEqualTo(name);
                assertThat(of(name).step()).isEqualTo("." + name);
            }
        }
    }

    @Test
    void two_names_that_share_a_place_are_both_remembered() {
        // equal by their hash
        Names.Name one = of("Aa");
        Names.Name other = of("BB");

        assertThat(of("Aa")).isSameAs(one);
        assertThat(of("BB")).isSameAs(other);
    }
}
