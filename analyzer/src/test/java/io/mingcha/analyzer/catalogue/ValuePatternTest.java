package io.mingcha.analyzer.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuePatternTest {
    private static final String LETTERS = "abAB12-\n张";
    private static final int LONGEST = 4;

    /** With what hides where a match may begin: lookahead, alternatives, case, what may be left out, nothing at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?!ab|12)[a-z0-9]{2,6}",
                "(?=.*\\d)[a-z\\d]+",
                "(?i)AB-?\\d*",
                "a?b?1?",
                "(a|b)\\1-?",
                "\\b[AB]\\w*\\b",
                "^(?:ab)?12$",
                "(?<!x)a.*",
                "[^a]*",
                "(?s).*",
                "\\p{Lu}\\p{Ll}*|张.",
                ""
            })
    void what_the_first_letter_rules_out_the_pattern_does_not_match(String regex) {
        ValuePattern pattern = new ValuePattern(regex);

        assertThat(values())
                .allSatisfy(
                        value -> assertThat(pattern.matches(value)).as(value).isEqualTo(Pattern.matches(regex, value)));
    }

    /** Every one of these letters up to a length. */
    private static List<String> values() {
        List<String> values = new ArrayList<>(List.of(""));
        for (int from = 0, length = 1; length <= LONGEST; length++) {
            int to = values.size();
            for (; from < to; from++) {
                for (char letter : LETTERS.toCharArray()) {
                    values.add(values.get(from) + letter);
                }
            }
        }
        return values;
    }

    @Test
    void a_value_is_read_by_the_group_of_the_pattern_or_whole() {
        assertThat(new ValuePattern("GA1\\.(\\d+)").read("GA1.17")).contains("17");
        assertThat(new ValuePattern("GA1\\.\\d+").read("GA1.17")).contains("GA1.17");
        assertThat(new ValuePattern("GA1\\.(\\d+)?").read("GA1.")).isEmpty();
        assertThat(new ValuePattern("GA1\\.(\\d+)").read("XA1.17")).isEmpty();
    }
}
