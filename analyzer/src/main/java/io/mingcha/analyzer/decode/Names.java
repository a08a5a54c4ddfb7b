package io.mingcha.analyzer.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Names of fields that were met before: an app has few and sends them all the time, and the same text is compared and looked
 * up faster than an equal one. Safe for several threads: what two of them put in one place are whole names, and each is right.
 */
final class Names {
    private static final int SLOTS = 1 << 12;
    private static final int LONGEST = 40;

    /**
     * @param step how the path of a JSON member names it
     * @param pair how that of a field of a form does
     */
    @SuppressWarnings("ArrayRecordComponent") // made here, never changed
    record Name(byte[] utf8, String text, String step, String pair) {
        static Name of(byte[] utf8, String text) {
            return new Name(utf8, text, JsonLayer.step(text), ":" + text);
        }

        boolean isOf(byte[] b, int from, int to) {
            return Arrays.equals(utf8, 0, utf8.length, b, from, to);
        }
    }

    /** That of what has none. */
    static final Name NONE = Name.of(new byte[0], "");

    private final @Nullable Name[] slots = new Name[SLOTS];

    Name of(byte[] b, int from, int to) {
        if (to - from > LONGEST) {
            return made(b, from, to);
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + b[i];
        }
        int slot = (hash ^ hash >>> 12) & SLOTS - 1;
        Name known = slots[slot];
        if (known != null && known.isOf(b, from, to)) {
            return known;
        }
        Name beside = slots[slot ^ 1];
        if (beside != null && beside.isOf(b, from, to)) {
            return beside;
        }
        // two that fall into one place would make each other anew for ever
        Name name = made(b, from, to);
        slots[slot ^ 1] = known;
        slots[slot] = name;
        return name;
    }

    private static Name made(byte[] b, int from, int to) {
        String text = new String(b, from, to - from, StandardCharsets.UTF_8);
        return Name.of(Arrays.copyOfRange(b, from, to), text);
    }
}
