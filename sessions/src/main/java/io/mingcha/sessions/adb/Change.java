package io.mingcha.sessions.adb;

import java.util.List;

/**
 * Something that is about to be changed on a device.
 *
 * @param what for people
 * @param undo services of the device's daemon that put it back, in this order: {@code shell:…}, {@code reverse:…},
 *     {@code unroot:}; each may be repeated
 */
record Change(String what, List<String> undo) {
    Change {
        undo = List.copyOf(undo);
    }

    static Change ofShell(String what, String... commands) {
        return new Change(
                what, List.of(commands).stream().map(c -> "shell:" + c).toList());
    }
}
