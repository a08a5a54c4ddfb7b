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
import io.mingcha.flows.WayIn;
import io.mingcha.flows.json.OwnerJson;
import io.mingcha.settings.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

/** Makes a flow of one entry. A member of the wrong type counts as absent and is noted. */
final class EntryReader {
    private static final double LONGEST_MILLIS = 1e12;
    private static final Set<String> PLAIN = Set.of("base64", "", "utf-8", "utf8", "text", "none", "identity");
    private static final String PARTLY_READ = "har_entry_partly_read";

    private final Map<String, Integer> connections = new HashMap<>();
    private Instant last = Instant.EPOCH;
    private Members in = new Members(text -> {});

    Flow read(int index, JsonNode entry, Consumer<Text> noteTaker) {
        in = new Members(noteTaker);
        if (!entry.isObject()) {
            in.note("entry", "条目不是 JSON 对象，已跳过", "the entry is not a JSON object and was skipped");
            in.beSilent();
        }
        JsonNode detail = in.object(entry, "_mingcha");
        JsonNode request = in.object(entry, "request");
        JsonNode response = in.object(entry, "response");
        Address address = address(request, detail);
        Instant started = started(entry);
        Timing timing = detail.has("timing")
                ? Detail.timing(detail.path("timing"), started)
                : timing(started, in.number(entry, "time"));
        SocketMessages messages = SocketMessages.of(entry, in);
        Optional<Message> asked = request(request, detail, address, started, messages.sent());
        Optional<Message> answered = response(entry, response, detail, started, messages.received());
        return new Flow(
                index,
                connection(entry, detail),
                in.text(detail, "scheme").orElse(address.scheme()),
                in.text(detail, "protocol").orElseGet(() -> version(in.text(request, "httpVersion"))),
                detail.isMissingNode()
                        ? Client.UNKNOWN
                        : new Client(
                                in.text(detail, "client").orElse(""),
                                in.text(detail, "tag"),
                                OwnerJson.read(detail.path("owner")),
                                WayIn.labelled(detail.path("way").asText())),
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
        return in.leftOut().isEmpty() || outcome.state() == Outcome.State.UNREAD
                ? outcome
                : Outcome.incomplete(PARTLY_READ, entry.isObject() ? String.join(", ", in.leftOut()) : "");
    }

    private Server server(JsonNode entry, JsonNode detail, Address address) {
        if (detail.has("host")) {
            return new Server(
                    detail.path("host").asText(),
                    detail.path("port").asInt(),
                    in.text(detail, "address"),
                    in.text(detail, "sni"));
        }
        Optional<String> ip = in.text(entry, "serverIPAddress")
                .map(a -> a.startsWith("[") && a.endsWith("]") ? a.substring(1, a.length() - 1) : a)
                .filter(a -> !a.isBlank());
        return new Server(address.host(), address.port(), ip, Optional.empty());
    }

    private Address address(JsonNode request, JsonNode detail) {
        Optional<String> url = in.text(request, "url").filter(u -> !u.isBlank());
        if (url.isEmpty()) {
            if (detail.isMissingNode()) {
                in.note("request.url", "request.url 缺失", "request.url is missing");
            }
            return Unaddressed.of(pairs(in.array(request, "headers"))).at("/");
        }
        if (url.get().startsWith("/")) {
            Unaddressed rest = Unaddressed.of(pairs(in.array(request, "headers")));
            if (!rest.stated()) {
                in.note("request.url", "request.url 不含主机", "request.url names no host");
            }
            return rest.at(url.get());
        }
        return Address.parse(url.get());
    }

    private String target(Address address, JsonNode request) {
        JsonNode query = in.array(request, "queryString");
        if (address.target().contains("?") || query.isEmpty()) {
            return address.target();
        }
        return address.target() + "?" + form(query);
    }

    private Instant started(JsonNode entry) {
        Optional<Instant> parsed = in.text(entry, "startedDateTime").flatMap(Dates::parse);
        if (parsed.isEmpty()) {
            in.note(
                    "startedDateTime",
                    "startedDateTime 缺失或无法解析，沿用上一条目的时间",
                    "startedDateTime is missing or no date; the time of the entry before is used");
        }
        last = parsed.orElse(last);
        return last;
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
        Optional<String> name = in.text(entry, "connection").filter(c -> !c.isBlank());
        return name.map(c -> connections.computeIfAbsent(c, k -> connections.size()))
                .orElse(0);
    }

    private Optional<Message> request(
            JsonNode request, JsonNode detail, Address address, Instant started, SocketFrames sent) {
        JsonNode own = detail.path("request");
        if (detail.isMissingNode() ? request.isMissingNode() : !own.isObject()) {
            return Optional.empty();
        }
        JsonNode post = in.object(request, "postData");
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
                addCookies(headers, in.array(request, "cookies"));
            }
            head = Optional.of(new Head.Request(
                    in.text(request, "method").orElse("GET"),
                    in.text(own, "target").orElseGet(() -> target(address, request)),
                    detail.isMissingNode()
                            ? version(in.text(request, "httpVersion"))
                            : in.text(request, "httpVersion").orElse(""),
                    headers));
        }
        long length = Math.max(length(own, request, "bodySize"), body.length);
        return Optional.of(message(own, head, Partial.of(length, body), started, started, sent.arrivals()));
    }

    private Optional<Message> response(
            JsonNode entry, JsonNode response, JsonNode detail, Instant started, SocketFrames received) {
        JsonNode own = detail.path("response");
        int status = (int) in.number(response, "status").orElse(0);
        if (!detail.isMissingNode() ? !own.isObject() : status <= 0 && received.isEmpty()) {
            return Optional.empty();
        }
        JsonNode content = in.object(response, "content");
        byte[] body = in.text(content, "_wire")
                .filter(w -> !detail.isMissingNode())
                .flatMap(Payload::fromBase64)
                .orElseGet(() -> bytes(
                        in.text(content, "text", "response.content.text"),
                        in.text(content, "encoding"),
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
                    in.text(response, "statusText").orElse(""),
                    detail.isMissingNode()
                            ? version(in.text(response, "httpVersion"))
                            : in.text(response, "httpVersion").orElse(""),
                    headers));
        }
        // a tool that left the content out says how long it was
        long length = body.length > 0 ? body.length : length(own, content, "size");
        if (own.has("length")) {
            length = Math.max(own.path("length").asLong(), body.length);
        }
        JsonNode timings = in.object(entry, "timings");
        double until = 0;
        for (String phase : List.of("blocked", "dns", "connect", "send", "wait")) {
            until += Math.max(0, in.number(timings, phase).orElse(0));
        }
        Instant firstByte = plus(started, until);
        Instant end = plus(started, in.number(entry, "time").orElse(until));
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
        String error = in.text(response, "_error")
                .or(() -> in.text(response, "_errorText"))
                .or(() -> in.text(entry, "_error"))
                .or(() -> in.text(entry, "comment"))
                .orElse("");
        String lower = error.toLowerCase(Locale.ROOT);
        if (lower.contains("cert") || lower.contains("ssl") || lower.contains("tls")) {
            return Outcome.unread("tls_failed", error);
        }
        return Outcome.failed("no_response", error);
    }

    private byte[] postData(JsonNode post, boolean own) {
        Optional<String> text = in.text(post, "text", "request.postData.text");
        JsonNode params = in.array(post, "params");
        if (text.filter(t -> !t.isEmpty()).isPresent() || params.isEmpty()) {
            Optional<String> encoding = in.text(post, "encoding").or(() -> in.text(post, "_encoding"));
            return bytes(text, encoding, own, "request.postData");
        }
        String mimeType = in.text(post, "mimeType").orElse("");
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
            in.note(
                    where,
                    where + " 声称是 base64 但不是，按文本保留",
                    where + " claims to be base64 and is not; it is kept as text");
        } else if (encoding.filter(e -> !PLAIN.contains(e.toLowerCase(Locale.ROOT)))
                .isPresent()) {
            in.note(
                    where,
                    where + " 的编码 " + encoding.get() + " 无法识别，按文本保留",
                    where + " has an encoding that is not known, " + encoding.get() + "; it is kept as text");
        }
        return own ? text.get().getBytes(StandardCharsets.UTF_8) : Payload.fromForeignText(text.get());
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
        List<Header> headers = pairs(in.array(message, "headers"));
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
}
