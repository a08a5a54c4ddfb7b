package io.mingcha.settings;

import java.util.Locale;
import java.util.Optional;

/** The languages that Mingcha speaks. */
public enum Language {
    ZH,
    EN;

    /** The language of a locale: Chinese for any {@code zh}, English otherwise. */
    public static Language of(Locale locale) {
        return "zh".equals(locale.getLanguage()) ? ZH : EN;
    }

    /** Parses {@code zh} or {@code en} (any case, region ignored). */
    public static Optional<Language> parse(String tag) {
        String primary = tag.strip().toLowerCase(Locale.ROOT).split("[-_]")[0];
        return switch (primary) {
            case "zh" -> Optional.of(ZH);
            case "en" -> Optional.of(EN);
            default -> Optional.empty();
        };
    }

    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
