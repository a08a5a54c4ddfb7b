package io.mingcha.analyzer.detect.known;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stars out of captured text what may not be shown of it. */
public final class Stars {
    private static final Pattern TELLING =
            Pattern.compile("(?<=[0-9]{3})[0-9]{4,}|[A-Za-z0-9._%+-]+(?=@[A-Za-z0-9-]+\\.)");
    private static final Pattern PLACE = Pattern.compile(
            "(?<=\\d\\.)\\d{3,}(?=\\s*[,;_| ]\\s*-?\\d{1,3}\\.\\d)|(?<=\\d\\.\\d{1,15}\\s{0,2}[,;_| ]\\s{0,2}-?\\d{1,3}\\.)\\d{3,}");
    /** In a host shorter numbers are those of machines and companies. */
    private static final Pattern TELLING_HOST = Pattern.compile("(?<=[0-9]{3})[0-9]{8,}");

    private static final Pattern HEX_DIGEST = Pattern.compile("[0-9A-Fa-f]{32,}");

    private final KnownValues known;
    private final KnownValueDetector values;

    public Stars(KnownValues known, KnownValueDetector values) {
        this.known = known;
        this.values = values;
    }

    /**
     * The text with a star for each character of a known value or its digest, and of what may be somebody's number or mail
     * address: apps use those as names of fields.
     */
    public String hide(String text) {
        StringBuilder hidden = new StringBuilder(text);
        star(TELLING, text, hidden);
        star(PLACE, text, hidden);
        return hideKnown(text, hidden);
    }

    /** The same of the name of a server. */
    public String hideHost(String host) {
        StringBuilder hidden = new StringBuilder(host);
        star(TELLING_HOST, host, hidden);
        return hideKnown(host, hidden);
    }

    private static void star(Pattern pattern, String text, StringBuilder hidden) {
        Matcher telling = pattern.matcher(text);
        while (telling.find()) {
            star(hidden, telling.start(), telling.end());
        }
    }

    private String hideKnown(String text, StringBuilder hidden) {
        values.distinctIn(text, (start, end) -> star(hidden, start, end));
        Matcher digest = HEX_DIGEST.matcher(text);
        while (digest.find()) {
            if (!known.ofHex(text, digest.start(), digest.end()).isEmpty()) {
                star(hidden, digest.start(), digest.end());
            }
        }
        return hidden.toString();
    }

    private static void star(StringBuilder text, int from, int to) {
        for (int i = from; i < to; i++) {
            text.setCharAt(i, '*');
        }
    }
}
