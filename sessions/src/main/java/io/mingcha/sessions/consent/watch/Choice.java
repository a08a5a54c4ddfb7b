package io.mingcha.sessions.consent.watch;

import java.util.Optional;

/**
 * A choice that a plan has tapped, until a frame shows that it took.
 *
 * @param patience frames that may still show what was tapped away, since a screen takes its time
 */
record Choice(Made made, Window window, int patience) {
    private static final int FRAMES = 4;

    /** What was chosen. */
    enum Made {
        YES,
        NO,
        /** No, but the app goes on with less. */
        LESS
    }

    /** After one that was made before; the same tapped once more: either tap may be the one that took. */
    static Choice after(Optional<Choice> before, Made made, Window window) {
        Window whole = before.filter(c -> c.made() == made)
                .map(c -> c.window().with(window))
                .orElse(window);
        return new Choice(made, whole, FRAMES);
    }

    Choice waited() {
        return new Choice(made, window, patience - 1);
    }
}
