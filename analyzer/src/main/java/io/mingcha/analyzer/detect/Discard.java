package io.mingcha.analyzer.detect;

import io.mingcha.settings.Setting;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Values that are nobody's: zero ids, placeholders, masked and documentation values; {@code config/discard.yaml}. */
public final class Discard {
    private final Digests hashing = new Digests();
    private final Set<String> values = new HashSet<>();
    private final Set<String> digests = new HashSet<>();

    public Discard(Setting root) {
        root.allow("values", "digests_of");
        root.require("values").texts().forEach(v -> values.add(v.toLowerCase(Locale.ROOT)));
        for (String text : root.get("digests_of").texts()) {
            digestOf(text);
        }
        digestOf("");
    }

    private void digestOf(String text) {
        hashing.of(text).values().forEach(d -> digests.add(Digests.hex(d)));
    }

    boolean isNobodys(String value) {
        String v = value.strip().toLowerCase(Locale.ROOT);
        return v.isEmpty() || values.contains(v) || digests.contains(v) || isOneCharacter(v) || isMasked(v);
    }

    /** {@code 138****8000}, {@code xxxx}: a run of the letters that hide others. */
    private static boolean isMasked(String v) {
        int run = 0;
        for (int i = 0; i < v.length(); i++) {
            char c = v.charAt(i);
            run = i > 0 && c == v.charAt(i - 1) ? run + 1 : 1;
            int enough = c == '*' || c == '•' ? 2 : c == '#' ? 3 : c == 'x' ? 4 : Integer.MAX_VALUE;
            if (run >= enough) {
                return true;
            }
        }
        return false;
    }

    /** {@code 0000-0000}, {@code 111111}: one letter or digit repeated, separators aside. */
    private static boolean isOneCharacter(String v) {
        char only = 0;
        for (int i = 0; i < v.length(); i++) {
            char c = v.charAt(i);
            if (!Character.isLetterOrDigit(c)) {
                continue;
            }
            if (only != 0 && c != only) {
                return false;
            }
            only = c;
        }
        return v.length() > 3;
    }
}
