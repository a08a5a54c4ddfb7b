package io.mingcha.proxy.tls;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** JA3 and JA4 of a ClientHello, GREASE values (RFC 8701) left out. */
final class Fingerprint {
    private static final int SERVER_NAME = 0;
    private static final int ALPN = 16;
    private static final String NOTHING = "000000000000";

    private Fingerprint() {}

    static String ja3(ClientHello hello) {
        String text = hello.legacyVersion() + "," + dashed(hello.ciphers()) + "," + dashed(hello.extensions()) + ","
                + dashed(hello.groups()) + "," + dashed(hello.pointFormats());
        return digest("MD5", text);
    }

    static String ja4(ClientHello hello) {
        List<Integer> ciphers = real(hello.ciphers());
        List<Integer> extensions = real(hello.extensions());
        String a = "t" + version(hello) + (hello.namesServer() ? "d" : "i") + two(ciphers.size())
                + two(extensions.size()) + alpn(hello.alpn());
        String b = ciphers.isEmpty()
                ? NOTHING
                : digest("SHA-256", hexes(sorted(ciphers))).substring(0, 12);
        List<Integer> hashed =
                extensions.stream().filter(e -> e != SERVER_NAME && e != ALPN).toList();
        List<Integer> signatures = real(hello.signatureAlgorithms());
        String tail = hexes(sorted(hashed)) + (signatures.isEmpty() ? "" : "_" + hexes(signatures));
        String c = hashed.isEmpty() ? NOTHING : digest("SHA-256", tail).substring(0, 12);
        return a + "_" + b + "_" + c;
    }

    private static String version(ClientHello hello) {
        int highest = real(hello.versions()).stream().mapToInt(v -> v).max().orElse(hello.legacyVersion());
        return switch (highest) {
            case 0x0304 -> "13";
            case 0x0303 -> "12";
            case 0x0302 -> "11";
            case 0x0301 -> "10";
            case 0x0300 -> "s3";
            default -> "00";
        };
    }

    private static String alpn(List<String> offered) {
        if (offered.isEmpty() || offered.get(0).isEmpty()) {
            return "00";
        }
        String first = offered.get(0);
        char head = first.charAt(0);
        char tail = first.charAt(first.length() - 1);
        if (alphanumeric(head) && alphanumeric(tail)) {
            return "" + head + tail;
        }
        String hex = HexFormat.of().formatHex(first.getBytes(StandardCharsets.ISO_8859_1));
        return "" + hex.charAt(0) + hex.charAt(hex.length() - 1);
    }

    private static boolean alphanumeric(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static List<Integer> real(List<Integer> values) {
        return values.stream().filter(v -> !grease(v)).toList();
    }

    private static boolean grease(int value) {
        return (value & 0x0f0f) == 0x0a0a && value >> 8 == (value & 0xff);
    }

    private static List<Integer> sorted(List<Integer> values) {
        return values.stream().sorted().toList();
    }

    private static String dashed(List<Integer> values) {
        return real(values).stream().map(String::valueOf).collect(Collectors.joining("-"));
    }

    private static String hexes(List<Integer> values) {
        StringBuilder all = new StringBuilder(5 * values.size());
        for (int value : values) {
            all.append(all.isEmpty() ? "" : ",").append(HexFormat.of().toHexDigits((short) value));
        }
        return all.toString();
    }

    private static String two(int count) {
        int shown = Math.min(count, 99);
        return shown < 10 ? "0" + shown : Integer.toString(shown);
    }

    private static String digest(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
