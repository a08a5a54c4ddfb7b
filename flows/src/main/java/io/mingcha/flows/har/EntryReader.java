package io.mingcha.flows.har;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingcha.flows.Arrival;
import io.mingcha.flows.Body;
import io.mingcha.flows.Client;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Message;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Server;
import io.mingcha.flows.Timing;
import io.mingcha.flows.json.OwnerJson;
import io.mingcha.settings.Text;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

/** Makes a flow of one entry. A member of the wrong type counts as absent and is noted. */
final class EntryReader {
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ISO_OFFSET_DATE_TIME,
            DateTimeFormatter.ofPattern(
                    "[yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSSXX][yyyy-MM-dd'T'HH:mm:ss.SSSSSSXX][yyyy-MM-dd'T'HH:mm:ss.SSSXX][yyyy-MM-dd'T'HH:mm:ssXX]"));
    private static final double LONGEST_MILLIS = 1e12;
    private static final Set<String> PLAIN = Set.of("base64", "", "utf-8", "utf8", "text", "none", "identity");
    /** Close, ping and pong of a WebSocket. */
    private static final Set<Integer> CONTROL = Set.of(8, 9, 10);

    private static final String PARTLY_READ = "har_entry_partly_read";

    private final Map<String, Integer> connections = new HashMap<>();
    private Instant last = Instant.EPOCH;
    private final Set<String> leftOut = new LinkedHashSet<>();
    private Consumer<Text> notes = text -> {};

    Flow read(int index, JsonNode entry, Consumer<Text> noteTaker) {
        notes = noteTaker;
        leftOut.clear();
        if (!entry.isObject()) {
            note("entry", "条目不是 JSON 对象，已跳过", "the entry is not a JSON object and was skipped");
            notes = text -> {};
        }
        JsonNode detail = object(entry, "_mingcha");
        JsonNode request = object(entry, "request");
        JsonNode response = object(entry, "response");
        Address address = address(request, detail);
        Instant started = started(entry);
        Timing timing = detail.has("timing")
                ? Detail.timing(detail.path("timing"), started)
                : timing(started, number(entry, "time"));
        SocketFrames sent = new SocketFrames(true);
        SocketFrames received = new SocketFrames(false);
        webSocketMessages(entry, sent, received);
        Optional<Message> asked = request(request, detail, address, started, sent);
        Optional<Message> answered = response(entry, response, detail, started, received);
        return new Flow(
                index,
                connection(entry, detail),
                text(detail, "scheme").orElse(address.scheme()),
                text(detail, "protocol").orElseGet(() -> version(text(request, "httpVersion"))),
                detail.isMissingNode()
                        ? Client.UNKNOWN
                        : new Client(
                                text(detail, "client").orElse(""),
                                text(detail, "tag"),
                                OwnerJson.read(detail.path("owner"))),
                server(entry, detail, address),
                Detail.tls(detail.path("clientTls")),
                Detail.tls(detail.path("serverTls")),
                timing,
                asked,
                answered,
                Detail.outcome(detail.path("outcome")).orElseGet(() -> outcome(entry, response, answered.isPresent())));
    }

    private Outcome outcome(JsonNode entry, JsonNode response, boolean answered) {
        Outcome outcome = stated(entry, response, answered);
        return leftOut.isEmpty() || outcome.state() == Outcome.State.UNREAD
                ? outcome
                : Outcome.incomplete(PARTLY_READ, entry.isObject() ? String.join(", ", leftOut) : "entry");
    }

    private Server server(JsonNode entry, JsonNode detail, Address address) {
        if (detail.has("host")) {
            return new Server(
                    detail.path("host").asText(),
                    detail.path("port").asInt(),
                    text(detail, "address"),
                    text(detail, "sni"));
        }
        Optional<String> ip = text(entry, "serverIPAddress")
                .map(a -> a.startsWith("[") && a.endsWith("]") ? a.substring(1, a.length() - 1) : a)
                .filter(a -> !a.isBlank());
        return new Server(address.host(), address.port(), ip, Optional.empty());
    }

    private Address address(JsonNode request, JsonNode detail) {
        Optional<String> url = text(request, "url").filter(u -> !u.isBlank());
        if (url.isEmpty()) {
            if (detail.isMissingNode()) {
                note("request.url", "request.url 缺失", "request.url is missing");
            }
            return Address.parse("http://" + host(request) + "/");
        }
        if (url.get().startsWith("/")) {
            note("request.url", "request.url 不含主机", "request.url names no host");
            return Address.parse("http://" + host(request) + url.get());
        }
        return Address.parse(url.get());
    }

    private String host(JsonNode request) {
        return headers(request, false).stream()
                .filter(h -> h.name().equalsIgnoreCase("host"))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }

    private String target(Address address, JsonNode request) {
        JsonNode query = array(request, "queryString");
        if (address.target().contains("?") || query.isEmpty()) {
            return address.target();
        }
        return address.target() + "?" + form(query);
    }

    private Instant started(JsonNode entry) {
        Optional<Instant> parsed = text(entry, "startedDateTime").flatMap(EntryReader::instant);
        if (parsed.isEmpty()) {
            note(
                    "startedDateTime",
                    "startedDateTime 缺失或无法解析，沿用上一条目的时间",
                    "startedDateTime is missing or no date; the time of the entry before is used");
        }
        last = parsed.orElse(last);
        return last;
    }

    private static Optional<Instant> instant(String text) {
        String clean = text.strip().replace(' ', 'T');
        for (DateTimeFormatter format : DATES) {
            try {
                return Optional.of(OffsetDateTime.parse(clean, format).toInstant());
            } catch (DateTimeException e) {
                // the next format may fit
            }
        }
        try {
            return Optional.of(LocalDateTime.parse(clean).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Timing timing(Instant started, OptionalDouble millis) {
        Timing at = Timing.at(started);
        return new Timing(
                at.opened(),
                at.accepted(),
                at.resolved(),
                at.connected(),
                at.serverSecured(),
                at.clientSecured(),
                millis.isPresent() ? Optional.of(plus(started, millis.getAsDouble())) : Optional.empty());
    }

    private static Instant plus(Instant instant, double millis) {
        boolean sane = millis > 0 && millis < LONGEST_MILLIS;
        return sane ? instant.plusNanos(Math.round(millis * 1e6)) : instant;
    }

    private int connection(JsonNode entry, JsonNode detail) {
        if (detail.path("connection").isInt()) {
            return detail.path("connection").intValue();
        }
        Optional<String> name = text(entry, "connection").filter(c -> !c.isBlank());
        return name.map(c -> connections.computeIfAbsent(c, k -> connections.size()))
                .orElse(0);
    }

    private Optional<Message> request(
            JsonNode request, JsonNode detail, Address address, Instant started, SocketFrames sent) {
        JsonNode own = detail.path("request");
        if (detail.isMissingNode() ? request.isMissingNode() : !own.isObject()) {
            return Optional.empty();
        }
        JsonNode post = object(request, "postData");
        byte[] body = postData(post, !detail.isMissingNode());
        if (body.length == 0 && !sent.isEmpty()) {
            body = sent.bytes();
        }
        Optional<Head> head = Optional.empty();
        if (own.path("head").asBoolean(true)) {
            List<Header> headers = headers(request, !detail.isMissingNode());
            if (detail.isMissingNode()) {
                addUpgrade(headers, !sent.isEmpty());
                addMimeType(headers, post);
                addCookies(headers, array(request, "cookies"));
            }
            head = Optional.of(new Head.Request(
                    text(request, "method").orElse("GET"),
                    text(own, "target").orElseGet(() -> target(address, request)),
                    detail.isMissingNode()
                            ? version(text(request, "httpVersion"))
                            : text(request, "httpVersion").orElse(""),
                    headers));
        }
        long length = Math.max(length(own, request, "bodySize"), body.length);
        return Optional.of(message(own, head, Partial.of(length, body), started, started, sent.arrivals()));
    }

    private Optional<Message> response(
            JsonNode entry, JsonNode response, JsonNode detail, Instant started, SocketFrames received) {
        JsonNode own = detail.path("response");
        int status = (int) number(response, "status").orElse(0);
        if (!detail.isMissingNode() ? !own.isObject() : status <= 0 && received.isEmpty()) {
            return Optional.empty();
        }
        JsonNode content = object(response, "content");
        byte[] body = text(content, "_wire")
                .filter(w -> !detail.isMissingNode())
                .flatMap(Payload::fromBase64)
                .orElseGet(() -> bytes(
                        text(content, "text", "response.content.text"),
                        text(content, "encoding"),
                        !detail.isMissingNode(),
                        "response.content"));
        if (body.length == 0 && !received.isEmpty()) {
            body = received.bytes();
        }
        Optional<Head> head = Optional.empty();
        if (own.path("head").asBoolean(true)) {
            List<Header> headers = headers(response, !detail.isMissingNode());
            if (detail.isMissingNode()) {
                addUpgrade(headers, !received.isEmpty());
                addMimeType(headers, content);
            }
            head = Optional.of(new Head.Response(
                    status,
                    text(response, "statusText").orElse(""),
                    detail.isMissingNode()
                            ? version(text(response, "httpVersion"))
                            : text(response, "httpVersion").orElse(""),
                    headers));
        }
        // a tool that left the content out says how long it was
        long length = body.length > 0 ? body.length : length(own, content, "size");
        if (own.has("length")) {
            length = Math.max(own.path("length").asLong(), body.length);
        }
        JsonNode timings = object(entry, "timings");
        double until = 0;
        for (String phase : List.of("blocked", "dns", "connect", "send", "wait")) {
            until += Math.max(0, number(timings, phase).orElse(0));
        }
        Instant firstByte = plus(started, until);
        Instant end = plus(started, number(entry, "time").orElse(until));
        return Optional.of(message(
                own,
                head,
                Partial.of(length, body),
                firstByte,
                end.isBefore(firstByte) ? firstByte : end,
                received.arrivals()));
    }

    private static long length(JsonNode own, JsonNode foreign, String member) {
        JsonNode value = own.has("length") ? own.path("length") : foreign.path(member);
        return value.isNumber() ? Math.max(0, value.asLong()) : 0;
    }

    private Message message(
            JsonNode own, Optional<Head> head, Body body, Instant firstByte, Instant lastByte, List<Arrival> arrivals) {
        if (own.isMissingNode()) {
            return new Message(head, body, List.of(), firstByte, Optional.of(lastByte), true, arrivals);
        }
        return new Message(
                head,
                body,
                pairs(own.path("trailers")),
                Detail.instant(own, "firstByte").orElse(firstByte),
                Detail.instant(own, "lastByte"),
                own.path("complete").asBoolean(true),
                Detail.arrivals(own));
    }

    private Outcome stated(JsonNode entry, JsonNode response, boolean answered) {
        if (answered) {
            return Outcome.COMPLETE;
        }
        String error = text(response, "_error")
                .or(() -> text(response, "_errorText"))
                .or(() -> text(entry, "_error"))
                .or(() -> text(entry, "comment"))
                .orElse("");
        String lower = error.toLowerCase(Locale.ROOT);
        if (lower.contains("cert") || lower.contains("ssl") || lower.contains("tls")) {
            return Outcome.unread("tls_failed", error);
        }
        return Outcome.failed("no_response", error);
    }

    private byte[] postData(JsonNode post, boolean own) {
        Optional<String> text = text(post, "text", "request.postData.text");
        JsonNode params = array(post, "params");
        if (text.filter(t -> !t.isEmpty()).isPresent() || params.isEmpty()) {
            Optional<String> encoding = text(post, "encoding").or(() -> text(post, "_encoding"));
            return bytes(text, encoding, own, "request.postData");
        }
        String mimeType = text(post, "mimeType").orElse("");
        return mimeType.toLowerCase(Locale.ROOT).startsWith("multipart/")
                ? Multipart.rebuild(params, mimeType)
                : form(params).getBytes(StandardCharsets.UTF_8);
    }

    private static String form(JsonNode params) {
        List<String> pairs = new ArrayList<>();
        for (JsonNode param : params) {
            String name = UrlText.encode(param.path("name").asText());
            pairs.add(name + "=" + UrlText.encode(param.path("value").asText()));
        }
        return String.join("&", pairs);
    }

    private byte[] bytes(Optional<String> text, Optional<String> encoding, boolean own, String where) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        if (encoding.filter(e -> e.equalsIgnoreCase("base64")).isPresent()) {
            Optional<byte[]> decoded = Payload.fromBase64(text.get());
            if (decoded.isPresent()) {
                return decoded.get();
            }
            note(where, where + " 声称是 base64 但不是，按文本保留", where + " claims to be base64 and is not; it is kept as text");
        } else if (encoding.filter(e -> !PLAIN.contains(e.toLowerCase(Locale.ROOT)))
                .isPresent()) {
            note(
                    where,
                    where + " 的编码 " + encoding.get() + " 无法识别，按文本保留",
                    where + " has an encoding that is not known, " + encoding.get() + "; it is kept as text");
        }
        return own ? text.get().getBytes(StandardCharsets.UTF_8) : Payload.fromForeignText(text.get());
    }

    private void webSocketMessages(JsonNode entry, SocketFrames sent, SocketFrames received) {
        for (JsonNode message : array(entry, "_webSocketMessages")) {
            String data = message.path("data").asText();
            SocketFrames side = message.path("type").asText().equals("send") ? sent : received;
            int opcode = message.path("opcode").asInt(SocketFrames.TEXT);
            if (opcode == SocketFrames.BINARY) {
                side.add(opcode, binary(data), message.path("time").asDouble());
            } else if (!CONTROL.contains(opcode)) {
                // tools name errors and what they have joined of fragments by opcodes of their own
                side.add(
                        SocketFrames.TEXT,
                        data.getBytes(StandardCharsets.UTF_8),
                        message.path("time").asDouble());
            }
        }
    }

    private byte[] binary(String data) {
        Optional<byte[]> decoded = Payload.fromBase64(data);
        if (decoded.isEmpty()) {
            note(
                    "_webSocketMessages.data",
                    "_webSocketMessages 中一条二进制消息不是 base64，按文本保留",
                    "a binary message of _webSocketMessages is no base64; it is kept as text");
        }
        return decoded.orElseGet(() -> data.getBytes(StandardCharsets.UTF_8));
    }

    /** What carries messages was a WebSocket, whether or not the tool wrote down the headers that say so. */
    private static void addUpgrade(List<Header> headers, boolean messages) {
        if (messages
                && headers.stream()
                        .noneMatch(h -> h.name().equalsIgnoreCase("upgrade")
                                || h.name().equalsIgnoreCase("sec-websocket-accept"))) {
            headers.add(new Header("Upgrade", "websocket"));
        }
    }

    private static void addMimeType(List<Header> headers, JsonNode body) {
        String mimeType = body.path("mimeType").asText("");
        boolean known = headers.stream().anyMatch(h -> h.name().equalsIgnoreCase("content-type"));
        if (!known && !mimeType.isBlank() && !mimeType.equals("x-unknown")) {
            headers.add(new Header("Content-Type", mimeType));
        }
    }

    private static void addCookies(List<Header> headers, JsonNode cookies) {
        if (cookies.isEmpty() || headers.stream().anyMatch(h -> h.name().equalsIgnoreCase("cookie"))) {
            return;
        }
        List<String> pairs = new ArrayList<>();
        cookies.forEach(
                c -> pairs.add(c.path("name").asText() + "=" + c.path("value").asText()));
        headers.add(new Header("Cookie", String.join("; ", pairs)));
    }

    private List<Header> headers(JsonNode message, boolean own) {
        List<Header> headers = pairs(array(message, "headers"));
        if (!own) {
            // what HTTP/2 puts before its headers stands in method and URL already
            headers.removeIf(h -> h.name().startsWith(":"));
        }
        return headers;
    }

    private static List<Header> pairs(JsonNode array) {
        List<Header> pairs = new ArrayList<>(array.size());
        for (JsonNode pair : array) {
            if (pair.path("name").isTextual()) {
                pairs.add(new Header(
                        pair.path("name").textValue(), pair.path("value").asText("")));
            }
        }
        return pairs;
    }

    private static String version(Optional<String> stated) {
        String version = stated.orElse("").strip().toUpperCase(Locale.ROOT);
        return switch (version) {
            case "", "UNKNOWN" -> "HTTP/1.1";
            case "H2", "HTTP/2.0", "HTTP/2", "HTTP2", "HTTP/2.0+QUIC/43" -> "HTTP/2";
            case "H3", "HTTP/3.0", "HTTP/3", "HTTP3" -> "HTTP/3";
            default -> version;
        };
    }

    private JsonNode object(JsonNode node, String member) {
        JsonNode value = node.path(member);
        if (!value.isObject() && !absent(value)) {
            note(member, member + " 应为对象，已忽略", member + " is not an object and was left out");
        }
        return value.isObject() ? value : node.path("\0");
    }

    private JsonNode array(JsonNode node, String member) {
        JsonNode value = node.path(member);
        if (!value.isArray() && !absent(value)) {
            note(member, member + " 应为数组，已忽略", member + " is not an array and was left out");
        }
        return value.isArray() ? value : node.path("\0");
    }

    private Optional<String> text(JsonNode node, String member) {
        return text(node, member, member);
    }

    /** @param called the member as notes call it */
    private Optional<String> text(JsonNode node, String member, String called) {
        JsonNode value = node.path(member);
        if (value.isValueNode() && !value.isNull()) {
            return Optional.of(value.asText());
        }
        if (!absent(value)) {
            note(called, called + " 应为文本，已忽略", called + " is not a text and was left out");
        }
        return Optional.empty();
    }

    private OptionalDouble number(JsonNode node, String member) {
        JsonNode value = node.path(member);
        if (value.isNumber()) {
            return OptionalDouble.of(value.doubleValue());
        }
        if (value.isTextual()) {
            try {
                return OptionalDouble.of(Double.parseDouble(value.textValue()));
            } catch (NumberFormatException e) {
                note(member, member + " 应为数字，已忽略", member + " is not a number and was left out");
            }
        } else if (!absent(value)) {
            note(member, member + " 应为数字，已忽略", member + " is not a number and was left out");
        }
        return OptionalDouble.empty();
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private void note(String member, String zh, String en) {
        leftOut.add(member);
        notes.accept(Text.of(zh, en));
    }
}
