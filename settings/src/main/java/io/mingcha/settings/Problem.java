package io.mingcha.settings;

/** One thing wrong with a document. */
public record Problem(Place place, Text message) {

    public String in(Language language) {
        return place + "  " + message.in(language);
    }

    @Override
    public String toString() {
        return in(Language.EN);
    }
}
