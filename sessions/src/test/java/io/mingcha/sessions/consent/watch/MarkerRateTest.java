package io.mingcha.sessions.consent.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Marker;
import io.mingcha.flows.MarkerKinds;
import io.mingcha.sessions.consent.Rates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** How well markers fall over many timings of frames and taps: each one true, and the true instant within its window. */
class MarkerRateTest {
    private static final int TIMINGS = 25;

    @Test
    void markers_fall_for_what_happened_and_their_windows_hold_the_instant() {
        Rates rates = new Rates();
        for (Map.Entry<String, Consumer<Film>> scene : Scenes.ALL.entrySet()) {
            for (int seed = 0; seed < TIMINGS; seed++) {
                Film film = play(scene.getValue(), seed);
                compare(scene.getKey(), film, rates);
            }
        }
        System.out.println("markers: " + rates);

        assertThat(rates.precision()).isGreaterThanOrEqualTo(0.99);
        assertThat(rates.recall()).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void what_no_frame_proves_stays_unclear() {
        for (Map.Entry<String, Consumer<Film>> scene : Scenes.UNCLEAR.entrySet()) {
            for (int seed = 0; seed < TIMINGS; seed++) {
                Film film = play(scene.getValue(), seed);
                List<String> chosen = film.events().stream()
                        .filter(Event.Fell.class::isInstance)
                        .map(e -> ((Event.Fell) e).marker().kind())
                        .filter(k -> !k.equals("privacy_prompt_shown") && !k.equals("permission_prompt"))
                        .toList();

                assertThat(chosen).as(scene.getKey()).isEmpty();
                assertThat(film.events()).as(scene.getKey()).anyMatch(Event.Unclear.class::isInstance);
            }
        }
    }

    private static Film play(Consumer<Film> scene, long seed) {
        Film film = new Film(seed);
        scene.accept(film);
        return film.ends();
    }

    private static void compare(String scene, Film film, Rates rates) {
        List<Film.Truth> open = new ArrayList<>(film.truths());
        for (Event event : film.events()) {
            if (event instanceof Event.Fell fell) {
                Marker marker = fell.marker();
                assertThat(MarkerKinds.all()).contains(marker.kind());
                assertThat(marker.source()).isEqualTo(Marker.Source.SCREEN);
                Optional<Film.Truth> truth = open.stream()
                        .filter(t -> t.label().equals(marker.label()))
                        .findFirst();
                if (truth.isEmpty()) {
                    rates.wrong(scene + ": " + marker.label() + ", " + fell.evidence());
                } else {
                    open.remove(truth.get());
                    assertThat(truth.get().at())
                            .as(scene + ": " + marker.label())
                            .isBetween(marker.notBefore(), marker.notAfter());
                    rates.right();
                }
            }
        }
        open.forEach(t -> rates.missed(scene + ": " + t.label()));
    }
}
