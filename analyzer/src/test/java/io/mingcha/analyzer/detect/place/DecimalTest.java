package io.mingcha.analyzer.detect.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
    @Test
    void it_reads_what_the_platform_reads_to_the_last_bit() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "-" : "");
            int digits = 1 + random.nextInt(20);
            int point = random.nextInt(digits + 1);
            for (int d = 0; d < digits; d++) {
                text.append(d == point ? "." : "").append(random.nextInt(10));
            }

            assertThat(Double.doubleToRawLongBits(Decimal.parse(text.toString())))
                    .as(text.toString())
                    .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text.toString())));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0", "-0.0", "0.", ".5", "-.5", "5."})
    void odd_ways_to_write_a_number_are_read_too(String text) {
        assertThat(Double.doubleToRawLongBits(Decimal.parse(text)))
                .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "-", "-."})
    void signs_without_digits_are_no_number(String text) {
        assertThat(Decimal.parse(text)).isNaN();
    }
}
