package io.mingcha.sessions.consent.watch;

import io.mingcha.sessions.consent.Role;
import io.mingcha.sessions.consent.Toggle;
import io.mingcha.settings.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows the switches about personalised content: one that stands differently was switched in between. */
final class ToggleTrack implements Track {
    private static final Text SWITCHED = Text.of("开关状态发生变化", "the switch stands differently than before");

    private record State(boolean personalized, Instant seen) {}

    private final Map<String, State> states = new HashMap<>();
    private Optional<Window> taps = Optional.empty();

    @Override
    public List<Event> frame(View view) {
        List<Event> events = new ArrayList<>();
        for (Toggle toggle : view.sight().toggles()) {
            State before = states.put(toggle.label(), new State(toggle.personalized(), view.asked()));
            if (before != null && before.personalized() != toggle.personalized()) {
                Window window = taps.orElse(new Window(before.seen(), view.got()));
                events.add(window.fell(toggle.personalized() ? "personalization_on" : "personalization_off", SWITCHED));
            }
        }
        if (!view.sight().toggles().isEmpty()) {
            taps = Optional.empty();
        }
        return events;
    }

    @Override
    public List<Event> tapped(Tap tap) {
        boolean switches = tap.on().sight().toggles().stream().anyMatch(t -> tap.hits(Optional.of(t.node())));
        if (switches || tap.hits(Role.CONFIRM)) {
            taps = Optional.of(taps.map(w -> w.with(tap.window())).orElse(tap.window()));
        }
        return List.of();
    }

    @Override
    public List<Event> ended(Instant at) {
        return List.of();
    }
}
