package io.mingcha.analyzer.decode;

import io.mingcha.settings.Text;

/** Bytes are not of the form as which they are read. Has no stack trace: it is how most readings end. */
final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Text reason;

    Malformed(String zh, String en) {
        super(en, null, false, false);
        this.reason = Text.of(zh, en);
    }

    Text reason() {
        return reason;
    }
}
