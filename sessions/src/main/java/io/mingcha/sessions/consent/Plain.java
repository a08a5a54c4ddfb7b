package io.mingcha.sessions.consent;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts as they are compared: without what differs from screen to screen and says nothing. */
final class Plain {
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Co}\\uFE0F]+");
    private static final Pattern QUOTE = Pattern.compile("[“”„‟\"「」『』«»]");
    private static final Pattern APOSTROPHE = Pattern.compile("[‘’‛`´]");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final String CHINESE = "[\\p{IsHan}《》。、,!?:;()\"]";
    private static final Pattern BESIDE_CHINESE =
            Pattern.compile("(?<=[\\p{IsHan}《》。、]) | (?=[\\p{IsHan}《》。、])|(?<=" + CHINESE + ") (?=" + CHINESE + ")");
    private static final Pattern COUNTDOWN =
            Pattern.compile("[ ]?(?:[(\\[]\\d{1,3} ?(?:s|sec|秒)?[)\\]]|\\d{1,3} ?(?:s|秒))$");
    private static final Pattern SIGNS =
            Pattern.compile("^[\\p{So}\\p{Sm}\\s>·•.,。!…:~\\-\\[\"]+|[\\p{So}\\p{Sm}\\s>›·•.,。!…:~\\-\\]\"]+$");

    private Plain() {}

    /** A text to look into. */
    static String text(String shown) {
        String same = Normalizer.normalize(shown, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        same = INVISIBLE.matcher(same).replaceAll("");
        same = QUOTE.matcher(same).replaceAll("\"");
        same = APOSTROPHE.matcher(same).replaceAll("'");
        same = SPACE.matcher(same).replaceAll(" ").strip();
        return BESIDE_CHINESE.matcher(same).replaceAll("");
    }

    /** The label of a button, without its countdown and the signs around it. */
    static String label(String shown) {
        String plain = text(shown);
        String bare = SIGNS.matcher(COUNTDOWN.matcher(plain).replaceAll("")).replaceAll("");
        return bare.isEmpty() ? plain : bare;
    }
}
