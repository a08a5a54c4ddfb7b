package io.mingcha.analyzer.detect.known;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatternsTest {
    private final Random random = new Random(1);
    private final List<String> patterns = IntStream.range(0, 5_000)
            .mapToObj(i -> word(i % 50 == 0 ? 3 + random.nextInt(5) : 8 + random.nextInt(20)))
            .distinct()
            .toList();

    @Test
    void no_pattern_is_missed_wherever_it_stands_and_in_whichever_case() {
        Patterns few = Patterns.of(patterns);

        for (String pattern : patterns) {
            String within =
                    "?".repeat(random.nextInt(20)) + pattern.toUpperCase(Locale.ROOT) + "?".repeat(random.nextInt(5));
            assertThat(few.mayBeIn(pattern)).isTrue();
            assertThat(few.mayBeIn(within)).isTrue();
            assertThat(few.mayBeInAscii(pattern)).isTrue();
            assertThat(few.mayBeInAscii(within)).isTrue();
        }
    }

    @Test
    void wide_letters_and_chinese_ones_are_found_too() {
        Patterns few = Patterns.of(List.of("13712345678", "浙江省杭州市西湖区文三路", "张三"));

        assertThat(few.mayBeIn("tel：１３７１２３４５６７８")).isTrue();
        assertThat(few.mayBeIn("住址：浙江省杭州市西湖区文三路99号")).isTrue();
        assertThat(few.mayBeIn("姓名张三")).isTrue();
        assertThat(few.mayBeIn("姓名李四，无其他信息可说")).isFalse();
    }

    @Test
    void occurrences_are_those_of_one_automaton_and_in_its_order() {
        Patterns all = Patterns.of(patterns);
        Automaton automaton = Automaton.of(patterns);

        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder(word(random.nextInt(6)));
            for (int j = 0; j < 4; j++) {
                String pattern = patterns.get(random.nextInt(patterns.size()));
                text.append(pattern, 0, 1 + random.nextInt(pattern.length())).append(pattern);
            }
            List<String> met = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            all.search(text.toString(), false, (pattern, end) -> met.add(pattern + " " + end));
            automaton.search(text.toString(), (pattern, end) -> expected.add(pattern + " " + end));

            assertThat(met).isEqualTo(expected).isNotEmpty();
        }
    }

    @Test
    void patterns_within_patterns_are_all_told() {
        Patterns nested = Patterns.of(List.of("1234567890", "12345678", "34567890", "7890", "1234567890ab"));

        List<String> met = new ArrayList<>();
        nested.search("x1234567890AB", false, (pattern, end) -> met.add(pattern + " " + end));

        assertThat(met).containsExactly("1 9", "0 11", "2 11", "3 11", "4 13");
    }

    @Test
    void hardly_any_other_text_passes() {
        Patterns few =
                Patterns.of(patterns.stream().filter(p -> p.length() >= 8).toList());

        assertThat(IntStream.range(0, 10_000).filter(i -> few.mayBeIn(word(16))).count())
                .isLessThan(200);
        assertThat(IntStream.range(0, 10_000)
                        .filter(i -> few.mayBeInAscii(word(16)))
                        .count())
                .isLessThan(200);
    }

    @Test
    void what_stands_by_itself_is_found_and_what_is_a_piece_of_a_word_or_number_may_be_passed_over() {
        Patterns few = Patterns.of(List.of("13712345678", "someone@mail.example", "+8613712345678"));

        for (String text : List.of(
                "13712345678",
                "SOMEONE@mail.example",
                "a=13712345678&b",
                "tel13712345678",
                "x+8613712345678",
                "(someone@mail.example)",
                "aaa bbb ccc ddd 13712345678")) {
            assertThat(few.mayStandInAscii(text)).as(text).isTrue();
            assertThat(ends(few, text, true))
                    .as(text)
                    .isEqualTo(ends(few, text, false))
                    .isNotEmpty();
        }
        for (String text : List.of("213712345678", "gonesomeone@mail.example", "99999999913712345678")) {
            assertThat(few.mayBeInAscii(text)).as(text).isTrue();
            assertThat(few.mayStandInAscii(text)).as(text).isFalse();
            assertThat(ends(few, text, true)).as(text).isEmpty();
        }
    }

    private static Set<Integer> ends(Patterns patterns, String text, boolean standing) {
        Set<Integer> ends = new TreeSet<>();
        patterns.search(text, standing, (pattern, end) -> ends.add(end));
        return ends;
    }

    @Test
    void a_space_of_any_kind_is_one() {
        assertThat(Patterns.of(List.of("zhang wei min")).mayBeIn("ZHANG\u00a0WEI\u3000MIN"))
                .isTrue();
    }

    @Test
    void without_patterns_nothing_passes() {
        assertThat(Patterns.of(List.of()).mayBeIn("anything at all")).isFalse();
    }

    private String word(int length) {
        StringBuilder word = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            word.append("0123456789abcdef@.".charAt(random.nextInt(18)));
        }
        return word.toString();
    }
}
