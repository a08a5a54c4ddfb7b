package io.mingcha.sessions.consent.watch;

import io.mingcha.sessions.consent.Notice;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A notice that is on the screen, or was until lately.
 *
 * @param seen when the last frame with it was asked for
 * @param words everything on that frame
 * @param gone when the first frame without it was there
 */
record Standing(Notice notice, Instant seen, Set<String> words, Optional<Choice> choice, Optional<Instant> gone) {

    static Standing on(View view, Notice notice) {
        return new Standing(notice, view.asked(), view.words(), Optional.empty(), Optional.empty());
    }

    Standing seenAgain(View view, Notice latest) {
        return new Standing(latest, view.asked(), view.words(), choice, Optional.empty());
    }

    Standing choosing(Optional<Choice> made) {
        return new Standing(notice, seen, words, made, gone);
    }

    Standing gone(Instant at) {
        return gone.isPresent() ? this : new Standing(notice, seen, words, choice, Optional.of(at));
    }

    Window going(Instant otherwise) {
        return new Window(seen, gone.orElse(otherwise));
    }
}
