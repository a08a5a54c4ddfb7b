package io.mingcha.analyzer.detect.known;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * How a value is written so that it does not look like itself, without being hidden.
 *
 * @param text as it stands in a message, case and all
 * @param transform {@code reversed} or {@code base64}
 */
record Disguise(String text, String transform) {
    static final String REVERSED = "reversed";
    static final String BASE64 = "base64";

    /** Shorter values would be found by chance. */
    private static final int SHORTEST = 10;

    /** The disguises of a spelling; none of a short one. */
    static List<Disguise> of(String spelling) {
        List<Disguise> all = new ArrayList<>();
        byte[] bytes = spelling.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < SHORTEST) {
            return all;
        }
        String reversed = new StringBuilder(spelling).reverse().toString();
        if (!reversed.equals(spelling) && spelling.length() >= SHORTEST) {
            all.add(new Disguise(reversed, REVERSED));
        }
        for (int before = 0; before < 3; before++) {
            all.add(new Disguise(base64(bytes, before), BASE64));
        }
        return all;
    }

    /** The letters that only these bytes decide, when so many bytes stand before them in a group of three. */
    private static String base64(byte[] bytes, int before) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String letters = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        return letters.substring((before * 8 + 5) / 6, shifted.length * 8 / 6);
    }

    /** Whether it stands at a place of a text: of base64 the case of letters counts. */
    boolean isAt(String in, int start) {
        return !transform.equals(BASE64) || in.startsWith(text, start) || in.startsWith(urlSafe(), start);
    }

    private String urlSafe() {
        return text.replace('+', '-').replace('/', '_');
    }
}
