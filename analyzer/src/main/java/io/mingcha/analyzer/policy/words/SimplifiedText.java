package io.mingcha.analyzer.policy.words;

import io.mingcha.settings.Setting;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/** Texts as they are read: in simplified characters. */
final class SimplifiedText {
    private static final char FIRST_RADICAL = '\u2e80';
    private static final char LAST_RADICAL = '\u2fdf';

    private final Map<Character, Character> simplified = new HashMap<>();

    /** @param pairs each a traditional character and the simplified one for it */
    SimplifiedText(Setting pairs) {
        pairs.list().forEach(this::pair);
    }

    private void pair(Setting pair) {
        String written = pair.text().orElse("");
        if (written.length() == 2) {
            simplified.put(written.charAt(0), written.charAt(1));
        } else {
            pair.problem("须是一个繁体字和一个简体字", "must be a traditional character and a simplified one");
        }
    }

    /** Of the same length; radicals that only look like characters, as PDFs have, are those. */
    String of(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 0; i < out.length(); i++) {
            if (out.charAt(i) >= FIRST_RADICAL && out.charAt(i) <= LAST_RADICAL) {
                out.setCharAt(i, character(out.charAt(i)));
            }
            Character one = simplified.get(out.charAt(i));
            if (one != null) {
                out.setCharAt(i, one);
            }
        }
        return out.toString();
    }

    private static char character(char radical) {
        String character = Normalizer.normalize(String.valueOf(radical), Normalizer.Form.NFKC);
        return character.length() == 1 ? character.charAt(0) : radical;
    }
}
