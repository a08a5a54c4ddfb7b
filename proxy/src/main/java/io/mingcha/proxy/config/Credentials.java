package io.mingcha.proxy.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** The user and password that a client presents to the proxy. */
public record Credentials(String user, String password) {

    public Credentials {
        if (user.isEmpty() || user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a user name is not empty and holds no colon");
        }
    }

    /** Reads {@code user:password}. */
    public static Credentials parse(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("not user:password");
        }
        return new Credentials(text.substring(0, colon), text.substring(colon + 1));
    }

    /** Whether a {@code Proxy-Authorization} value carries them; takes the same time whatever is wrong. */
    public boolean accepts(String authorization) {
        String expected =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), authorization.strip().getBytes(StandardCharsets.UTF_8));
    }

    /** Whether they are these; takes the same time whatever is wrong. */
    public boolean are(String otherUser, String otherPassword) {
        return MessageDigest.isEqual(
                (user + ":" + password).getBytes(StandardCharsets.UTF_8),
                (otherUser + ":" + otherPassword).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return user + ":***";
    }
}
