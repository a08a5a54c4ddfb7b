package io.mingcha.sessions.adb;

import java.io.IOException;

/** What the server or the device says instead of doing what it was asked. */
final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    Refusal(String said) {
        super(said);
    }

    String said() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
