package io.mingcha.analyzer.detect.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.digests.Blake2sDigest;

/** The digests that identifiers are disguised with. Not for use by several threads. */
public final class Digests {
    /**
     * Inner digest → those that are applied upon it, and what the two together are called: the usual pairs, since each costs
     * as much as a digest of its own.
     */
    private static final Map<String, List<Map.Entry<String, String>>> STACKED = Map.of(
            "md5", upon("md5", "md5", "sha1", "sha256", "sm3"),
            "sha1", upon("sha1", "md5", "sha1", "sha256"),
            "sha256", upon("sha256", "md5", "sha1", "sha256"),
            "sm3", upon("sm3", "md5", "sm3"));

    private static final byte[] LOWER = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UPPER = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> PLAIN = List.of(
            "md5",
            "sha1",
            "sha224",
            "sha256",
            "sha384",
            "sha512",
            "sm3",
            "blake2b-128",
            "blake2b-160",
            "blake2b-256",
            "blake2b-384",
            "blake2b-512",
            "blake2s-128",
            "blake2s-256");

    private static final List<String> SALTED = List.of("md5", "sha1", "sha256", "sm3");
    private static final List<String> KEYED = List.of("md5", "sha1", "sha256", "sha512", "sm3");
    private static final List<String> JOINTS = List.of("", "_", "-", ":", "&", "|", "#", ".");

    private static final Map<String, Integer> BYTES = Map.ofEntries(
            Map.entry("md5", 16),
            Map.entry("sha1", 20),
            Map.entry("sha224", 28),
            Map.entry("sha256", 32),
            Map.entry("sha384", 48),
            Map.entry("sha512", 64),
            Map.entry("sm3", 32),
            Map.entry("blake2b-128", 16),
            Map.entry("blake2b-160", 20),
            Map.entry("blake2b-256", 32),
            Map.entry("blake2b-384", 48),
            Map.entry("blake2b-512", 64),
            Map.entry("blake2s-128", 16),
            Map.entry("blake2s-256", 32));
    private static final int HALF_MD5 = 8;

    /** How many bytes digests may have. */
    public static final List<Integer> LENGTHS = List.of(HALF_MD5, 16, 20, 28, 32, 48, 64);

    /** Which have so many bytes, or a half that has. */
    private static final Map<Integer, List<String>> ONCE = LENGTHS.stream()
            .collect(Collectors.toMap(
                    length -> length,
                    length -> PLAIN.stream()
                            .filter(name -> isOf(length, name) || length == HALF_MD5 && name.equals("md5"))
                            .toList()));

    /** What must be made of a text for all digests of digests that have one length. */
    private static final Map<Integer, List<Step>> STEPS = steps();

    /** @param outers digests and names of what is made upon this one */
    private record Step(String name, List<Map.Entry<String, String>> outers) {}

    private final Map<String, MessageDigest> platform = new HashMap<>();
    private final Map<String, Digest> blake = new HashMap<>();
    private final Sm3 sm3 = new Sm3();

    /** Told of each digest. */
    public interface Made {
        void digest(String name, byte[] digest);
    }

    private static List<Map.Entry<String, String>> upon(String inner, String... outers) {
        return Arrays.stream(outers)
                .map(outer -> Map.entry(outer, outer + "(" + inner + ")"))
                .toList();
    }

    private static Map<Integer, List<Step>> steps() {
        Map<Integer, List<Step>> steps = new HashMap<>();
        for (int length : LENGTHS) {
            List<Step> needed = new ArrayList<>();
            for (String name : PLAIN) {
                List<Map.Entry<String, String>> outers = STACKED.getOrDefault(name, List.of()).stream()
                        .filter(outer -> isOf(length, outer.getKey()))
                        .toList();
                if (!outers.isEmpty()) {
                    needed.add(new Step(name, outers));
                }
            }
            steps.put(length, needed);
        }
        return steps;
    }

    private static boolean isOf(int length, String name) {
        return BYTES.getOrDefault(name, 0) == length;
    }

