package io.mingcha.analyzer.truth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.bouncycastle.jcajce.provider.digest.SM3;
import org.bson.BsonBinaryWriter;
import org.bson.io.BasicOutputBuffer;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.xerial.snappy.SnappyFramedOutputStream;

/** Wraps a field the way apps do: containers and codings inside one another. */
final class Wrapping {
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());

    private final Random random;

    Wrapping(Random random) {
        this.random = random;
    }

    /** A request: what goes into the query, what into the body, and how it was wrapped, inside out. */
    record Request(String query, byte[] body, List<String> layers) {}

    private final List<String> used = new ArrayList<>();

    private String use(String layer) {
        used.add(layer);
        return layer;
    }

    /** One in which names count, or stand beside others. */
    Request request(List<Leak.Field> fields, int layers) {
        used.clear();
        return wrapped(random.nextInt(4) == 0 ? named(fields) : container(fields), layers);
    }

    /** One in which nothing has a name that tells. */
    Request nameless(String value, int layers) {
        used.clear();
        return wrapped(random.nextInt(3) == 0 ? container(List.of(new Leak.Field("v", value))) : binary(value), layers);
    }

    /** A whole message of JSON. */
    Request message(String json, int layers) {
        used.clear();
        use("json");
        return wrapped(utf8(json), layers);
    }

    private Request wrapped(byte[] inside, int layers) {
        byte[] content = inside;
        for (int i = 0; i < layers; i++) {
            content = layer(content);
        }
        if (random.nextInt(6) == 0 && content.length < 4000) {
            String text = new String(content, StandardCharsets.UTF_8);
            boolean isText = java.util.Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content);
            String inQuery =
                    isText ? text : Base64.getUrlEncoder().withoutPadding().encodeToString(content);
            use("query");
            return new Request(
                    "v=3&p=" + URLEncoder.encode(inQuery, StandardCharsets.UTF_8), new byte[0], List.copyOf(used));
        }
        return new Request("v=3", content, List.copyOf(used));
    }

    private byte[] binary(String value) {
        try {
            return switch (random.nextInt(4)) {
                case 0 -> {
                    use("protobuf");
                    byte[] text = utf8(value);
                    byte[] inner = joined(new byte[] {0x0A, (byte) text.length}, text, new byte[] {0x10, 0x2A});
                    byte[] session = utf8("session-start");
                    yield joined(
                            new byte[] {0x08, 0x07, 0x12, (byte) inner.length},
                            inner,
                            new byte[] {0x1A, (byte) session.length},
                            session);
                }
                case 1 -> {
                    use("msgpack");
                    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
                        packer.packMapHeader(2).packString("d").packString(value);
                        packer.packString("n").packArrayHeader(2).packInt(7).packBoolean(true);
                        yield packer.toByteArray();
                    }
                }
                case 2 -> {
                    use("cbor");
                    yield CBOR.writeValueAsBytes(Map.of("d", value, "n", List.of(7, true)));
                }
                default -> {
                    use("bson");
                    BasicOutputBuffer out = new BasicOutputBuffer();
                    try (BsonBinaryWriter writer = new BsonBinaryWriter(out)) {
                        writer.writeStartDocument();
                        writer.writeString("d", value);
                        writer.writeInt64("n", 1_700_000_000_000L);
                        writer.writeEndDocument();
                    }
                    yield out.toByteArray();
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private byte[] container(List<Leak.Field> fields) {
        int kind = random.nextInt(8);
        use(List.of("json", "form", "xml", "ndjson", "jsonp", "html", "multipart", "pairs")
                .get(kind));
        return switch (kind) {
            case 0 -> utf8("{\"t\":1,\"a\":{\"b\":[1,{" + json(fields) + "}]}}");
            case 1 -> utf8("sdk=4.1" + each(fields, f -> "&" + url(f.name()) + "=" + url(f.value())));
            case 2 ->
                utf8("<r><d k=\"1\">" + each(fields, f -> "<" + f.name() + ">" + f.value() + "</" + f.name() + ">")
                        + "</d></r>");
            case 3 -> utf8("{\"e\":1}\n{" + unicode(json(fields)) + "}\n");
            case 4 -> utf8("cb_" + random.nextInt(99) + "({" + json(fields) + "});");
            case 5 ->
                utf8("<!doctype html><html><body><form>"
                        + each(
                                fields,
                                f -> "<input type=\"hidden\" name=\"" + f.name() + "\" value=\"" + f.value() + "\">")
                        + "</form></body></html>");
            case 6 ->
                utf8(each(
                                fields,
                                f -> "--Xb7\r\nContent-Disposition: form-data; name=\"" + f.name() + "\"\r\n\r\n"
                                        + f.value() + "\r\n")
                        + "--Xb7\r\nContent-Disposition: form-data; name=\"z\"\r\n\r\n1\r\n--Xb7--\r\n");
            default ->
                utf8("{\"params\":["
                        + fields.stream()
                                .map(f -> "{\"key\":\"" + f.name() + "\",\"value\":\"" + quoted(f.value()) + "\"}")
                                .collect(Collectors.joining(","))
                        + "]}");
        };
    }

    /** Of the binary forms those that hold names. */
    private byte[] named(List<Leak.Field> fields) {
        Map<String, String> map = new LinkedHashMap<>();
        fields.forEach(f -> map.put(f.name(), f.value()));
        try {
            switch (random.nextInt(3)) {
                case 0 -> {
                    use("msgpack");
                    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
                        packer.packMapHeader(map.size());
                        for (Map.Entry<String, String> field : map.entrySet()) {
                            packer.packString(field.getKey()).packString(field.getValue());
                        }
                        return packer.toByteArray();
                    }
                }
                case 1 -> {
                    use("cbor");
                    return CBOR.writeValueAsBytes(Map.of("device", map, "n", 7));
                }
                default -> {
                    use("bson");
                    BasicOutputBuffer out = new BasicOutputBuffer();
                    try (BsonBinaryWriter writer = new BsonBinaryWriter(out)) {
                        writer.writeStartDocument();
                        map.forEach(writer::writeString);
                        writer.writeEndDocument();
                    }
                    return out.toByteArray();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(List<Leak.Field> fields) {
        return fields.stream()
                .map(f -> "\"" + f.name() + "\":\"" + quoted(f.value()) + "\"")
                .collect(Collectors.joining(","));
    }

    private static String quoted(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String each(List<Leak.Field> fields, Function<Leak.Field, String> written) {
        return fields.stream().map(written).collect(Collectors.joining());
    }

    private static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String unicode(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append(c > 127 ? String.format("\\u%04x", c) : String.valueOf((char) c)));
        return out.toString();
    }

    private byte[] layer(byte[] in) {
        int kind = random.nextInt(12);
        use(List.of(
                        "gzip",
                        "zlib",
                        "zstd",
                        "base64",
                        "base64url",
                        "hex",
                        "percent-base64-gzip",
                        "json-in-string",
                        "lz4",
                        "snappy",
                        "base64-lines",
                        "jwt")
                .get(kind));
        return switch (kind) {
            case 0 -> gzip(in);
            case 1 -> zlib(in);
            case 2 -> Zstd.compress(in);
            case 3 -> utf8("{\"d\":\"" + Base64.getEncoder().encodeToString(in) + "\"}");
            case 4 -> utf8("data=" + Base64.getUrlEncoder().withoutPadding().encodeToString(in) + "&n=1");
            case 5 -> utf8("{\"h\":\"" + HexFormat.of().formatHex(in) + "\"}");
            case 6 ->
                utf8("payload="
                        + URLEncoder.encode(Base64.getEncoder().encodeToString(gzip(in)), StandardCharsets.UTF_8));
            case 7 -> inString(in);
            case 8 -> lz4(in);
            case 9 -> snappy(in);
            case 10 ->
                utf8("{\"d\":\""
                        + Base64.getMimeEncoder(64, utf8("\n"))
                                .encodeToString(in)
                                .replace("\n", "\\n") + "\"}");
            default -> jwt(in);
        };
    }

    private static byte[] lz4(byte[] in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LZ4FrameOutputStream lz4 = new LZ4FrameOutputStream(out)) {
            lz4.write(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] snappy(byte[] in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (SnappyFramedOutputStream snappy = new SnappyFramedOutputStream(out)) {
            snappy.write(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] jwt(byte[] in) {
        Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
        String claims = "{\"iat\":1700000000,\"p\":\"" + url.encodeToString(in) + "\"}";
        return utf8("{\"jwt\":\"" + url.encodeToString(utf8("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")) + "."
                + url.encodeToString(utf8(claims)) + "." + url.encodeToString(new byte[32]) + "\"}");
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
