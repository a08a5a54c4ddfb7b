package io.mingcha.sessions.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.App;
import io.mingcha.flows.Marker;
import io.mingcha.flows.session.Vocabulary;
import io.mingcha.sessions.device.WayIn;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PlanDraftTest {
    private static final Instant T = Instant.parse("2026-11-26T02:00:00Z");

    private static Marker at(int second, String label, Marker.Source source) {
        return Marker.at(label, T.plusSeconds(second), source);
    }

    @Test
    void a_run_by_hand_becomes_a_plan_that_can_be_read_again() {
        String yaml = PlanDraft.of(
                App.of("com.example.shop"),
                Optional.of("network"),
                List.of(
                        at(0, "first_launch", Marker.Source.PLAN),
                        at(0, "foreground", Marker.Source.PLAN),
                        at(2, "privacy_prompt_shown", Marker.Source.SCREEN),
                        at(9, "consent_accept", Marker.Source.SCREEN),
                        at(11, "permission_prompt[android.permission.CAMERA]", Marker.Source.SCREEN),
                        at(12, "permission_deny[android.permission.CAMERA]", Marker.Source.SCREEN),
                        at(30, "login", Marker.Source.HAND),
                        at(31, "scene_enter[pay]", Marker.Source.HAND),
                        at(61, "background", Marker.Source.HAND)),
                T.plusSeconds(121));

        Plan plan = PlanFile.parse(
                        "draft.yaml",
                        yaml,
                        Path.of("."),
                        new PlanWords(
                                new Vocabulary(List.of(), List.of(), List.of(), Map.of()),
                                List.of("notice", "agree", "permission"),
                                (said, folder) -> said.allow("way")),
                        UnaryOperator.identity())
                .plan();

        assertThat(plan.spec().app().packageName()).isEqualTo("com.example.shop");
        assertThat(plan.capture().way()).isEqualTo(WayIn.NETWORK);
        assertThat(plan.steps().stream().map(s -> s.step().shown()))
                .containsExactly(
                        "clear",
                        "launch",
                        "idle 7000 ms",
                        "wait_for notice",
                        "tap agree",
                        "wait_for permission",
                        "permission deny",
                        "idle 18000 ms",
                        "ask",
                        "marker login",
                        "scene pay",
                        "idle 30000 ms",
                        "home",
                        "idle 60000 ms");
    }
}