    public Digests() {
        platform.put("md5", digest("MD5"));
        platform.put("sha1", digest("SHA-1"));
        platform.put("sha224", digest("SHA-224"));
        platform.put("sha256", digest("SHA-256"));
        platform.put("sha384", digest("SHA-384"));
        platform.put("sha512", digest("SHA-512"));
        for (int bits : new int[] {128, 160, 256, 384, 512}) {
            blake.put("blake2b-" + bits, new Blake2bDigest(bits));
        }
        blake.put("blake2s-128", new Blake2sDigest(128));
        blake.put("blake2s-256", new Blake2sDigest(256));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    /** The digests of the text's UTF-8. {@code md5_16} is the middle half of MD5. */
    public void once(String text, Made made) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        for (String name : PLAIN) {
            once(name, digest(name, in), made);
        }
    }

    private static void once(String name, byte[] digest, Made made) {
        made.digest(name, digest);
        if (name.equals("md5")) {
            made.digest("md5_16", Arrays.copyOfRange(digest, 4, 12));
        }
    }

    /** Those of so many bytes. */
    public void of(String text, int length, Made made) {
        of(text.getBytes(StandardCharsets.UTF_8), length, made);
    }

    /** The same of bytes. */
    public void of(byte[] in, int length, Made made) {
        for (String name : ONCE.getOrDefault(length, List.of())) {
            once(name, digest(name, in), (told, digest) -> {
                if (digest.length == length) {
                    made.digest(told, digest);
                }
            });
        }
    }

    /** As {@code outer(inner)}, digests of so many bytes of digests: as hex in either case, and as bytes. */
    public void ofDigests(String text, int length, Made made) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        for (Step step : STEPS.getOrDefault(length, List.of())) {
            byte[] raw = digest(step.name(), in);
            for (Map.Entry<String, String> outer : step.outers()) {
                made.digest(outer.getValue(), digest(outer.getKey(), hex(raw, LOWER)));
                made.digest(outer.getValue(), digest(outer.getKey(), hex(raw, UPPER)));
                made.digest(outer.getValue(), digest(outer.getKey(), raw));
            }
        }
    }

    /** The digests of so many bytes of the text with a salt behind or before it, joined in the usual ways. */
    public void salted(String text, String salt, int length, Made made) {
        List<String> names = SALTED.stream().filter(name -> isOf(length, name)).toList();
        for (String joint : names.isEmpty() ? List.<String>of() : JOINTS) {
            for (String whole : List.of(text + joint + salt, salt + joint + text)) {
                byte[] in = whole.getBytes(StandardCharsets.UTF_8);
                for (String name : names) {
                    made.digest(name + "(salted)", digest(name, in));
                }
            }
        }
    }

    /** The keyed digests of so many bytes of the text: HMAC (RFC 2104). */
    public void keyed(String text, byte[] key, int length, Made made) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        for (String name : KEYED) {
            if (isOf(length, name)) {
                made.digest("hmac-" + name, hmac(name, key, in));
            }
        }
    }

    public byte[] hmac(String name, byte[] key, byte[] in) {
        int block = name.equals("sha384") || name.equals("sha512") ? 128 : 64;
        byte[] padded = Arrays.copyOf(key.length > block ? digest(name, key) : key, block);
        return digest(name, joined(masked(padded, 0x5C), digest(name, joined(masked(padded, 0x36), in))));
    }

    private static byte[] masked(byte[] key, int mask) {
        byte[] out = key.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] ^= (byte) mask;
        }
        return out;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] out = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, out, first.length, second.length);
        return out;
    }

    public byte[] digest(String name, byte[] in) {
        MessageDigest digest = platform.get(name);
        if (digest != null) {
            return digest.digest(in);
        }
        Digest other = blake.get(name);
        if (other == null) {
            return sm3.digest(in);
        }
        byte[] out = new byte[other.getDigestSize()];
        other.update(in, 0, in.length);
        other.doFinal(out, 0);
        return out;
    }

    private static byte[] hex(byte[] digest, byte[] letters) {
        byte[] hex = new byte[digest.length * 2];
        for (int i = 0; i < digest.length; i++) {
            hex[2 * i] = letters[digest[i] >> 4 & 15];
            hex[2 * i + 1] = letters[digest[i] & 15];
        }
        return hex;
    }

    public static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
