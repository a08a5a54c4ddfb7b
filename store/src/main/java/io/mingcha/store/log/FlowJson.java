package io.mingcha.store.log;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mingcha.flows.Arrival;
import io.mingcha.flows.Body;
import io.mingcha.flows.Client;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Message;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Server;
import io.mingcha.flows.Timing;
import io.mingcha.flows.Tls;
import io.mingcha.flows.WayIn;
import io.mingcha.store.body.BodyRef;
import io.mingcha.store.body.Extent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The description of one exchange as JSON in a fixed order of members: the bytes that the hash chain covers. */
public final class FlowJson {
    // a header may hold half a surrogate pair, which UTF-8 cannot say
    private static final ObjectMapper JSON = JsonMapper.builder()
            .configure(com.fasterxml.jackson.core.json.JsonWriteFeature.ESCAPE_NON_ASCII, true)
            .build();

    private FlowJson() {}

    /** Where the kept bytes of each direction of a flow lie. */
    public record Bodies(BodyRef request, BodyRef response) {
        public static final Bodies NONE = new Bodies(BodyRef.EMPTY, BodyRef.EMPTY);

        public BodyRef of(Direction direction) {
            return direction == Direction.REQUEST ? request : response;
        }
    }

    /** A flow read back, and where its bodies lie. */
    public record Described(Flow flow, Bodies bodies) {}

