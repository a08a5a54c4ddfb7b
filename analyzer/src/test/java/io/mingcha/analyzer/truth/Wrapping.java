package io.mingcha.analyzer.truth;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.bouncycastle.jcajce.provider.digest.SM3;

/** Wraps a field the way apps do: containers and codings inside one another. */
final class Wrapping {
    private final Random random;

    Wrapping(Random random) {
        this.random = random;
    }

    /** A request: what goes into the query, and what into the body. */
    record Request(String query, byte[] body) {}

    Request request(String key, String value, String siblings, int layers) {
        byte[] content = container(key, value, siblings);
        for (int i = 0; i < layers; i++) {
            content = layer(content);
        }
        if (random.nextInt(6) == 0 && content.length < 4000) {
            String text = new String(content, StandardCharsets.UTF_8);
            boolean isText = java.util.Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content);
            String inQuery =
                    isText ? text : Base64.getUrlEncoder().withoutPadding().encodeToString(content);
            return new Request("v=3&p=" + URLEncoder.encode(inQuery, StandardCharsets.UTF_8), new byte[0]);
        }
        return new Request("v=3", content);
    }

    private byte[] container(String key, String value, String siblings) {
        String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"");
        return switch (random.nextInt(5)) {
            case 0 -> utf8("{\"t\":1,\"a\":{\"b\":[1,{\"" + key + "\":\"" + quoted + "\"" + json(siblings) + "}]}}");
            case 1 -> utf8("sdk=4.1&" + key + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8) + form(siblings));
            case 2 -> utf8("<r><d k=\"1\"><" + key + ">" + value + "</" + key + ">" + xml(siblings) + "</d></r>");
            case 3 -> utf8("{\"e\":1}\n{\"" + key + "\":\"" + unicode(quoted) + "\"" + json(siblings) + "}\n");
            default ->
                utf8("--Xb7\r\nContent-Disposition: form-data; name=\"" + key + "\"\r\n\r\n" + value + part(siblings)
                        + "\r\n--Xb7\r\nContent-Disposition: form-data; name=\"z\"\r\n\r\n1\r\n--Xb7--\r\n");
        };
    }

    private static String json(String sibling) {
        return sibling.isEmpty() ? "" : ",\"" + sibling.split("=")[0] + "\":\"" + sibling.split("=")[1] + "\"";
    }

    private static String part(String sibling) {
        return sibling.isEmpty()
                ? ""
                : "\r\n--Xb7\r\nContent-Disposition: form-data; name=\"" + sibling.split("=")[0] + "\"\r\n\r\n"
                        + sibling.split("=")[1];
    }

    private static String form(String sibling) {
        return sibling.isEmpty() ? "" : "&" + sibling;
    }

    private static String xml(String sibling) {
        return sibling.isEmpty()
                ? ""
                : "<" + sibling.split("=")[0] + ">" + sibling.split("=")[1] + "</" + sibling.split("=")[0] + ">";
    }

    private String unicode(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append(c > 127 ? String.format("\\u%04x", c) : String.valueOf((char) c)));
        return out.toString();
    }

    private byte[] layer(byte[] in) {
        return switch (random.nextInt(8)) {
            case 0 -> gzip(in);
            case 1 -> zlib(in);
            case 2 -> Zstd.compress(in);
            case 3 -> utf8("{\"d\":\"" + Base64.getEncoder().encodeToString(in) + "\"}");
            case 4 -> utf8("data=" + Base64.getUrlEncoder().withoutPadding().encodeToString(in) + "&n=1");
            case 5 -> utf8("{\"h\":\"" + HexFormat.of().formatHex(in) + "\"}");
            case 6 ->
                utf8("payload="
                        + URLEncoder.encode(Base64.getEncoder().encodeToString(gzip(in)), StandardCharsets.UTF_8));
            default -> inString(in);
        };
    }

    private static byte[] inString(byte[] in) {
        String text = new String(in, StandardCharsets.UTF_8);
        boolean isJson = text.startsWith("{") && text.endsWith("}");
        return isJson
                ? utf8("{\"s\":\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}")
                : utf8("{\"d\":\"" + Base64.getEncoder().encodeToString(in) + "\"}");
    }

    /** A digest as apps write it: hex in either case, base64, of the value as it is or in another case. */
    String digest(String value) {
        String input = switch (random.nextInt(3)) {
            case 0 -> value.toLowerCase(Locale.ROOT);
            case 1 -> value.toUpperCase(Locale.ROOT);
            default -> value;
        };
        byte[] digest = hash(input);
        return switch (random.nextInt(4)) {
            case 0 -> HexFormat.of().withUpperCase().formatHex(digest);
            case 1 -> Base64.getEncoder().encodeToString(digest);
            default -> HexFormat.of().formatHex(digest);
        };
    }

    private byte[] hash(String input) {
        String[] names = {"MD5", "SHA-1", "SHA-256", "SM3"};
        String name = names[random.nextInt(4)];
        try {
            MessageDigest digest = name.equals("SM3") ? new SM3.Digest() : MessageDigest.getInstance(name);
            return digest.digest(utf8(input));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] gzip(byte[] in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] zlib(byte[] in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream zlib = new DeflaterOutputStream(out)) {
            zlib.write(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
