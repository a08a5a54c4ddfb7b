package io.mingcha.onboarding;

import io.mingcha.certs.Export;
import io.mingcha.settings.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** The first page, from a template per language. */
final class StartPage {
    private final Map<String, String> values;

    StartPage(String name, String fingerprint, String androidFile) {
        this.values = Map.of(
                "name",
                name,
                "fingerprint",
                grouped(fingerprint),
                "android",
                androidFile,
                "password",
                Export.P12_PASSWORD);
    }

    String in(Language language) {
        return fill(template("start", language));
    }

    String missing(Language language) {
        return fill(template("missing", language));
    }

    private String fill(String template) {
        String text = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{{" + value.getKey() + "}}", escape(value.getValue()));
        }
        return text;
    }

    private static String template(String name, Language language) {
        String file = name + "." + (language == Language.ZH ? "zh" : "en") + ".html";
        try (InputStream in = StartPage.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no template " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String grouped(String hex) {
        return hex.toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
