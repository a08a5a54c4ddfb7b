package io.mingcha.analyzer;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 of values under a session's secret: equal values match, and nobody without the secret can try guesses. */
final class ValueDigest {
    private final Mac mac;

    ValueDigest(byte[] secret) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, "HmacSHA256"));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    String of(String type, String value) {
        return HexFormat.of().formatHex(mac.doFinal((type + '\0' + value).getBytes(StandardCharsets.UTF_8)));
    }
}