    public static byte[] write(Flow flow, Bodies bodies) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("ordinal", flow.ordinal());
            json.writeNumberField("connection", flow.connection());
            json.writeStringField("scheme", flow.scheme());
            json.writeStringField("protocol", flow.protocol());
            json.writeStringField("client", flow.client().address());
            text(json, "tag", flow.client().tag());
            text(json, "way", flow.client().way().map(WayIn::label));
            json.writeStringField("host", flow.server().host());
            json.writeNumberField("port", flow.server().port());
            text(json, "address", flow.server().address());
            text(json, "sni", flow.server().sni());
            tls(json, "clientTls", flow.clientTls());
            tls(json, "serverTls", flow.serverTls());
            timing(json, flow.timing());
            message(json, "request", flow.request(), bodies.request());
            message(json, "response", flow.response(), bodies.response());
            json.writeStringField("state", flow.outcome().state().name());
            json.writeStringField("reason", flow.outcome().reason());
            json.writeStringField("detail", flow.outcome().detail());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void text(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    private static void tls(JsonGenerator json, String name, Optional<Tls> tls) throws IOException {
        if (tls.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(name);
        text(json, "version", tls.get().version());
        text(json, "cipher", tls.get().cipher());
        text(json, "alpn", tls.get().alpn());
        json.writeArrayFieldStart("offered");
        for (String offered : tls.get().offeredAlpn()) {
            json.writeString(offered);
        }
        json.writeEndArray();
        text(json, "ja3", tls.get().ja3());
        text(json, "ja4", tls.get().ja4());
        text(json, "certificate", tls.get().certificate());
        text(json, "issue", tls.get().issue());
        if (!tls.get().chain().isEmpty()) {
            json.writeArrayFieldStart("chain");
            for (String subject : tls.get().chain()) {
                json.writeString(subject);
            }
            json.writeEndArray();
        }
        if (tls.get().resumed().isPresent()) {
            json.writeBooleanField("resumed", tls.get().resumed().get());
        }
        json.writeEndObject();
    }

    private static void timing(JsonGenerator json, Timing timing) throws IOException {
        json.writeObjectFieldStart("timing");
        instant(json, "opened", Optional.of(timing.opened()));
        instant(json, "accepted", timing.accepted());
        instant(json, "resolved", timing.resolved());
        instant(json, "connected", timing.connected());
        instant(json, "serverSecured", timing.serverSecured());
        instant(json, "clientSecured", timing.clientSecured());
        instant(json, "closed", timing.closed());
        json.writeEndObject();
    }

    private static void message(JsonGenerator json, String name, Optional<Message> message, BodyRef body)
            throws IOException {
        if (message.isEmpty()) {
            return;
        }
        Message m = message.get();
        json.writeObjectFieldStart(name);
        if (m.head().isPresent()) {
            Head head = m.head().get();
            if (head instanceof Head.Request r) {
                json.writeStringField("method", r.method());
                json.writeStringField("target", r.target());
            } else if (head instanceof Head.Response r) {
                json.writeNumberField("status", r.status());
                json.writeStringField("reason", r.reason());
            }
            json.writeStringField("version", head.version());
            headers(json, "headers", head.headers());
        }
        json.writeNumberField("length", body.length());
        json.writeNumberField("kept", body.kept());
        json.writeStringField("sha256", body.sha256());
        json.writeArrayFieldStart("extents");
        for (Extent extent : body.extents()) {
            json.writeNumber(extent.segment());
            json.writeNumber(extent.position());
            json.writeNumber(extent.length());
        }
        json.writeEndArray();
        if (!m.trailers().isEmpty()) {
            headers(json, "trailers", m.trailers());
        }
        instant(json, "firstByte", Optional.of(m.firstByte()));
        instant(json, "lastByte", m.lastByte());
        json.writeBooleanField("complete", m.complete());
        if (!m.arrivals().isEmpty()) {
            json.writeArrayFieldStart("arrivals");
            for (Arrival arrival : m.arrivals()) {
                json.writeNumber(arrival.offset());
                json.writeNumber(nanos(arrival.at()));
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void headers(JsonGenerator json, String name, List<Header> headers) throws IOException {
        json.writeArrayFieldStart(name);
        for (Header header : headers) {
            json.writeString(header.name());
            json.writeString(header.value());
        }
        json.writeEndArray();
    }

    private static void instant(JsonGenerator json, String name, Optional<Instant> instant) throws IOException {
        if (instant.isEmpty()) {
            return;
        }
        long nanos = nanos(instant.get());
        if (Instant.ofEpochSecond(0, nanos).equals(instant.get())) {
            json.writeNumberField(name, nanos);
        } else {
            json.writeStringField(name, instant.get().toString());
        }
    }

    /** Nanoseconds since 1970; the nearest that a long can hold. */
    static long nanos(Instant instant) {
        try {
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (ArithmeticException e) {
            return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /**
     * @throws IOException if the bytes are not the description of an exchange
     */
    public static Described read(byte[] record, Function<BodyRef, Body> bodies) throws IOException {
        try {
            JsonNode json = JSON.readTree(record);
            Bodies refs = new Bodies(bodyRef(json.path("request")), bodyRef(json.path("response")));
            Flow flow = new Flow(
                    json.path("ordinal").intValue(),
                    json.path("connection").intValue(),
                    json.path("scheme").asText(),
                    json.path("protocol").asText(),
                    new Client(
                            json.path("client").asText(),
                            text(json, "tag"),
                            Optional.empty(),
                            WayIn.labelled(json.path("way").asText())),
                    new Server(
                            json.path("host").asText(),
                            json.path("port").intValue(),
                            text(json, "address"),
                            text(json, "sni")),
                    tls(json.path("clientTls")),
                    tls(json.path("serverTls")),
                    timing(json.path("timing")),
                    message(json.path("request"), bodies.apply(refs.request())),
                    message(json.path("response"), bodies.apply(refs.response())),
                    new Outcome(
                            Outcome.State.valueOf(json.path("state").asText()),
                            json.path("reason").asText(),
                            json.path("detail").asText()));
            return new Described(flow, refs);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException("not the description of an exchange: " + e.getMessage(), e);
        }
    }

    private static BodyRef bodyRef(JsonNode message) {
        JsonNode extents = message.path("extents");
        if (extents.isEmpty() && message.path("length").asLong() == 0) {
            return BodyRef.EMPTY;
        }
        List<Extent> list = new ArrayList<>(extents.size() / 3);
        for (int i = 0; i + 2 < extents.size(); i += 3) {
            list.add(new Extent(
                    extents.get(i).intValue(),
                    extents.get(i + 1).longValue(),
                    extents.get(i + 2).intValue()));
        }
        return new BodyRef(
                message.path("length").asLong(),
                message.path("kept").asLong(),
                message.path("sha256").asText(),
                list);
    }

    private static Optional<Message> message(JsonNode json, Body body) {
        if (json.isMissingNode()) {
            return Optional.empty();
        }
        Optional<Head> head = Optional.empty();
        if (json.has("method")) {
            head = Optional.of(new Head.Request(
                    json.path("method").asText(),
                    json.path("target").asText(),
                    json.path("version").asText(),
                    headers(json.path("headers"))));
        } else if (json.has("status")) {
            head = Optional.of(new Head.Response(
                    json.path("status").intValue(),
                    json.path("reason").asText(),
                    json.path("version").asText(),
                    headers(json.path("headers"))));
        }
        return Optional.of(new Message(
                head,
                body,
                headers(json.path("trailers")),
                instant(json, "firstByte").orElse(Instant.EPOCH),
                instant(json, "lastByte"),
                json.path("complete").booleanValue(),
                arrivals(json.path("arrivals"))));
    }

    private static List<Arrival> arrivals(JsonNode json) {
        List<Arrival> arrivals = new ArrayList<>(json.size() / 2);
        for (int i = 0; i + 1 < json.size(); i += 2) {
            arrivals.add(new Arrival(
                    json.get(i).longValue(),
                    Instant.ofEpochSecond(0, json.get(i + 1).longValue())));
        }
        return arrivals;
    }

    private static List<Header> headers(JsonNode json) {
        List<Header> headers = new ArrayList<>(json.size() / 2);
        for (int i = 0; i + 1 < json.size(); i += 2) {
            headers.add(new Header(json.get(i).asText(), json.get(i + 1).asText()));
        }
        return headers;
    }

    private static Optional<Tls> tls(JsonNode json) {
        if (json.isMissingNode()) {
            return Optional.empty();
        }
        List<String> offered = new ArrayList<>();
        json.path("offered").forEach(o -> offered.add(o.asText()));
        List<String> chain = new ArrayList<>();
        json.path("chain").forEach(c -> chain.add(c.asText()));
        return Optional.of(new Tls(
                text(json, "version"),
                text(json, "cipher"),
                text(json, "alpn"),
                offered,
                text(json, "ja3"),
                text(json, "ja4"),
                text(json, "certificate"),
                text(json, "issue"),
                chain,
                flag(json, "resumed")));
    }

    private static Timing timing(JsonNode json) {
        return new Timing(
                instant(json, "opened").orElse(Instant.EPOCH),
                instant(json, "accepted"),
                instant(json, "resolved"),
                instant(json, "connected"),
                instant(json, "serverSecured"),
                instant(json, "clientSecured"),
                instant(json, "closed"));
    }

    private static Optional<Instant> instant(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (value.isIntegralNumber()) {
            return Optional.of(Instant.ofEpochSecond(0, value.longValue()));
        }
        return value.isTextual() ? Optional.of(Instant.parse(value.textValue())) : Optional.empty();
    }

    private static Optional<Boolean> flag(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
    }

    private static Optional<String> text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }
}
