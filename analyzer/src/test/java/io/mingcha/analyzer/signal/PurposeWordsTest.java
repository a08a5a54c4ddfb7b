package io.mingcha.analyzer.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.settings.Document;
import io.mingcha.settings.Problems;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurposeWordsTest {
    private static final String WORDS = "advertising: [广告, Advert]\nanalytics: [统计]\ncrash_reporting: [崩溃]";

    @ParameterizedTest
    @CsvSource({
        "用于广告投放和数据统计, 'advertising,analytics'",
        "ADVERTISING, advertising",
        "to show adverts, advertising",
        "crash_reporting, crash_reporting",
        "安全风控, ''",
        "'', ''"
    })
    void a_declared_text_covers_the_purposes_whose_words_it_holds(String declared, String covered) {
        Problems problems = new Problems();
        PurposeWords words = new PurposeWords(
                Document.parse("signals.yaml", WORDS, problems), Set.of("advertising", "analytics", "crash_reporting"));

        assertThat(words.in(declared))
                .containsExactlyInAnyOrderElementsOf(covered.isEmpty() ? Set.of() : Set.of(covered.split(",")));
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void a_purpose_that_no_recipient_has_is_a_mistake() {
        Problems problems = new Problems();
        PurposeWords words =
                new PurposeWords(Document.parse("signals.yaml", WORDS, problems), Set.of("advertising", "analytics"));

        assertThat(words.in("崩溃分析")).contains("crash_reporting");
        assertThat(problems.isEmpty()).isFalse();
    }
}
