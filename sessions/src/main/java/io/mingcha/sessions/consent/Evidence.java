package io.mingcha.sessions.consent;

/**
 * What speaks for a notice, beside its buttons.
 *
 * @param subject it names a policy or personal data
 * @param addressed it speaks to the person as one who is asked
 * @param titled it has a heading such as notices have
 * @param insists it says that nothing goes without consent
 */
record Evidence(boolean subject, boolean addressed, boolean titled, boolean insists, boolean small) {

    static Evidence of(Part part, ConsentTexts texts) {
        String text = part.text();
        return new Evidence(
                texts.notice().subject().in(text),
                texts.notice().ask().in(text),
                part.headings().stream().anyMatch(texts.notice().titles()::fit),
                texts.notice().insists().in(text),
                part.isSmall());
    }

    boolean asks() {
        return subject && addressed;
    }

    /** It is a dialog, or a page of its own. */
    boolean contained() {
        return small || titled;
    }
}
