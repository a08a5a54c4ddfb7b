package io.mingcha.sessions.consent.watch;

import io.mingcha.sessions.consent.Sight;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Screen;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A frame and what was made out on it.
 *
 * @param place whose screen it is
 */
record View(Screen screen, Sight sight, Place place) {
    private static final int CONTENT = 3;

    /** What is in front. */
    enum Place {
        APP,
        LAUNCHER,
        ELSEWHERE
    }

    Instant asked() {
        return screen.asked();
    }

    Instant got() {
        return screen.got();
    }

    /** It shows nothing that could be read: a start screen, or one that is still drawn. */
    boolean isBlank() {
        return place == Place.APP && screen.all().allMatch(n -> n.label().isEmpty());
    }

    Set<String> words() {
        return screen.all()
                .map(Node::label)
                .filter(l -> !l.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** It shows something of the app itself, more than a word or two. */
    boolean hasContent() {
        return words().size() >= CONTENT;
    }
}
