package io.mingcha.sessions.adb;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The app in front, as the versions of Android tell it. */
final class Front {
    private static final String ASK =
            "dumpsys activity activities | grep -E 'ResumedActivity|mFocusedActivity'; dumpsys window | grep -E"
                    + " 'mCurrentFocus|mFocusedApp'";
    /** The surest first: what has the focus may be a keyboard or a shade. */
    private static final List<Pattern> SPELLINGS = List.of(
            spelling("topResumedActivity"),
            spelling("mResumedActivity"),
            spelling("ResumedActivity"),
            spelling("mFocusedActivity"),
            spelling("mFocusedApp"),
            spelling("mCurrentFocus"));

    private final Shell shell;

    Front(Shell shell) {
        this.shell = shell;
    }

    private static Pattern spelling(String name) {
        return Pattern.compile("(?m)^\\s*" + name + "\\s*[:=].*?\\bu\\d+ ([A-Za-z][A-Za-z0-9_.]*)/");
    }

    Optional<String> app() {
        return parse(shell.text(ASK));
    }

    static Optional<String> parse(String dump) {
        for (Pattern spelling : SPELLINGS) {
            Matcher found = spelling.matcher(dump);
            if (found.find()) {
                return Optional.of(found.group(1));
            }
        }
        return Optional.empty();
    }
}
