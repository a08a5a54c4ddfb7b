package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Coverage;
import io.mingcha.flows.Finding;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Owner;
import io.mingcha.flows.Owner.Whose;
import io.mingcha.flows.RunVerdict;
import io.mingcha.flows.Session;
import io.mingcha.settings.Text;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a scripted run says of its connections and of itself counts in every analysis. */
class OwnershipTest {
    private static final String IMEI = "868012345678905";

    private static Exchanges early() {
        return new Exchanges()
                .known("imei", IMEI)
                .observes("consent_accept")
                .firstParty("shop.example")
                .post(1, "https://log.tracker.example/init", "{\"did\":\"" + IMEI + "\"}")
                .mark("consent_accept", 60);
    }

    private static Analysis analyze(Exchanges exchanges, Optional<Owner> owner) {
        List<Flow> flows = exchanges.flows().stream()
                .map(f -> owner.map(o -> f.withClient(f.client().withOwner(o))).orElse(f))
                .toList();
        return Analyzer.analyze(TestConfiguration.SHIPPED, exchanges.session(), flows);
    }

    private static List<String> limits(Analysis analysis) {
        return analysis.coverage().limits().stream().map(Coverage.Limit::kind).toList();
    }

    private static Finding.Verdict early(Analysis analysis) {
        return analysis.findings().stream()
                .filter(f -> f.rule().equals("CONS-01"))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    @Test
    void what_surely_was_anothers_is_shown_and_judged_by_nobody() {
        for (Whose whose : new Whose[] {Whose.OTHER_APP, Whose.SYSTEM, Whose.BROWSER}) {
            Analysis analysis = analyze(early(), Optional.of(new Owner(whose, Optional.of("com.other"), "port", 0.98)));

            assertThat(analysis.exposures()).isEmpty();
            assertThat(analysis.findings()).isEmpty();
            assertThat(limits(analysis)).contains("foreign");
            assertThat(analysis.coverage().limits().toString()).contains("com.other × 1");
            assertThat(analysis.coverage().exchanges()).isZero();
        }
    }

    @Test
    void what_was_the_apps_is_judged_as_ever() {
        Owner app = new Owner(Whose.APP, Optional.of("example.shop"), "port", 0.98);

        assertThat(early(analyze(early(), Optional.of(app)))).isEqualTo(Finding.Verdict.VIOLATION);
        assertThat(early(analyze(early(), Optional.empty()))).isEqualTo(Finding.Verdict.VIOLATION);
    }

    @Test
    void what_cannot_be_told_is_suspected_at_most_and_says_so() {
        for (Owner owner : List.of(
                new Owner(Whose.UNKNOWN, Optional.empty(), "nothing", 0),
                new Owner(Whose.APP, Optional.of("example.shop"), "foreground", 0.4),
                new Owner(Whose.OTHER_APP, Optional.of("com.other"), "foreground", 0.5))) {
            Analysis analysis = analyze(early(), Optional.of(owner));

            assertThat(early(analysis)).as(owner.toString()).isEqualTo(Finding.Verdict.SUSPECTED);
            assertThat(limits(analysis)).contains("ownership");
        }
    }

    @Test
    void a_run_that_carries_no_full_verdict_is_never_clean() {
        Exchanges quiet = new Exchanges().firstParty("shop.example").get(1, "https://api.shop.example/ping");
        for (RunVerdict.Level level : RunVerdict.Level.values()) {
            RunVerdict run = new RunVerdict(
                    level,
                    "standard/accept",
                    "phone",
                    Optional.empty(),
                    level == RunVerdict.Level.FULL
                            ? List.of()
                            : List.of(new RunVerdict.Cause(
                                    "app_crashed", level, Text.same("it crashed"), Text.same("run it again"))));
            Session session = quiet.session().withSpec(quiet.session().spec().withRun(run));
            Analysis analysis = Analyzer.analyze(TestConfiguration.SHIPPED, session, quiet.flows());

            assertThat(analysis.coverage().verdict()).isEqualTo(level == RunVerdict.Level.FULL);
            assertThat(limits(analysis).contains("run_app_crashed")).isEqualTo(level != RunVerdict.Level.FULL);
        }
    }
}
