package io.mingcha.analyzer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Marker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptsTest {
    private static final Instant T = Instant.parse("2026-01-05T01:00:00Z");
    private static final long HOUR = 3600;

    @Test
    void consent_is_asked_again_only_after_its_refusal() {
        assertThat(asked(
                                mark("consent_prompt", 0),
                                mark("consent_reject", 5),
                                mark("consent_prompt", 60),
                                mark("consent_prompt", 120))
                        .consentAgain())
                .isEqualTo(2);
        assertThat(asked(mark("consent_prompt", 0), mark("consent_prompt", 60)).consentAgain())
                .isZero();
    }

    @Test
    void after_two_days_it_may_be_asked_anew() {
        assertThat(asked(mark("consent_reject", 0), mark("consent_prompt", 48 * HOUR))
                        .consentAgain())
                .isEqualTo(1);
        assertThat(asked(mark("consent_reject", 0), mark("consent_prompt", 48 * HOUR + 1))
                        .consentAgain())
                .isZero();
    }

    @Test
    void each_permission_counts_for_itself() {
        Prompts prompts = asked(
                mark("permission_deny[CAMERA]", 0),
                mark("permission_prompt[CAMERA]", 10),
                mark("permission_prompt[READ_CONTACTS]", 20),
                mark("permission_prompt[READ_SMS]", 30));

        assertThat(prompts.permissionAgain()).isEqualTo(1);
    }

    @Test
    void a_prompt_that_may_have_come_before_the_refusal_does_not_count() {
        Marker refused = Marker.within("consent_reject", T.plusSeconds(10), T, T.plusSeconds(20), Marker.Source.SCREEN);

        assertThat(asked(refused, mark("consent_prompt", 15)).consentAgain()).isZero();
        assertThat(asked(refused, mark("consent_prompt", 25)).consentAgain()).isEqualTo(1);
    }

    @Test
    void different_permissions_within_ten_seconds_of_a_launch_are_asked_at_once() {
        Prompts prompts = asked(
                mark("permission_prompt[READ_SMS]", 0),
                mark("launch", 1),
                mark("permission_prompt[CAMERA]", 2),
                mark("permission_prompt[CAMERA]", 3),
                mark("permission_prompt[READ_CONTACTS]", 11),
                mark("permission_prompt[RECORD_AUDIO]", 12));

        assertThat(prompts.atLaunch()).isEqualTo(2);
    }

    private static Prompts asked(Marker... markers) {
        return new Prompts(List.of(markers));
    }

    private static Marker mark(String label, long seconds) {
        return Marker.at(label, T.plus(Duration.ofSeconds(seconds)), Marker.Source.FILE);
    }
}
