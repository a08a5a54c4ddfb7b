package io.mingcha.analyzer.recipe;

import io.mingcha.settings.Setting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.digests.SM3Digest;

/** Where a key or an initialisation vector comes from, and what is done with it. */
final class KeySource {
    private static final List<String> ORIGINS = List.of("hex", "base64", "text", "session", "field", "first");
    private static final List<String> FORMS = List.of("text", "hex", "base64");
    private static final List<String> DIGESTS = List.of("md5", "sha1", "sha256", "sm3");

    private final String origin;
    private final String value;
    private final byte[] given;
    private final String form;
    private final String digest;
    private final int length;

    private KeySource(String origin, String value, byte[] given, String form, String digest, int length) {
        this.origin = origin;
        this.value = value;
        this.given = given;
        this.form = form;
        this.digest = digest;
        this.length = length;
    }

    static KeySource read(Setting setting) {
        setting.allow("hex", "base64", "text", "session", "field", "first", "as", "digest", "length");
        List<String> origins =
                ORIGINS.stream().filter(o -> setting.get(o).isPresent()).toList();
        if (origins.size() != 1) {
            setting.problem(
                    "密钥应恰好有一个来源：" + String.join("、", ORIGINS),
                    "a key has one origin of: " + String.join(", ", ORIGINS));
        }
        String origin = origins.isEmpty() ? "text" : origins.get(0);
        Setting value = setting.get(origin);
        String written = value.text("");
        byte[] given = new byte[0];
        if (FORMS.contains(origin)) {
            given = value.parsed(text -> bytes(text, origin)).orElse(given);
        } else if (origin.equals("first")) {
            value.integer(1, 1024);
        }
        return new KeySource(
                origin,
                written,
                given,
                setting.get("as").oneOf(FORMS).orElse("text"),
                setting.get("digest").oneOf(DIGESTS).orElse(""),
                (int) setting.get("length").integer(1, 1024).orElse(0));
    }

    /** The key itself if it stands in the recipe. */
    List<byte[]> given() {
        return given.length == 0 ? List.of() : List.of(given);
    }

    /** How many bytes of the message itself are the key; those are no content then. */
    int taken() {
        return origin.equals("first") ? Integer.parseInt(value) : 0;
    }

    byte[] of(byte[] message, Keys keys) throws Unopened {
        byte[] key = raw(message, keys);
        byte[] digested = digest.isEmpty() ? key : digest(key);
        return length > 0 && length < digested.length ? Arrays.copyOf(digested, length) : digested;
    }

    private byte[] raw(byte[] message, Keys keys) throws Unopened {
        switch (origin) {
            case "session":
                return keys.session(value)
                        .orElseThrow(() -> new Unopened("会话中没有密钥 " + value, "the session has no key " + value));
            case "field":
                String found = keys.field(value)
                        .orElseThrow(() -> new Unopened(value + " 处没有值", "nothing stands at " + value));
                try {
                    return bytes(found, form);
                } catch (IllegalArgumentException e) {
                    throw new Unopened(value + " 处的值不是 " + form, "what stands at " + value + " is no " + form);
                }
            case "first":
                if (message.length < taken()) {
                    throw new Unopened("不足 " + taken() + " 字节", "shorter than " + taken() + " bytes");
                }
                return Arrays.copyOf(message, taken());
            default:
                return given;
        }
    }

    private byte[] digest(byte[] key) {
        if (digest.equals("sm3")) {
            SM3Digest sm3 = new SM3Digest();
            sm3.update(key, 0, key.length);
            byte[] out = new byte[sm3.getDigestSize()];
            sm3.doFinal(out, 0);
            return out;
        }
        try {
            String name = digest.equals("md5") ? "MD5" : digest.replace("sha", "SHA-");
            return MessageDigest.getInstance(name).digest(key);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + digest, e);
        }
    }

    private static byte[] bytes(String text, String form) {
        return switch (form) {
            case "hex" -> HexFormat.of().parseHex(text.replace(" ", "").toLowerCase(java.util.Locale.ROOT));
            case "base64" ->
                Base64.getMimeDecoder().decode(text.replace('-', '+').replace('_', '/'));
            default -> text.getBytes(StandardCharsets.UTF_8);
        };
    }
}
