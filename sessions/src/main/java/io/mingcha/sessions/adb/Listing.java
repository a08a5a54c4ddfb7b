package io.mingcha.sessions.adb;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A device as the adb server lists it.
 *
 * @param model as the device names itself; absent until it has let us in
 */
public record Listing(String serial, State state, Optional<String> model) {
    private static final Pattern LINE = Pattern.compile("(\\S+)\\s+(.*)");
    private static final Pattern MODEL = Pattern.compile("\\bmodel:(\\S+)");

    /** How far one gets with a device. */
    public enum State {
        READY,
        OFFLINE,
        /** Its owner has not agreed to this computer yet. */
        UNAUTHORISED,
        /** The system does not let us open its USB port. */
        NO_PERMISSION,
        /** It runs a boot loader or a recovery system. */
        NOT_ANDROID
    }

    static List<Listing> of(String lines) {
        return lines.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(m -> new Listing(m.group(1), state(m.group(2)), model(m.group(2))))
                .toList();
    }

    private static State state(String rest) {
        String word = rest.strip().split("\\s", 2)[0];
        return switch (word) {
            case "device" -> State.READY;
            case "unauthorized", "authorizing" -> State.UNAUTHORISED;
            case "bootloader", "recovery", "sideload", "rescue" -> State.NOT_ANDROID;
            case "no" -> State.NO_PERMISSION;
            default -> State.OFFLINE;
        };
    }

    private static Optional<String> model(String rest) {
        Matcher model = MODEL.matcher(rest);
        return model.find() ? Optional.of(model.group(1).replace('_', ' ')) : Optional.empty();
    }
}
