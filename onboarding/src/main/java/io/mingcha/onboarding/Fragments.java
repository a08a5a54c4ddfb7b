package io.mingcha.onboarding;

import io.mingcha.settings.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pieces of which the pages of one language are made; each begins with its name in a comment. */
final class Fragments {
    private static final Pattern NAME = Pattern.compile("<!--: ([a-z0-9.]+) -->");
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\{?)([a-z]+)}}}?");

    private final Map<String, String> pieces = new HashMap<>();

    Fragments(Language language) {
        String text = resource("pages." + language.tag() + ".html");
        Matcher names = NAME.matcher(text);
        String open = "";
        int from = 0;
        while (names.find()) {
            pieces.put(open, text.substring(from, names.start()).strip());
            open = names.group(1);
            from = names.end();
        }
        pieces.put(open, text.substring(from).strip());
    }

    /** A piece with its places filled: {@code {{x}}} as text, {@code {{{x}}}} as markup. */
    String piece(String name, Map<String, String> values) {
        String piece = pieces.get(name);
        if (piece == null) {
            throw new IllegalArgumentException("no piece " + name);
        }
        return PLACE.matcher(piece).replaceAll(place -> {
            String value = values.get(place.group(2));
            if (value == null) {
                throw new IllegalArgumentException("nothing for " + place.group() + " in " + name);
            }
            return Matcher.quoteReplacement(place.group(1).isEmpty() ? escape(value) : value);
        });
    }

    static String resource(String file) {
        try (InputStream in = Fragments.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
