package io.mingcha.sessions.run;

import io.mingcha.sessions.device.Screen;
import io.mingcha.sessions.plan.Target;

/** In which script texts are written, as far as it shows that a plan and an app are in different languages. */
final class Scripts {
    /** A screen of fewer letters says nothing about its language. */
    private static final int ENOUGH = 8;

    private Scripts() {}

    /** Whether a target's text is in Chinese characters and the screen has none, or the other way round. */
    static boolean differ(Target target, Screen screen) {
        if (!(target instanceof Target.ByText text)) {
            return false;
        }
        String shown = screen.text();
        return count(shown, true) + count(shown, false) >= ENOUGH
                && (text.texts().stream().allMatch(t -> count(t, true) > 0) && count(shown, true) == 0
                        || text.texts().stream().allMatch(t -> count(t, true) == 0 && count(t, false) > 0)
                                && count(shown, false) == 0);
    }

    private static long count(String text, boolean chinese) {
        return text.codePoints()
                .filter(c -> Character.isLetter(c)
                        && (Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN) == chinese)
                .count();
    }
}
