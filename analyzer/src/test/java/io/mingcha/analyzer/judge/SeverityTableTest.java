package io.mingcha.analyzer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.TestConfiguration;
import io.mingcha.flows.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of severities in docs/writing-rules.md against the rules. */
class SeverityTableTest {
    private static final Pattern ROW = Pattern.compile(
            "^\\| (raised to |提高到 )?`(\\w+)` \\| [^|]+ \\| ((?:[A-Z]+-\\d\\d ?)+)\\|$", Pattern.MULTILINE);
    private static final List<Rule> RULES = TestConfiguration.SHIPPED.rules().rules();

    @ParameterizedTest
    @ValueSource(strings = {"writing-rules.md", "writing-rules.zh.md"})
    void each_rule_stands_once_in_the_table_under_its_severity(String manual) throws IOException {
        assertThat(documented(manual, false))
                .containsExactlyInAnyOrderElementsOf(RULES.stream()
                        .map(r -> label(r.severity()) + " " + r.id())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"writing-rules.md", "writing-rules.zh.md"})
    void so_does_what_raises_it(String manual) throws IOException {
        assertThat(documented(manual, true))
                .containsExactlyInAnyOrderElementsOf(RULES.stream()
                        .flatMap(r -> r.raised().stream()
                                .map(raised -> label(raised.severity()) + " " + r.id())
                                .distinct())
                        .toList());
    }

    @Test
    void a_clue_is_medium_at_most_and_what_makes_it_graver_makes_it_a_suspicion() {
        assertThat(RULES)
                .filteredOn(r -> r.verdict() == Finding.Verdict.CLUE)
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(r -> {
                    assertThat(r.severity()).as(r.id()).isLessThanOrEqualTo(Finding.Severity.MEDIUM);
                    assertThat(r.raised())
                            .as(r.id())
                            .allSatisfy(raised -> assertThat(raised.verdict()).isPresent());
                });
    }

    @Test
    void a_clause_that_is_only_a_draft_carries_no_rule_alone() {
        assertThat(RULES).allSatisfy(r -> assertThat(r.clauses()).as(r.id()).anyMatch(Finding.Clause::inForce));
    }

    @Test
    void what_escalates_is_graver_than_the_rule() {
        assertThat(RULES)
                .allSatisfy(r -> assertThat(r.raised())
                        .as(r.id())
                        .allSatisfy(raised -> assertThat(raised.severity()).isGreaterThan(r.severity())));
    }

    private static List<String> documented(String manual, boolean raised) throws IOException {
        Function<MatchResult, Stream<String>> rules =
                row -> Stream.of(row.group(3).strip().split(" ")).map(id -> row.group(2) + " " + id);
        return ROW.matcher(Files.readString(Path.of("..", "docs", manual)))
                .results()
                .filter(row -> raised == (row.group(1) != null))
                .flatMap(rules)
                .toList();
    }

    private static String label(Finding.Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
