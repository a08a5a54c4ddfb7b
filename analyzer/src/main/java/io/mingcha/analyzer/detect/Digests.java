package io.mingcha.analyzer.detect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.digests.SM3Digest;

/** The digests that identifiers are disguised with. Not for use by several threads. */
final class Digests {
    /** The digests that are applied upon others: the usual pairs, since each costs as much as a digest of its own. */
    private static final Map<String, List<String>> STACKED = Map.of(
            "md5", List.of("md5", "sha1", "sha256", "sm3"),
            "sha1", List.of("md5", "sha1", "sha256"),
            "sha256", List.of("md5", "sha1", "sha256"),
            "sm3", List.of("md5", "sm3"));

    private final Map<String, MessageDigest> platform = new LinkedHashMap<>();
    private final SM3Digest sm3 = new SM3Digest();

    Digests() {
        platform.put("md5", digest("MD5"));
        platform.put("sha1", digest("SHA-1"));
        platform.put("sha224", digest("SHA-224"));
        platform.put("sha256", digest("SHA-256"));
        platform.put("sha384", digest("SHA-384"));
        platform.put("sha512", digest("SHA-512"));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    /** Digest name → digest of the text's UTF-8. {@code md5_16} is the middle half of MD5. */
    Map<String, byte[]> of(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> all = new LinkedHashMap<>();
        for (String name : platform.keySet()) {
            all.put(name, digest(name, in));
        }
        all.put("md5_16", Arrays.copyOfRange(digest("md5", in), 4, 12));
        all.put("sm3", digest("sm3", in));
        return all;
    }

    /** Told of each digest of a digest. */
    interface Stacked {
        void made(String name, byte[] digest);
    }

    /** {@code outer(inner)}: digests of the inner digest as hex in either case, and as bytes. */
    void stacked(Map<String, byte[]> inner, Stacked stacked) {
        STACKED.forEach((name, outers) -> {
            byte[] raw = inner.getOrDefault(name, new byte[0]);
            byte[] hex = hex(raw).getBytes(StandardCharsets.US_ASCII);
            byte[] upper = HexFormat.of().withUpperCase().formatHex(raw).getBytes(StandardCharsets.US_ASCII);
            for (String outer : outers) {
                String both = outer + "(" + name + ")";
                stacked.made(both, digest(outer, hex));
                stacked.made(both, digest(outer, upper));
                stacked.made(both, digest(outer, raw));
            }
        });
    }

    private byte[] digest(String name, byte[] in) {
        MessageDigest digest = platform.get(name);
        if (digest != null) {
            return digest.digest(in);
        }
        byte[] out = new byte[sm3.getDigestSize()];
        sm3.update(in, 0, in.length);
        sm3.doFinal(out, 0);
        return out;
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    /** A digest as a key of a map. */
    static String key(byte[] digest) {
        return new String(digest, StandardCharsets.ISO_8859_1);
    }
}
