package io.mingcha.analyzer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.TestConfiguration;
import io.mingcha.settings.Document;
import io.mingcha.settings.Problems;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RhythmTest {
    private static Rhythm of(String rhythm) {
        Problems problems = new Problems();
        RuleBook book = new RuleBook(
                Document.parse("rules.yaml", "suspected_below: 0.7\n" + rhythm + "\nrules: []", problems),
                TestConfiguration.SHIPPED.catalogue());
        problems.throwIfAny();
        return book.rhythm();
    }

    @Test
    void the_rule_catalogue_says_what_counts_as_once() {
        assertThat(of("rhythm: {together_ms: 500, occasion_ms: 2000, beat_ms: 100, pause: 4.5}"))
                .isEqualTo(new Rhythm(Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofMillis(100), 4.5));
    }

    @Test
    void what_it_does_not_say_is_as_usual() {
        assertThat(of("rhythm: {pause: 9}"))
                .isEqualTo(new Rhythm(Rhythm.USUAL.together(), Rhythm.USUAL.occasion(), Rhythm.USUAL.beat(), 9));
        assertThat(of("")).isEqualTo(Rhythm.USUAL);
    }
}
