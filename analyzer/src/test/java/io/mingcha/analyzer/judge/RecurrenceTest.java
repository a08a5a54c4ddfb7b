package io.mingcha.analyzer.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mingcha.analyzer.TestConfiguration;
import io.mingcha.analyzer.attribute.Attributed;
import io.mingcha.analyzer.catalogue.Recipient;
import io.mingcha.analyzer.signal.SignalReader;
import io.mingcha.analyzer.signal.Signals;
import io.mingcha.flows.App;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Marker;
import io.mingcha.flows.Party;
import io.mingcha.flows.Phase;
import io.mingcha.flows.SessionSpec;
import io.mingcha.settings.Document;
import io.mingcha.settings.Problems;
import io.mingcha.settings.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceTest {
    private static final Instant T = Instant.parse("2026-01-05T01:00:00Z");

    private final Docket docket =
            new Docket(TestConfiguration.SHIPPED.catalogue().types(), UnaryOperator.identity());
    private final List<Marker> markers = new ArrayList<>();
    private Rhythm rhythm = Rhythm.USUAL;

    @Test
    void a_window_ends_with_the_message_itself() {
        send("oaid", 0, 30, 60, 61);

        assertThat(sending(2).within(Duration.ofMinutes(1))).isEqualTo(2);
        assertThat(sending(3).within(Duration.ofMinutes(1))).isEqualTo(3);
        assertThat(sending(0).within(Duration.ofMinutes(1))).isEqualTo(1);
    }

    @Test
    void messages_close_together_are_one_occasion_but_no_longer_than_ten_seconds() {
        send("oaid", 0, 2, 4, 6, 8, 10, 12, 40);

        assertThat(List.of(sending(0), sending(5), sending(6), sending(7)))
                .extracting(Recurrence.Sending::occasion)
                .containsExactly(1, 1, 2, 3);
        assertThat(sending(7).occasions(Duration.ofMinutes(1))).isEqualTo(3);
        assertThat(sending(7).within(Duration.ofMinutes(1))).isEqualTo(8);
    }

    @Test
    void what_counts_as_one_occasion_and_as_a_pause_can_be_set() {
        send("oaid", 0, 2, 4, 6, 8, 10, 12, 40);
        rhythm = new Rhythm(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(1), 20);

        assertThat(sending(7).occasion()).isEqualTo(8);
        assertThat(sending(7).series().beats()).isEqualTo(8);
        rhythm = Rhythm.USUAL;
        assertThat(sending(7).series().beats()).isEqualTo(7);
    }

    @Test
    void one_message_that_holds_a_type_twice_sends_it_once_and_of_two_people() {
        add("phone_number", 0, 0, "a");
        add("phone_number", 0, 0, "b");
        add("oaid", 0, 0, "c");

        assertThat(sending(1).series().size()).isEqualTo(1);
        assertThat(sending(1).people()).isEqualTo(2);
        assertThat(sending(0).beside()).containsExactly("oaid");
    }

    @Test
    void what_is_sent_anew_after_a_refresh_counts_from_there() {
        mark("scene_enter[search]", 0);
        mark("user_refresh", 50);
        send("precise_location", 10, 30, 60);

        assertThat(sending(0).sinceFresh()).isEqualTo(1);
        assertThat(sending(1).sinceFresh()).isEqualTo(2);
        assertThat(sending(2).sinceFresh()).isEqualTo(1);
    }

    @Test
    void a_type_of_an_earlier_scene_is_no_news_in_this_one() {
        mark("scene_enter[account_cancel]", 50);
        send("resident_id", 10, 60);
        send("email", 60);

        assertThat(sending(1).inOtherScene()).isTrue();
        assertThat(sending(2).inOtherScene()).isFalse();
    }

    @Test
    void a_value_is_repeated_from_its_second_time() {
        add("oaid", 0, 0, "a");
        add("oaid", 20, 1, "b");
        add("oaid", 40, 2, "a");

        assertThat(List.of(sending(0), sending(1), sending(2)))
                .extracting(Recurrence.Sending::repeated)
                .containsExactly(false, false, true);
    }

    @Test
    void a_clock_is_regular_and_two_messages_are_no_rhythm() {
        send("oaid", 0, 30, 60, 90);
        send("imei", 0, 10);
        send("email", 0, 10, 40);

        assertThat(sending(0).series().irregularity()).isZero();
        assertThat(sending(0).series().meanMillis()).isEqualTo(30_000);
        assertThat(sending(4).series().irregularity()).isEqualTo(-1);
        assertThat(sending(6).series().irregularity()).isEqualTo(0.5, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "every 5 minutes, 0 295, 1.0169",
        "every 5 minutes, 0 60, 5",
        "every 5 minutes, 0 1 300, 0",
        "every 5 minutes, 0 301, 0",
        "2/min, 0 20 30, 2",
        "2/min, 0 20 61, 0",
        "30/min, 0 1 2 3, 0"
    })
    void sooner_than_declared_is_told_by_how_much(String declared, String seconds, double times) {
        String[] at = seconds.split(" ");
        for (String s : at) {
            send("oaid", Integer.parseInt(s));
        }

        assertThat(sending(at.length - 1).faster(Frequency.parse(declared).orElseThrow(), Optional.empty()))
                .isEqualTo(times, within(1e-3));
    }

    private void mark(String label, int seconds) {
        markers.add(Marker.at(label, T.plusSeconds(seconds), Marker.Source.FILE));
    }

    private void send(String type, int... seconds) {
        for (int s : seconds) {
            add(type, s, docket.exposures().size(), "value of " + type);
        }
    }

    private void add(String type, int seconds, int flow, String value) {
        Instant at = T.plusSeconds(seconds);
        Exposure exposure = new Exposure(
                flow,
                Direction.REQUEST,
                "api.own.example",
                "own.example",
                Party.FIRST,
                Phase.UNKNOWN,
                Optional.empty(),
                type,
                "request.body",
                "body",
                0,
                1,
                Exposure.Method.KNOWN_VALUE,
                "plain",
                0.99,
                1,
                "*",
                value,
                value,
                at,
                List.of(),
                Optional.empty());
        docket.add(
                flow,
                at,
                new Wire("https", "api.own.example", true, false, "", false, Signals.NONE),
                new Attributed(Recipient.app("own.example", Text.same("own")), Party.FIRST, false, false),
                true);
        docket.add(exposure, -1);
    }

    private Recurrence.Sending sending(int index) {
        SessionSpec spec = SessionSpec.of(App.of("app.example")).withMarkers(markers);
        SignalReader signals = new SignalReader(
                Document.parse(
                        "signals.yaml",
                        "purposes: {}\nmini_programs: {}\nother_apps: {header: x-requested-with}\nsystem_apps: []\ncredentials: {}\nopt_out: []",
                        new Problems()),
                Set.of());
        return new Recurrence(
                        docket,
                        SessionFacts.of(
                                spec, TestConfiguration.SHIPPED.catalogue(), signals.purposes(), Optional.empty()),
                        rhythm)
                .of(index);
    }
}
