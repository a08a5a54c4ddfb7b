package io.mingcha.bench.corpus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Writes HAR files of an app's traffic; every eighth request carries one of the known values, plain or hashed.
 */
final class HarCorpus {
    /** Of so many entries one exposes something; of those of usual size the first, and each that many behind it. */
    static final int NTH_EXPOSES = 8;

    private static final String[] HOSTS = {
        "api.bench.example", "log.datamind.example", "ads.pushlane.example", "cdn.bench.example", "t.measure.example"
    };

    /** How much a request says. */
    enum Size {
        /** Three to five hundred bytes: JSON or a form with a single event. */
        SMALL(1),
        /** Two to three kilobytes: nested JSON, forms, gzip, base64 within JSON, JSON within strings. */
        USUAL(9),
        /** JSON of 64 KiB and more, as events that were kept for days are sent. */
        LARGE(320);

        private final int events;

        Size(int events) {
            this.events = events;
        }
    }

    private final Random random = new Random(42);
    private final KnownValues known;
    private final Size size;

    private HarCorpus(KnownValues known, Size size) {
        this.known = known;
        this.size = size;
    }

    static void write(Path file, int entries, KnownValues known, Size size) throws IOException {
        HarCorpus corpus = new HarCorpus(known, size);
        try (OutputStream out = Files.newOutputStream(file);
                JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeObjectFieldStart("log");
            json.writeStringField("version", "1.2");
            json.writeObjectFieldStart("creator");
            json.writeStringField("name", "bench");
            json.writeStringField("version", "1");
            json.writeEndObject();
            json.writeArrayFieldStart("entries");
            for (int i = 0; i < entries; i++) {
                corpus.entry(json, i);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    private void entry(JsonGenerator json, int number) throws IOException {
        String host = HOSTS[number % HOSTS.length];
        String reply = "{\"code\":0,\"message\":\"ok\",\"trace\":\"" + KnownValues.hex(32, random)
                + "\",\"data\":{\"next\":" + random.nextInt(1000) + "}}";
        json.writeStartObject();
        json.writeStringField(
                "startedDateTime",
                Instant.ofEpochMilli(1_790_000_000_000L + number * 40L).toString());
        json.writeNumberField("time", 31);
        json.writeObjectFieldStart("request");
        json.writeStringField("method", "POST");
        json.writeStringField(
                "url",
                "https://" + host + "/v2/event?ts=" + (1_790_000_000_000L + number * 40L) + "&seq=" + number + "&sign="
                        + KnownValues.hex(32, random));
        json.writeStringField("httpVersion", "HTTP/1.1");
        Body body = body(number);
        json.writeArrayFieldStart("headers");
        header(json, "Host", host);
        header(json, "Content-Type", body.type());
        header(json, "User-Agent", "Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8 Build/AP1A.240405.002)");
        header(json, "Accept-Encoding", "gzip");
        header(json, "X-Request-Id", KnownValues.hex(32, random));
        header(json, "Cookie", "sid=" + KnownValues.hex(32, random) + "; lang=zh-CN; ab=" + random.nextInt(99));
        if (body.gzip()) {
            header(json, "Content-Encoding", "gzip");
        }
        json.writeEndArray();
        json.writeArrayFieldStart("queryString");
        json.writeEndArray();
        json.writeArrayFieldStart("cookies");
        json.writeEndArray();
        json.writeNumberField("headersSize", -1);
        json.writeNumberField("bodySize", body.bytes().length);
        json.writeObjectFieldStart("postData");
        json.writeStringField("mimeType", body.type());
        if (body.gzip()) {
            json.writeStringField("text", Base64.getEncoder().encodeToString(body.bytes()));
            json.writeStringField("encoding", "base64");
        } else {
            json.writeStringField("text", new String(body.bytes(), StandardCharsets.UTF_8));
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeObjectFieldStart("response");
        json.writeNumberField("status", 200);
        json.writeStringField("statusText", "OK");
        json.writeStringField("httpVersion", "HTTP/1.1");
        json.writeArrayFieldStart("headers");
        header(json, "Content-Type", "application/json");
        header(json, "Date", "Thu, 26 Nov 2026 00:00:00 GMT");
        header(json, "Server", "bench");
        json.writeEndArray();
        json.writeArrayFieldStart("cookies");
        json.writeEndArray();
        json.writeObjectFieldStart("content");
        json.writeNumberField("size", reply.length());
        json.writeStringField("mimeType", "application/json");
        json.writeStringField("text", reply);
        json.writeEndObject();
        json.writeStringField("redirectURL", "");
        json.writeNumberField("headersSize", -1);
        json.writeNumberField("bodySize", reply.length());
        json.writeEndObject();
        json.writeObjectFieldStart("cache");
        json.writeEndObject();
        json.writeObjectFieldStart("timings");
        json.writeNumberField("send", 1);
        json.writeNumberField("wait", 29);
        json.writeNumberField("receive", 1);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void header(JsonGenerator json, String name, String value) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("value", value);
        json.writeEndObject();
    }

    private record Body(String type, byte[] bytes, boolean gzip) {}

    private Body body(int number) {
        return switch (size) {
            case SMALL -> number % 2 == 0 ? json(events(number)) : form(number);
            case USUAL -> dressed(number, events(number));
            case LARGE -> json(events(number));
        };
    }

    private static Body json(String text) {
        return new Body("application/json", utf8(text), false);
    }

    private Body form(int number) {
        String fields =
                "v=3&pkg=example.bench&ver=4.2.1&ch=store&model=Pixel+8&os=android&api=34&w=1080&h=2400&density=2.625&net=wifi&event=page_view_"
                        + random.nextInt(50) + "&id=" + (1_000_000_000L + random.nextInt(1 << 30)) + "&ts="
                        + (1_790_000_000_000L + number) + "&trace=" + KnownValues.hex(16, random) + "&session="
                        + KnownValues.hex(32, random) + "&order=" + KnownValues.digits(18, random) + "&price="
                        + random.nextInt(100_000) / 100.0 + "&x=" + random.nextInt(1080) + "&from=" + text(1) + "&page="
                        + URLEncoder.encode("/pages/detail?tab=" + text(1), StandardCharsets.UTF_8);
        String known = number % NTH_EXPOSES == 1
                ? carried(number / NTH_EXPOSES)
                        .replace(",\"", "&")
                        .replace("\":\"", "=")
                        .replace("\"", "")
                : "";
        return new Body("application/x-www-form-urlencoded", utf8(fields + known), false);
    }

    private Body dressed(int number, String events) {
        return switch (number % 5) {
            case 0 -> json(events);
            case 1 -> new Body("application/json", gzip(events), true);
            case 2 ->
                new Body(
                        "application/x-www-form-urlencoded",
                        utf8("v=3&compress=0&data="
                                + URLEncoder.encode(
                                        Base64.getEncoder().encodeToString(utf8(events)), StandardCharsets.UTF_8)
                                + "&crc=" + random.nextInt(1 << 30)),
                        false);
            case 3 ->
                new Body(
                        "application/json",
                        utf8("{\"v\":1,\"payload\":\"" + Base64.getEncoder().encodeToString(gzip(events)) + "\",\"ts\":"
                                + (1_790_000_000L + number) + ",\"pad\":\"" + text(40) + "\"}"),
                        false);
            default ->
                new Body(
                        "application/json",
                        utf8("{\"kind\":\"batch\",\"inner\":\""
                                + events.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}"),
                        false);
        };
    }

    private String events(int number) {
        StringBuilder json = new StringBuilder(200 + 260 * size.events);
        json.append("{\"app\":{\"pkg\":\"example.bench\",\"ver\":\"4.2.1\",\"ch\":\"store\"},\"dev\":{")
                .append("\"model\":\"Pixel 8\",\"os\":\"android\",\"api\":34,\"w\":1080,\"h\":2400,\"density\":2.625");
        if (number % NTH_EXPOSES == 0) {
            json.append(carried(number / NTH_EXPOSES));
        }
        json.append("},\"events\":[");
        for (int i = 0; i < size.events; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"id\":")
                    .append(1_000_000_000L + random.nextInt(1 << 30))
                    .append(",\"name\":\"page_view_")
                    .append(random.nextInt(50))
                    .append("\",\"ts\":")
                    .append(1_790_000_000_000L + random.nextInt(1 << 30))
                    .append(",\"trace\":\"")
                    .append(KnownValues.hex(16, random))
                    .append("\",\"props\":{\"order\":\"")
                    .append(KnownValues.digits(18, random))
                    .append("\",\"price\":")
                    .append(random.nextInt(100_000) / 100.0)
                    .append(",\"ok\":true,\"tags\":[\"")
                    .append(text(1))
                    .append("\",\"")
                    .append(text(1))
                    .append("\"],\"x\":")
                    .append(random.nextInt(1080))
                    .append(",\"from\":\"")
                    .append(text(2))
                    .append("\"}}");
        }
        return json.append("]}").toString();
    }

    private String carried(int turn) {
        return switch (turn % 5) {
            case 0 -> ",\"imei\":\"" + known.first("imei") + "\"";
            case 1 -> ",\"m\":\"" + md5(known.first("phone_number")) + "\"";
            case 2 -> ",\"oaid\":\"" + known.first("oaid") + "\"";
            case 3 -> ",\"u\":\"" + known.first("email") + "\"";
            default -> ",\"aid\":\"" + known.first("android_id") + "\"";
        };
    }

    private String text(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ");
            int length = 4 + random.nextInt(6);
            for (int j = 0; j < length; j++) {
                text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(utf8(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(utf8(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
