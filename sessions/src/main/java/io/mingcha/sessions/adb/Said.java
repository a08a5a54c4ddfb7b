package io.mingcha.sessions.adb;

import java.nio.charset.StandardCharsets;

/** What a command printed, and how it ended. */
record Said(byte[] bytes, String error, int code) {

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Both outputs: Android's commands complain on either. */
    String all() {
        return (text() + "\n" + error).strip();
    }

    boolean well() {
        return code == 0;
    }

    @Override
    public String toString() {
        return code + ": " + all();
    }
}
