package io.mingcha.sessions.consent.watch;

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

    static Choice of(Made made, Window window) {
        return new Choice(made, window, FRAMES);
    }

    Choice waited() {
        return new Choice(made, window, patience - 1);
    }

    /** The same tapped once more: either tap may be the one that took. */
    Choice again(Window later) {
        return of(made, window.with(later));
    }
}
