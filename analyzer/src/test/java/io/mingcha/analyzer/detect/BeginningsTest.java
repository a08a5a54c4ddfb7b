package io.mingcha.analyzer.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BeginningsTest {
    private final Random random = new Random(1);
    private final List<String> patterns = IntStream.range(0, 5_000)
            .mapToObj(i -> word(i % 50 == 0 ? 3 + random.nextInt(5) : 8 + random.nextInt(20)))
            .distinct()
            .toList();

    @Test
    void no_pattern_is_missed_wherever_it_stands_and_in_whichever_case() {
        Beginnings beginnings = Beginnings.of(patterns);

        for (String pattern : patterns) {
            assertThat(beginnings.mayBeIn(pattern)).isTrue();
            assertThat(beginnings.mayBeIn("?".repeat(random.nextInt(20)) + pattern.toUpperCase(Locale.ROOT) + "?"))
                    .isTrue();
        }
    }

    @Test
    void wide_letters_and_chinese_ones_are_found_too() {
        Beginnings beginnings = Beginnings.of(List.of("13712345678", "浙江省杭州市西湖区文三路", "张三"));

        assertThat(beginnings.mayBeIn("tel：１３７１２３４５６７８")).isTrue();
        assertThat(beginnings.mayBeIn("住址：浙江省杭州市西湖区文三路99号")).isTrue();
        assertThat(beginnings.mayBeIn("姓名张三")).isTrue();
        assertThat(beginnings.mayBeIn("姓名李四，无其他信息可说")).isFalse();
    }

    @Test
    void hardly_any_other_text_passes() {
        Beginnings beginnings =
                Beginnings.of(patterns.stream().filter(p -> p.length() >= 8).toList());

        assertThat(IntStream.range(0, 10_000)
                        .filter(i -> beginnings.mayBeIn(word(16)))
                        .count())
                .isLessThan(200);
    }

    @Test
    void without_patterns_nothing_passes() {
        assertThat(Beginnings.of(List.of()).mayBeIn("anything at all")).isFalse();
    }

    private String word(int length) {
        StringBuilder word = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            word.append("0123456789abcdef@.".charAt(random.nextInt(18)));
        }
        return word.toString();
    }
}
