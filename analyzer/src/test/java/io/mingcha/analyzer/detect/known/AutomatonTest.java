package io.mingcha.analyzer.detect.known;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutomatonTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void it_finds_exactly_what_a_search_for_each_pattern_finds(long seed) {
        Random random = new Random(seed);
        Set<String> distinct = new LinkedHashSet<>();
        for (int i = 0; i < 60; i++) {
            distinct.add(word(random, 1 + random.nextInt(5)));
        }
        List<String> patterns = List.copyOf(distinct);
        String text = word(random, 4_000);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i++) {
            for (int at = text.indexOf(patterns.get(i)); at >= 0; at = text.indexOf(patterns.get(i), at + 1)) {
                expected.add(i + "@" + (at + patterns.get(i).length()));
            }
        }
        List<String> found = new ArrayList<>();
        Automaton.of(patterns).search(text, (pattern, end) -> found.add(pattern + "@" + end));

        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void case_and_width_do_not_matter() {
        List<Integer> ends = new ArrayList<>();
        Automaton.of(List.of("ab12")).search("xAB12 ａｂ１２", (pattern, end) -> ends.add(end));
        assertThat(ends).containsExactly(5, 10);
    }

    private static String word(Random random, int length) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < length; i++) {
            out.append("ab张1".charAt(random.nextInt(4)));
        }
        return out.toString();
    }
}
