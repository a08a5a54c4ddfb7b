package io.mingcha.sessions.adb;

import java.time.Duration;

/** Runs commands on a device. */
@FunctionalInterface
interface Shell {
    Duration USUAL = Duration.ofSeconds(20);

    Said run(String command, Duration limit);

    default Said run(String command) {
        return run(command, USUAL);
    }

    /** What it printed, without blanks around. */
    default String text(String command) {
        return run(command).text().strip();
    }

    /** A word as the shell takes it, whatever is in it. */
    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
