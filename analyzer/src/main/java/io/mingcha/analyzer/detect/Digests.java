package io.mingcha.analyzer.detect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.crypto.digests.SM3Digest;

/** The digests that identifiers are disguised with. */
final class Digests {
    private static final Map<String, String> JDK = new LinkedHashMap<>();

    static {
        JDK.put("md5", "MD5");
        JDK.put("sha1", "SHA-1");
        JDK.put("sha224", "SHA-224");
        JDK.put("sha256", "SHA-256");
        JDK.put("sha384", "SHA-384");
        JDK.put("sha512", "SHA-512");
    }

    private Digests() {}

    /** Digest name → digest of the text's UTF-8. {@code md5_16} is the middle half of MD5. */
    static Map<String, byte[]> of(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        Map<String, byte[]> all = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : JDK.entrySet()) {
            try {
                all.put(
                        entry.getKey(),
                        MessageDigest.getInstance(entry.getValue()).digest(in));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has " + entry.getValue(), e);
            }
        }
        all.put("md5_16", Arrays.copyOfRange(all.get("md5"), 4, 12));
        SM3Digest sm3 = new SM3Digest();
        sm3.update(in, 0, in.length);
        byte[] out = new byte[sm3.getDigestSize()];
        sm3.doFinal(out, 0);
        all.put("sm3", out);
        return all;
    }

    /** The digests that are applied one upon another. */
    static boolean isStacked(String name) {
        return name.equals("md5") || name.equals("sha1") || name.equals("sha256") || name.equals("sm3");
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    /** A digest as a key of a map. */
    static String key(byte[] digest) {
        return new String(digest, StandardCharsets.ISO_8859_1);
    }
}
