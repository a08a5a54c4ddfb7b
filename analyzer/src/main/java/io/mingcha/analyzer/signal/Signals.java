package io.mingcha.analyzer.signal;

import java.util.Locale;

/**
 * What a request says beside data.
 *
 * @param page from which kind of page it came
 * @param pageHost the host of that page; empty if none is named
 * @param opensPage whether it asks for a page to be shown
 * @param optOut whether it tells its recipient that the user wants no personal advertising
 * @param credentials whether it shows that the sender may ask
 */
public record Signals(Page page, String pageHost, boolean opensPage, OptOut optOut, boolean credentials) {
    public static final Signals NONE = new Signals(Page.NONE, "", false, OptOut.ABSENT, false);

    /** Where a request comes from. */
    public enum Page {
        NONE,
        WEB,
        MINI_PROGRAM;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is said of personal advertising. */
    public enum OptOut {
        ABSENT,
        /** Personal advertising is allowed. */
        ALLOWED,
        /** It is refused. */
        REFUSED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
