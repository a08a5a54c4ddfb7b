package io.mingcha.sessions.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mingcha.flows.Marker;
import io.mingcha.sessions.device.Screen;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private static final Instant T = Instant.parse("2026-11-26T02:00:00Z");

    private final Presence presence = new Presence("a.b");

    private void seen(int second, String app) {
        presence.seen(new Screen(List.of(), T.plusSeconds(second), T.plusSeconds(second), Optional.of(app), ""));
    }

    @Test
    void time_behind_another_app_counts_against_it_and_a_system_dialog_does_not() {
        presence.launched("first_launch", T, T);
        seen(10, "a.b");
        seen(20, "com.android.permissioncontroller");
        seen(30, "com.other");
        seen(40, "com.other");

        assertThat(presence.share()).isCloseTo(0.75, within(0.01));
        assertThat(presence.isInFront()).isFalse();
    }

    @Test
    void time_that_the_plan_spends_in_the_background_does_not_count() {
        presence.launched("first_launch", T, T);
        seen(10, "a.b");
        Marker left = presence.left(T.plusSeconds(10), T.plusSeconds(11));
        seen(600, "com.launcher");
        presence.launched("launch", T.plusSeconds(700), T.plusSeconds(701));
        seen(710, "a.b");

        assertThat(presence.share()).isEqualTo(1);
        assertThat(left.label()).isEqualTo("background");
        assertThat(left.notBefore()).isEqualTo(T.plusSeconds(10));
        assertThat(left.notAfter()).isEqualTo(T.plusSeconds(11));
    }

    @Test
    void a_device_that_does_not_tell_is_believed() {
        presence.launched("first_launch", T, T);
        presence.seen(new Screen(List.of(), T, T.plusSeconds(9), Optional.empty(), ""));

        assertThat(presence.share()).isEqualTo(1);
    }
}
