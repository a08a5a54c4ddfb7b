package io.mingcha.analyzer.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.App;
import io.mingcha.flows.Marker;
import io.mingcha.flows.Phase;
import io.mingcha.flows.SessionSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant T = Instant.parse("2026-11-25T02:00:00Z");

    @Test
    void phases_follow_the_choices_in_order() {
        Timeline line = line(
                Set.of(),
                mark("privacy_prompt_shown", 10),
                mark("consent_reject", 20),
                mark("consent_accept", 30),
                mark("personalization_off", 40),
                mark("consent_withdraw", 50));
        assertThat(List.of(5, 15, 25, 35, 45, 55).stream().map(s -> line.phase(T.plusSeconds(s))))
                .containsExactly(
                        Phase.BEFORE_NOTICE,
                        Phase.BEFORE_CONSENT,
                        Phase.AFTER_REFUSAL,
                        Phase.AFTER_CONSENT,
                        Phase.AFTER_OPT_OUT,
                        Phase.AFTER_WITHDRAWAL);
    }

    @Test
    void without_markers_the_phase_is_unknown_unless_the_session_watched() {
        assertThat(line(Set.of()).phase(T)).isEqualTo(Phase.UNKNOWN);
        assertThat(line(Set.of("consent_accept")).phase(T)).isEqualTo(Phase.BEFORE_CONSENT);
        assertThat(line(Set.of("consent_accept")).until("consent_accept", T)).isEqualTo(Timeline.NEVER);
    }

    @Test
    void an_opt_out_that_names_one_recipient_concerns_no_other() {
        Timeline line = line(Set.of(), mark("personalization_off[adnet]", 10), mark("consent_withdraw[adnet]", 10));
        Instant later = T.plusSeconds(20);
        Predicate<Marker> other = marker -> marker.argument().equals(Optional.of("other"));

        for (String kind : List.of("personalization_off", "consent_withdraw")) {
            assertThat(line.happened(kind, marker -> true, later)).as(kind).isTrue();
            assertThat(line.happened(kind, other, later)).as(kind).isFalse();
            assertThat(line.since(kind, marker -> true, later)).as(kind).isEqualTo(10_000);
            assertThat(line.since(kind, other, later)).as(kind).isEqualTo(-1);
        }
        assertThat(line.phaseAsRead(marker -> true, later)).isEqualTo(Phase.AFTER_WITHDRAWAL);
        assertThat(line.phaseAsRead(other, later)).isNotEqualTo(Phase.AFTER_WITHDRAWAL);
    }

    @Test
    void inside_a_window_nothing_is_certain() {
        Timeline line = line(
                Set.of(),
                Marker.within(
                        "consent_accept", T.plusSeconds(10), T.plusSeconds(8), T.plusSeconds(12), Marker.Source.HAND));
        assertThat(line.until("consent_accept", T.plusSeconds(7))).isEqualTo(1_000);
        assertThat(line.until("consent_accept", T.plusSeconds(9))).isEqualTo(-1);
        assertThat(line.since("consent_accept", T.plusSeconds(11))).isEqualTo(-1);
        assertThat(line.since("consent_accept", T.plusSeconds(15))).isEqualTo(3_000);
        assertThat(line.happened("consent_accept", T.plusSeconds(9))).isTrue();
        assertThat(line.happened("consent_accept", T.plusSeconds(7))).isFalse();
    }

    @Test
    void a_permission_is_denied_if_no_other_way_to_the_data_was_granted() {
        List<String> track = List.of("ACCESS_FINE_LOCATION", "ACCESS_BACKGROUND_LOCATION");
        Instant later = T.plusSeconds(60);

        assertThat(line(Set.of(), mark("permission_deny[ACCESS_BACKGROUND_LOCATION]", 20))
                        .denied(track, later))
                .isTrue();
        assertThat(line(
                                Set.of(),
                                mark("permission_grant[ACCESS_FINE_LOCATION]", 10),
                                mark("permission_deny[ACCESS_BACKGROUND_LOCATION]", 20))
                        .denied(track, later))
                .isFalse();
        assertThat(line(
                                Set.of(),
                                mark("permission_grant[ACCESS_FINE_LOCATION]", 10),
                                mark("permission_deny[ACCESS_FINE_LOCATION]", 20))
                        .denied(track, later))
                .isTrue();
        assertThat(line(
                                Set.of(),
                                mark("permission_grant[ACCESS_FINE_LOCATION]", 10),
                                mark("permission_deny[location]", 20))
                        .denied(track, later))
                .isTrue();
        assertThat(line(Set.of(), mark("permission_grant[CAMERA]", 10), mark("permission_deny[LOCATION]", 20))
                        .denied(track, later))
                .isTrue();
    }

    @Test
    void a_separate_consent_covers_what_it_names() {
        Timeline line = line(Set.of(), mark("separate_consent[phone_number]", 5));
        assertThat(line.happened("separate_consent", Set.of("phone_number"), T.plusSeconds(6)))
                .isTrue();
        assertThat(line.happened("separate_consent", Set.of("imei"), T.plusSeconds(6)))
                .isFalse();
    }

    @Test
    void who_agrees_or_registers_after_closing_an_account_begins_anew() {
        Instant later = T.plusSeconds(60);
        for (String anew : List.of("consent_accept", "reconsent", "register")) {
            assertThat(line(Set.of(), mark("account_deleted", 10), mark(anew, 20))
                            .since("account_deleted", later))
                    .as(anew)
                    .isEqualTo(-1);
            assertThat(line(Set.of(), mark(anew, 5), mark("account_deleted", 10))
                            .since("account_deleted", later))
                    .as(anew)
                    .isEqualTo(50_000);
        }
        for (String other : List.of(
                "login",
                "launch",
                "consent_prompt",
                "consent_reject",
                "privacy_prompt_shown",
                "permission_grant",
                "foreground",
                "user_action",
                "personalization_on",
                "separate_consent")) {
            assertThat(line(Set.of(), mark("account_deleted", 10), mark(other, 20))
                            .since("account_deleted", later))
                    .as(other)
                    .isEqualTo(50_000);
        }
    }

    @Test
    void what_lasts_for_an_install_may_have_been_given_before_a_session_that_shows_no_beginning() {
        Set<String> watched = Set.of("guardian_consent", "separate_consent", "first_launch", "consent_accept");
        for (String kind : List.of("guardian_consent", "separate_consent")) {
            assertThat(line(watched, mark("launch", 1)).happened(kind, T.plusSeconds(9)))
                    .as(kind)
                    .isTrue();
            assertThat(Timeline.atWorst(SessionSpec.of(App.of("a"))
                                    .withObserves(watched)
                                    .withMarkers(List.of(mark("launch", 1))))
                            .happened(kind, T.plusSeconds(9)))
                    .as(kind)
                    .isFalse();
            for (String beginning : List.of(
                    "first_launch",
                    "install",
                    "privacy_prompt_shown",
                    "consent_prompt",
                    "consent_reject",
                    "consent_accept",
                    "reconsent")) {
                assertThat(line(watched, mark("launch", 1), mark(beginning, 2)).happened(kind, T.plusSeconds(9)))
                        .as(kind + " " + beginning)
                        .isFalse();
            }
            assertThat(line(watched).happened(kind, T.plusSeconds(9))).as(kind).isFalse();
        }
        assertThat(line(watched, mark("launch", 1)).happened("permission_grant", T.plusSeconds(9)))
                .isFalse();
    }

    @Test
    void foreground_is_known_only_where_it_was_watched() {
        assertThat(line(Set.of()).foreground(T)).isEmpty();
        Timeline line = line(Set.of("background"), mark("background", 10), mark("foreground", 20));
        assertThat(line.foreground(T.plusSeconds(5))).contains(true);
        assertThat(line.foreground(T.plusSeconds(15))).contains(false);
        assertThat(line.backgroundFor(T.plusSeconds(15))).isEqualTo(5_000);
        assertThat(line.foreground(T.plusSeconds(25))).contains(true);
    }

    private static Marker mark(String kind, int seconds) {
        return Marker.at(kind, T.plusSeconds(seconds), Marker.Source.FILE);
    }

    private static Timeline line(Set<String> observes, Marker... markers) {
        return new Timeline(SessionSpec.of(App.of("a")).withObserves(observes).withMarkers(List.of(markers)));
    }
}
