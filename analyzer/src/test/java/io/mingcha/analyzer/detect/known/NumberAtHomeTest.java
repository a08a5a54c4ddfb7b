package io.mingcha.analyzer.detect.known;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that are known with their country's code, as they are written at home. */
class NumberAtHomeTest {
    @ParameterizedTest
    @CsvSource({
        "+33612874593, 06 12 87 45 93",
        "+33 6 12 87 45 93, 0612874593",
        "+919812746350, 9812746350",
        "+4915123456780, 015123456780",
        "+351912837465, 912837465",
        "+14155550173, (415) 555-0173",
        "+14155550173, 415.555.0173"
    })
    void it_is_one_of_them(String known, String home) {
        assertThat(NumberAtHome.of(known)).contains(home);
    }

    @Test
    void without_a_code_or_of_few_digits_there_are_none() {
        assertThat(NumberAtHome.of("0612874593")).isEmpty();
        assertThat(NumberAtHome.of("+336128745")).isEmpty();
    }
}
