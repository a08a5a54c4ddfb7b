package io.mingcha.analyzer.detect.known;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.UncheckedExecutionException;
import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.digest.Digests;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.flows.Exposure.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * Finds digests of known values whose salt, or key, is another value of the same message, such as {@code md5(phone + deviceId)}.
 * Only a message with a value in the form of a digest is looked at, and of it only so many salts: what a device or an account is
 * called comes again with every message, and its digests are made once.
 */
public final class SaltedDigests {
    private static final int MOST_SALTS = 4;
    private static final int MOST_VALUES = 48;
    /** A table takes some fifty kilobytes, and times and nonces make new ones all the time. */
    private static final int MOST_KEPT = 128;

    private static final int SHORTEST_SALT = 4;
    private static final int LONGEST_SALT = 64;
    private static final int SHORTEST_ID = 6;
    private static final List<String> JOINTS = List.of("", "_", "-", ":", "|", "&");

    private record Table(String salt, String digest) {}

    private final List<KnownValues.Part> values;
    private final Cache<Table, DigestTable> tables =
            CacheBuilder.newBuilder().maximumSize(MOST_KEPT).build();

    public SaltedDigests(List<KnownValues.Part> values) {
        this.values = values.stream().limit(MOST_VALUES).toList();
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Whether a text is as long as a digest in hex or base64, and looks like nothing else. */
    public static boolean isShaped(String text) {
        return switch (text.length()) {
            case 32, 40, 64 -> isMixed(text, true);
            case 22, 27, 43 -> isMixed(text, false);
            case 24 -> text.endsWith("==") && isMixed(text.substring(0, 22), false);
            case 28, 44 -> text.endsWith("=") && isMixed(text.substring(0, text.length() - 1), false);
            default -> false;
        };
    }

    private static boolean isMixed(String text, boolean hex) {
        boolean digit = false;
        boolean upper = false;
        boolean lower = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean figure = c >= '0' && c <= '9';
            boolean big = c >= 'A' && c <= (hex ? 'F' : 'Z');
            boolean small = c >= 'a' && c <= (hex ? 'f' : 'z');
            if (!figure && !big && !small && (hex || c != '+' && c != '/' && c != '-' && c != '_')) {
                return false;
            }
            digit |= figure;
            upper |= big;
            lower |= small;
        }
        return digit && (hex ? upper || lower : upper && lower);
    }

    /** @param shaped the values in the form of a digest that nothing else explains, in order */
    public List<Hit> find(List<Node> shaped, Decoded message) {
        List<String> salts = salts(shaped, message);
        List<Hit> hits = new ArrayList<>(0);
        for (Node node : shaped) {
            bytes(node.text()).ifPresent(digest -> find(node, digest, salts).ifPresent(hits::add));
        }
        return hits;
    }

    private Optional<Hit> find(Node node, byte[] digest, List<String> salts) {
        for (String salt : salts) {
            for (String name : ofLength(digest.length)) {
                List<KnownValues.Digested> found = table(salt, name).of(digest);
                if (!found.isEmpty() && !salt.equals(node.text())) {
                    KnownValues.Digested first = found.get(0);
                    return Optional.of(Hit.whole(
                            first.value().type(),
                            node,
                            Method.KNOWN_VALUE_HASH,
                            first.transform(),
                            0.97,
                            first.value().canonical()));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> ofLength(int bytes) {
        return switch (bytes) {
            case 16 -> List.of("md5");
            case 20 -> List.of("sha1");
            default -> List.of("sha256", "sm3");
        };
    }

    /** How these digests are called. */
    static Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (String name : List.of("md5", "sha1", "sha256", "sm3")) {
            names.addAll(List.of(name + "(salted)", name + "(" + name + ", salted)", "hmac-" + name));
        }
        return names;
    }

    private DigestTable table(String salt, String name) {
        try {
            return tables.get(new Table(salt, name), () -> made(salt, name));
        } catch (ExecutionException | UncheckedExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private DigestTable made(String salt, String name) {
        Digests digests = new Digests();
        DigestTable table = new DigestTable();
        byte[] key = salt.getBytes(StandardCharsets.UTF_8);
        for (KnownValues.Part part : values) {
            KnownValues.Known value = part.value();
            KnownValues.Digested salted = new KnownValues.Digested(value, name + "(salted)");
            KnownValues.Digested twice = new KnownValues.Digested(value, name + "(" + name + ", salted)");
            KnownValues.Digested keyed = new KnownValues.Digested(value, "hmac-" + name);
            for (String text : Spellings.plainest(part.text())) {
                byte[] in = text.getBytes(StandardCharsets.UTF_8);
                for (String joint : JOINTS) {
                    table.put(digests.digest(name, utf8(text + joint + salt)), salted);
                    table.put(digests.digest(name, utf8(salt + joint + text)), salted);
                }
                String inner = Digests.hex(digests.digest(name, in));
                table.put(digests.digest(name, utf8(inner + salt)), twice);
                table.put(digests.digest(name, utf8(salt + inner)), twice);
                table.put(digests.hmac(name, key, in), keyed);
            }
        }
        return table;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What may be a salt, the likeliest first: what is called so, then ids beside the digest, then ids anywhere. */
    private static List<String> salts(List<Node> shaped, Decoded message) {
        Set<Node> beside = new HashSet<>();
        shaped.forEach(node -> beside.addAll(node.fellows()));
        List<List<String>> ranks = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Node part : message.parts()) {
            part.walk(node -> {
                String text = node.text();
                if (node.kind() == Node.Kind.TEXT && !text.isEmpty() && !node.isOpened() && isWord(text)) {
                    rank(node, text, beside).ifPresent(rank -> ranks.get(rank).add(text));
                }
            });
        }
        return ranks.stream().flatMap(List::stream).distinct().limit(MOST_SALTS).toList();
    }

    private static Optional<Integer> rank(Node node, String text, Set<Node> beside) {
        String key = node.key().toLowerCase(Locale.ROOT);
        if (key.contains("salt") || key.contains("nonce") || key.contains("rand")) {
            return Optional.of(0);
        }
        boolean id = text.length() >= SHORTEST_ID && text.chars().anyMatch(c -> c >= '0' && c <= '9');
        if (id) {
            return Optional.of(beside.contains(node) ? 1 : 2);
        }
        return beside.contains(node) && text.length() >= SHORTEST_SALT ? Optional.of(3) : Optional.empty();
    }

    private static boolean isWord(String text) {
        return text.length() <= LONGEST_SALT && text.chars().noneMatch(c -> c <= ' ');
    }

    private static Optional<byte[]> bytes(String text) {
        int length = text.length();
        try {
            return Optional.of(
                    length == 32 || length == 40 || length == 64
                            ? HexFormat.of().parseHex(text)
                            : (text.indexOf('-') >= 0 || text.indexOf('_') >= 0
                                            ? Base64.getUrlDecoder()
                                            : Base64.getDecoder())
                                    .decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
