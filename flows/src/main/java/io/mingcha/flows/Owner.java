package io.mingcha.flows;

import java.util.Locale;
import java.util.Optional;

/**
 * Whose a connection was, as far as a scripted run could tell.
 *
 * @param app its package, if one is known
 * @param by what it is known by, such as {@code port}, {@code foreground}
 * @param confidence 0 to 1
 */
public record Owner(Whose whose, Optional<String> app, String by, double confidence) {
    private static final double SURE = 0.7;
    private static final double UNTOLD = 0.5;

    /** Whose. */
    public enum Whose {
        /** The app's under test. */
        APP,
        OTHER_APP,
        /** The device's own. */
        SYSTEM,
        /** The browser's own, not the page's. */
        BROWSER,
        UNKNOWN;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Whose of(String label) {
            for (Whose whose : values()) {
                if (whose.label().equals(label)) {
                    return whose;
                }
            }
            return UNKNOWN;
        }
    }

    /** Whether it surely was not the app's: then it is shown, and the app not blamed for it. */
    public boolean isForeign() {
        return whose != Whose.APP && whose != Whose.UNKNOWN && confidence >= SURE;
    }

    /** How sure it is that the connection was the app's. */
    public double ofTheApp() {
        return whose == Whose.APP ? confidence : Math.min(UNTOLD, 1 - confidence);
    }

    /** The package, else whose it was in a word. */
    public String name() {
        return app.orElse(whose.label());
    }
}
