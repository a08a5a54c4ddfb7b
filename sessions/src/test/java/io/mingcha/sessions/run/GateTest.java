package io.mingcha.sessions.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.App;
import io.mingcha.flows.DeviceCount;
import io.mingcha.flows.Marker;
import io.mingcha.flows.RunVerdict;
import io.mingcha.flows.RunVerdict.Cause;
import io.mingcha.flows.RunVerdict.Level;
import io.mingcha.flows.SessionSpec;
import io.mingcha.sessions.plan.CaptureWish;
import io.mingcha.sessions.plan.Plan;
import io.mingcha.sessions.plan.Thresholds;
import io.mingcha.sessions.run.CaptureService.Traffic;
import io.mingcha.settings.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final Instant T = Instant.parse("2026-11-26T02:00:00Z");
    private static final List<Marker> MARKERS = List.of(
            Marker.at("consent_accept", T, Marker.Source.SCREEN), Marker.at("scene_enter[pay]", T, Marker.Source.PLAN));

    private static Plan plan(Thresholds thresholds) {
        return new Plan(
                "p",
                Optional.empty(),
                SessionSpec.of(App.of("a.b")),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                CaptureWish.NONE,
                thresholds,
                Duration.ofMinutes(1),
                Optional.empty(),
                List.of(),
                Map.of());
    }

    private static RunVerdict verdict(Thresholds thresholds, Traffic traffic, double foreground, Cause... causes) {
        return Gate.verdict(plan(thresholds), "phone", traffic, MARKERS, foreground, Optional.empty(), List.of(causes));
    }

    private static RunVerdict counted(long app, long proxied, long past, int open) {
        return Gate.verdict(
                plan(Thresholds.USUAL),
                "phone",
                new Traffic(30, 30, 0, true),
                MARKERS,
                1,
                Optional.of(new DeviceCount(app, proxied, past, open, Map.of())),
                List.of());
    }

    private static List<String> kinds(RunVerdict verdict) {
        return verdict.causes().stream().map(Cause::kind).toList();
    }

    @Test
    void a_run_that_had_all_it_needs_carries_a_verdict() {
        Thresholds wanted = new Thresholds(10, 0.8, 0.9, 0.4, Set.of("consent_accept"), Set.of("pay"));

        assertThat(verdict(wanted, new Traffic(40, 50, 10, true), 0.9).level()).isEqualTo(Level.FULL);
    }

    @Test
    void an_app_that_never_sent_anything_is_not_clean() {
        RunVerdict verdict = verdict(new Thresholds(0, 0, 0, 0, Set.of(), Set.of()), new Traffic(0, 0, 0, true), 1);

        assertThat(verdict.level()).isEqualTo(Level.UNUSABLE);
        assertThat(kinds(verdict)).containsExactly("silent");
        assertThat(verdict.causes().get(0).next().en()).contains("mingcha device check");
    }

    @Test
    void every_threshold_that_is_missed_is_a_cause_of_its_own() {
        Thresholds wanted = new Thresholds(
                10, 0.8, 0.9, 0.4, Set.of("consent_accept", "first_launch", "background"), Set.of("pay", "chat"));
        RunVerdict verdict = verdict(wanted, new Traffic(30, 60, 30, true), 0.5);

        assertThat(verdict.level()).isEqualTo(Level.LIMITED);
        assertThat(kinds(verdict)).containsExactly("unread", "marker", "marker", "scene", "foreground");
    }

    @Test
    void what_was_lost_or_too_little_makes_it_unusable() {
        assertThat(verdict(Thresholds.USUAL, new Traffic(30, 30, 0, false), 1).level())
                .isEqualTo(Level.UNUSABLE);
        assertThat(verdict(new Thresholds(5, 0, 0, 0, Set.of(), Set.of()), new Traffic(4, 4, 0, true), 1)
                        .level())
                .isEqualTo(Level.UNUSABLE);
    }

    @Test
    void what_went_wrong_on_the_way_counts_by_its_own_weight() {
        Cause crash = new Cause("app_crashed", Level.UNUSABLE, Text.same("crashed"), Text.same("try again"));

        RunVerdict verdict = verdict(Thresholds.USUAL, new Traffic(30, 30, 0, true), 1, crash);

        assertThat(verdict.level()).isEqualTo(Level.UNUSABLE);
        assertThat(verdict.causes()).containsExactly(crash);
    }

    @Test
    void an_app_that_plainly_goes_past_the_proxy_gets_a_limited_verdict() {
        RunVerdict verdict = counted(1_000_000, 200_000, 800_000, 0);

        assertThat(verdict.level()).isEqualTo(Level.LIMITED);
        assertThat(kinds(verdict)).containsExactly("past_proxy");
        assertThat(verdict.causes().get(0).what().en()).contains("only 20 %");
        assertThat(verdict.causes().get(0).next().en()).contains("mingcha gateway");
        assertThat(verdict.counted())
                .hasValueSatisfying(c -> assertThat(c.app()).isEqualTo(1_000_000));
    }

    @Test
    void what_is_small_or_not_known_limits_nothing() {
        assertThat(counted(40_000, 1_000, 40_000, 0).level()).isEqualTo(Level.FULL);
        assertThat(counted(1_000_000, 200_000, 800_000, 2).level()).isEqualTo(Level.FULL);
        assertThat(counted(1_000_000, 600_000, 400_000, 0).level()).isEqualTo(Level.FULL);
    }
}
