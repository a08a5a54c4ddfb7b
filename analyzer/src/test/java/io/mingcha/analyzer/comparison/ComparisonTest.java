package io.mingcha.analyzer.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.Analyzer;
import io.mingcha.analyzer.Exchanges;
import io.mingcha.analyzer.TestConfiguration;
import io.mingcha.flows.RunVerdict;
import io.mingcha.flows.Session;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final String SENT = "{\"oaid\":\"3f9c1d72-5b0e-4a86-9d14-7c2e88b1f045\"}";
    private static final String PHONE = "{\"phone\":\"15987310264\"}";
    private static final String MAIL = "{\"email\":\"murong.xl@126.com\"}";
    private static final Set<String> OCCASIONS =
            TestConfiguration.SHIPPED.rules().occasions();
    private static final String HOST = "https://log.tracker.example/";

    @Test
    void what_followed_a_refusal_is_fixed_only_where_the_user_refused_again() {
        Analysis before = analysis(refused().post(20, HOST, SENT));

        assertThat(fates(before, analysis(refused().post(20, HOST, "{}")), "CONS-04"))
                .containsExactly(Change.Fate.FIXED);
        assertThat(fates(
                        before,
                        analysis(new Exchanges()
                                .observes("consent_accept", "consent_reject")
                                .post(20, HOST, "{}")),
                        "CONS-04"))
                .containsExactly(Change.Fate.NOT_EXERCISED);
    }

    @Test
    void what_can_mostly_be_read_no_longer_is_not_called_fixed() {
        Analysis before = analysis(refused().post(20, HOST, SENT));
        Exchanges half = refused().post(20, HOST, "{}").unread(21, "log.tracker.example");
        Exchanges less = refused().post(20, HOST, "{}").post(21, HOST, "{}").unread(22, "log.tracker.example");

        assertThat(fates(before, analysis(half), "CONS-04")).containsExactly(Change.Fate.NOT_READABLE);
        assertThat(fates(before, analysis(less), "CONS-04")).containsExactly(Change.Fate.FIXED);
    }

    @Test
    void what_counts_as_an_occasion_is_what_the_rules_list() {
        Analysis before = analysis(refused().post(20, HOST, SENT));
        Analysis notRefused = analysis(
                new Exchanges().observes("consent_accept", "consent_reject").post(20, HOST, "{}"));

        assertThat(fates(before, notRefused, "CONS-04")).containsExactly(Change.Fate.NOT_EXERCISED);
        assertThat(fates(before, notRefused, "CONS-04", Set.of())).containsExactly(Change.Fate.FIXED);
        assertThat(TestConfiguration.SHIPPED.rules().occasions()).hasSize(14).contains("consent_reject", "background");
    }

    @Test
    void what_became_ciphertext_is_not_fixed_but_what_was_so_before_hides_nothing() {
        Analysis before = analysis(refused().post(20, HOST, SENT));
        String cipher = "{\"d\":\"" + noise() + "\"}";
        String both = "{\"d\":\"" + noise() + "\",\"oaid\":\"3f9c1d72-5b0e-4a86-9d14-7c2e88b1f045\"}";

        assertThat(changes(before, analysis(refused().post(20, HOST, cipher)), "CONS-04"))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.fate()).isEqualTo(Change.Fate.NOT_READABLE);
                    assertThat(c.reason().orElseThrow().what())
                            .singleElement()
                            .asString()
                            .contains("$.d");
                });
        assertThat(fates(
                        analysis(refused().post(20, HOST, both)),
                        analysis(refused().post(20, HOST, cipher)),
                        "CONS-04"))
                .containsExactly(Change.Fate.FIXED);
    }

    @Test
    void of_a_finding_that_stays_each_kind_of_data_has_its_own_fate() {
        Analysis before = analysis(refused().post(20, HOST, SENT).post(21, HOST, PHONE));
        Analysis after = analysis(refused().post(20, HOST, SENT).post(21, HOST, MAIL));

        assertThat(changes(before, after, "CONS-04"))
                .extracting(Change::fate, Change::dataTypes)
                .containsExactly(
                        tuple(Change.Fate.NEW, List.of("email")),
                        tuple(Change.Fate.STILL, List.of("oaid")),
                        tuple(Change.Fate.FIXED, List.of("phone_number")));
    }

    @Test
    void what_was_sent_in_one_scene_only_is_not_looked_for_where_nobody_opened_it() {
        Analysis before = analysis(refused().mark("scene_enter[search]", 15).post(20, HOST, SENT));

        assertThat(changes(before, analysis(refused().post(20, HOST, "{}")), "CONS-04"))
                .singleElement()
                .satisfies(c -> assertThat(c.reason())
                        .contains(new Change.Reason(Change.Reason.Kind.NO_SCENE, List.of("search"))));
        assertThat(fates(
                        before,
                        analysis(refused().mark("scene_enter[search]", 15).post(20, HOST, "{}")),
                        "CONS-04"))
                .containsExactly(Change.Fate.FIXED);
    }

    @Test
    void what_one_request_carried_is_not_called_fixed_where_that_request_was_not_made_again() {
        Analysis before = analysis(refused().post(20, HOST + "orders/88213/pay?t=1", SENT));
        Analysis otherwise = analysis(refused().post(20, HOST + "start", "{}"));
        Analysis again = analysis(refused().post(20, HOST + "orders/90417/pay?t=2", "{}"));

        assertThat(changes(before, otherwise, "CONS-04")).singleElement().satisfies(c -> {
            assertThat(c.fate()).isEqualTo(Change.Fate.NOT_EXERCISED);
            assertThat(c.reason())
                    .contains(new Change.Reason(
                            Change.Reason.Kind.NOT_ASKED, List.of("POST log.tracker.example/orders/…/pay")));
        });
        assertThat(fates(before, again, "CONS-04")).containsExactly(Change.Fate.FIXED);
    }

    @Test
    void of_several_requests_that_carried_it_one_that_was_made_again_is_enough() {
        Analysis before = analysis(refused().post(20, HOST + "a", SENT).post(21, HOST + "b", SENT));

        assertThat(fates(before, analysis(refused().post(20, HOST + "b", "{}")), "CONS-04"))
                .containsExactly(Change.Fate.FIXED);
        assertThat(fates(before, analysis(refused().post(20, HOST + "c", "{}")), "CONS-04"))
                .containsExactly(Change.Fate.NOT_EXERCISED);
    }

    @Test
    void what_moved_to_another_host_is_told_as_moved() {
        Analysis before = analysis(refused().post(20, HOST, SENT).post(21, "https://old.other.example/", MAIL));
        Analysis after = analysis(refused().post(20, HOST, SENT).post(21, "https://log.moved.example/", MAIL));

        assertThat(changes(before, after, "CONS-04"))
                .filteredOn(c -> c.fate() == Change.Fate.NOT_EXERCISED)
                .singleElement()
                .satisfies(c -> assertThat(c.nowAt()).containsExactly("moved.example"));
    }

    @Test
    void of_the_same_session_twice_nothing_changed() {
        Analysis once = analysis(refused().post(20, HOST, SENT).post(21, HOST, PHONE));

        assertThat(Comparison.of(once, once, OCCASIONS).isSame()).isTrue();
        assertThat(Comparison.of(once, once, OCCASIONS).changes()).isNotEmpty();
    }

    @Test
    void a_request_that_is_missing_where_one_plan_asked_all_others_again_was_taken_out() {
        Exchanges early =
                refused().post(18, "https://api.shop.example/list", "{}").post(20, HOST, SENT);
        Exchanges without = refused().post(18, "https://api.shop.example/list", "{}");

        assertThat(fates(run(early, "standard"), run(without, "standard"), "CONS-04"))
                .containsExactly(Change.Fate.FIXED);
        assertThat(fates(run(early, "standard"), run(without, "standard refuse"), "CONS-04"))
                .containsExactly(Change.Fate.NOT_EXERCISED);
        assertThat(fates(analysis(early), analysis(without), "CONS-04")).containsExactly(Change.Fate.NOT_EXERCISED);
    }

    @Test
    void a_missing_request_was_not_taken_out_where_others_are_missing_too_or_somebody_new_is_asked() {
        Exchanges early =
                refused().post(18, "https://api.shop.example/list", "{}").post(20, HOST, SENT);
        Analysis before = run(early, "standard");

        assertThat(fates(
                        before, run(refused().post(18, "https://api.shop.example/start", "{}"), "standard"), "CONS-04"))
                .containsExactly(Change.Fate.NOT_EXERCISED);
        assertThat(fates(
                        before,
                        run(
                                refused()
                                        .post(18, "https://api.shop.example/list", "{}")
                                        .post(20, "https://relay.other.example/", "{}"),
                                "standard"),
                        "CONS-04"))
                .containsExactly(Change.Fate.NOT_EXERCISED);
        assertThat(fates(
                        before,
                        run(
                                refused()
                                        .post(18, "https://api.shop.example/list", "{}")
                                        .unread(20, "api.shop.example"),
                                "standard"),
                        "CONS-04"))
                .containsExactly(Change.Fate.NOT_EXERCISED);
    }

    /** As a plan that came to its end in full tells it. */
    private static Analysis run(Exchanges exchanges, String plan) {
        Session session = exchanges.session();
        RunVerdict full = new RunVerdict(RunVerdict.Level.FULL, plan, "emulator", Optional.empty(), List.of());
        return Analyzer.analyze(
                TestConfiguration.SHIPPED, session.withSpec(session.spec().withRun(full)), exchanges.flows());
    }

    /** Of which nobody can say what it is, the same in every run. */
    private static String noise() {
        byte[] bytes = new byte[600];
        new Random(7).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Exchanges refused() {
        return new Exchanges().observes("consent_accept").mark("consent_reject", 5);
    }

    private static Analysis analysis(Exchanges exchanges) {
        return Analyzer.analyze(TestConfiguration.SHIPPED, exchanges.session(), exchanges.flows());
    }

    private static List<Change.Fate> fates(Analysis before, Analysis after, String rule) {
        return fates(before, after, rule, TestConfiguration.SHIPPED.rules().occasions());
    }

    private static List<Change.Fate> fates(Analysis before, Analysis after, String rule, Set<String> occasions) {
        return Comparison.of(before, after, occasions).changes().stream()
                .filter(c -> c.finding().rule().equals(rule))
                .map(Change::fate)
                .toList();
    }

    private static List<Change> changes(Analysis before, Analysis after, String rule) {
        return Comparison.of(before, after, OCCASIONS).changes().stream()
                .filter(c -> c.finding().rule().equals(rule))
                .toList();
    }
}
