package io.mingcha.sessions.consent;

import java.util.Locale;

/** What the label of a button may say; {@code buttons} of {@code config/consent.yaml}. One label may say several. */
enum Said {
    AGREE,
    MAY_AGREE,
    REFUSE,
    MAY_REFUSE,
    BASIC,
    REVIEW,
    SETTINGS,
    LOGIN,
    SKIP,
    BACK,
    CLOSE,
    LATER,
    UPDATE,
    CONFIRM,
    KEEP;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
