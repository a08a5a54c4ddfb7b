package io.mingcha.analyzer.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.Analyzer;
import io.mingcha.analyzer.Exchanges;
import io.mingcha.analyzer.TestConfiguration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final String SENT = "{\"oaid\":\"3f9c1d72-5b0e-4a86-9d14-7c2e88b1f045\"}";
    private static final String HOST = "https://log.tracker.example/";

    @Test
    void what_followed_a_refusal_is_fixed_only_where_the_user_refused_again() {
        Analysis before = analysis(refused().post(20, HOST, SENT));

        assertThat(fates(before, analysis(refused().post(20, HOST, "{}")), "CONS-04"))
                .containsExactly(Comparison.Fate.FIXED);
        assertThat(fates(
                        before,
                        analysis(new Exchanges()
                                .observes("consent_accept", "consent_reject")
                                .post(20, HOST, "{}")),
                        "CONS-04"))
                .containsExactly(Comparison.Fate.NOT_EXERCISED);
    }

    @Test
    void what_can_mostly_be_read_no_longer_is_not_called_fixed() {
        Analysis before = analysis(refused().post(20, HOST, SENT));
        Exchanges half = refused().post(20, HOST, "{}").unread(21, "log.tracker.example");
        Exchanges less = refused().post(20, HOST, "{}").post(21, HOST, "{}").unread(22, "log.tracker.example");

        assertThat(fates(before, analysis(half), "CONS-04")).containsExactly(Comparison.Fate.NOT_READABLE);
        assertThat(fates(before, analysis(less), "CONS-04")).containsExactly(Comparison.Fate.FIXED);
    }

    @Test
    void what_counts_as_an_occasion_is_what_the_rules_list() {
        Analysis before = analysis(refused().post(20, HOST, SENT));
        Analysis notRefused = analysis(
                new Exchanges().observes("consent_accept", "consent_reject").post(20, HOST, "{}"));

        assertThat(fates(before, notRefused, "CONS-04")).containsExactly(Comparison.Fate.NOT_EXERCISED);
        assertThat(fates(before, notRefused, "CONS-04", Set.of())).containsExactly(Comparison.Fate.FIXED);
        assertThat(TestConfiguration.SHIPPED.rules().occasions()).hasSize(14).contains("consent_reject", "background");
    }

    private static Exchanges refused() {
        return new Exchanges().observes("consent_accept").mark("consent_reject", 5);
    }

    private static Analysis analysis(Exchanges exchanges) {
        return Analyzer.analyze(TestConfiguration.SHIPPED, exchanges.session(), exchanges.flows());
    }

    private static List<Comparison.Fate> fates(Analysis before, Analysis after, String rule) {
        return fates(before, after, rule, TestConfiguration.SHIPPED.rules().occasions());
    }

    private static List<Comparison.Fate> fates(Analysis before, Analysis after, String rule, Set<String> occasions) {
        return Comparison.of(before, after, occasions).changes().stream()
                .filter(c -> c.finding().rule().equals(rule))
                .map(Comparison.Change::fate)
                .toList();
    }
}
