package io.mingcha.analyzer.detect.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PairsInTextTest {
    private static final String LETTERS = "ab1_.-=: '\",139";

    @Test
    void names_and_values_of_a_log_line_are_told_apart() {
        assertThat(pairs("D/Login: mobile=13712345678 mac: 'aa:bb:cc:dd:ee:ff', {\"mail\" : \"li@mail.example\"}"))
                .contains("mobile|13712345678", "mac|aa:bb:cc:dd:ee:ff", "mail|li@mail.example");
    }

    @Test
    void a_pair_within_the_value_of_another_is_one_too() {
        assertThat(pairs("url=http://api.example/v1?phone=13712345678&x=1")).contains("phone|13712345678");
    }

    @Test
    void what_joins_a_longer_name_or_begins_with_a_digit_is_no_name() {
        assertThat(pairs("x-phone=13712345678 1phone=13712345678 :13712345678 " + "n".repeat(41) + "=13712345678"))
                .isEmpty();
    }

    @Test
    void short_values_and_base64_are_none() {
        assertThat(pairs("code=1234, eyJwaG9uZSI6IjEzNzEyMzQ1Njc4In0==, a=13712345678"))
                .isEmpty();
    }

    @Test
    void any_text_is_read_to_its_end() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String text = random.ints(random.nextInt(80), 0, LETTERS.length())
                    .mapToObj(at -> LETTERS.substring(at, at + 1))
                    .collect(Collectors.joining());
            PairsInText pair = new PairsInText(text);
            while (pair.next()) {
                assertThat(text.substring(pair.start())).startsWith(pair.value());
                assertThat(pair.value()).hasSizeBetween(10, 64);
                assertThat(pair.name()).hasSizeBetween(2, 40);
            }
        }
    }

    private static List<String> pairs(String text) {
        List<String> all = new ArrayList<>();
        PairsInText pair = new PairsInText(text);
        while (pair.next()) {
            all.add(pair.name() + "|" + pair.value());
        }
        return all;
    }
}
