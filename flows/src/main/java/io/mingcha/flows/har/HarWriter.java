package io.mingcha.flows.har;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingcha.flows.Body;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Message;
import io.mingcha.flows.Session;
import io.mingcha.flows.json.SpecJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes a session as HAR 1.2, one entry for each flow, connections that could not be read included. Response content
 * stands as other tools expect it, without its content coding; the bytes of the wire stand beside it in {@code _wire}.
 * Known values of the test person are not written.
 */
public final class HarWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonGenerator json;
    private final Function<Flow, Optional<String>> phase;

    private HarWriter(JsonGenerator json, Function<Flow, Optional<String>> phase) {
        this.json = json;
        this.phase = phase;
    }

    /**
     * Writes everything and leaves {@code out} open.
     *
     * @param phase the phase of a flow's request, for {@code _phase}
     * @param version of Mingcha
     */
    public static void write(
            Session session,
            Iterable<Flow> flows,
            Function<Flow, Optional<String>> phase,
            String version,
            OutputStream out)
            throws IOException {
        BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        JsonGenerator json = JSON.getFactory().createGenerator(new SurrogateSafe(text));
        json.configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);
        json.setCodec(JSON);
        try (json) {
            json.setPrettyPrinter(new EntryPerLine());
            new HarWriter(json, phase).log(session, flows, version);
        }
        text.flush();
    }

    private void log(Session session, Iterable<Flow> flows, String version) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("log");
        json.writeStringField("version", "1.2");
        json.writeObjectFieldStart("creator");
        json.writeStringField("name", "Mingcha");
        json.writeStringField("version", version);
        json.writeEndObject();
        json.writeObjectFieldStart("_mingcha");
        json.writeStringField("session", session.id());
        json.writeStringField("started", session.started().toString());
        json.writeStringField("state", session.state().name());
        ObjectNode spec = SpecJson.writeWithoutPersona(session.spec());
        json.writeFieldName("spec");
        json.writeTree(spec);
        json.writeEndObject();
        json.writeArrayFieldStart("entries");
        for (Flow flow : flows) {
            entry(flow);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void entry(Flow flow) throws IOException {
        Instant opened = flow.timing().opened();
        Optional<Instant> sent = flow.request().flatMap(Message::lastByte);
        Optional<Instant> answered = flow.response().map(Message::firstByte);
        Optional<Instant> done = flow.response()
                .flatMap(Message::lastByte)
                .or(() -> flow.timing().closed());
        json.writeStartObject();
        json.writeStringField("startedDateTime", opened.toString());
        json.writeNumberField(
                "time", millis(Optional.of(opened), done.or(() -> answered).or(() -> sent)));
        request(flow);
        response(flow);
        json.writeObjectFieldStart("cache");
        json.writeEndObject();
        json.writeObjectFieldStart("timings");
        json.writeNumberField("send", millis(Optional.of(opened), sent));
        json.writeNumberField("wait", millis(sent, answered));
        json.writeNumberField("receive", millis(answered, done));
        json.writeEndObject();
        if (flow.server().address().isPresent()) {
            json.writeStringField("serverIPAddress", flow.server().address().get());
        }
        json.writeStringField("connection", Integer.toString(flow.connection()));
        Optional<String> name = phase.apply(flow);
        if (name.isPresent()) {
            json.writeStringField("_phase", name.get());
        }
        json.writeFieldName("_mingcha");
        json.writeTree(Detail.write(flow));
        json.writeEndObject();
    }

    private static double millis(Optional<Instant> from, Optional<Instant> to) {
        if (from.isEmpty() || to.isEmpty() || to.get().isBefore(from.get())) {
            return 0;
        }
        Duration between = Duration.between(from.get(), to.get());
        return between.getSeconds() * 1e3 + between.getNano() / 1e6;
    }

    private void request(Flow flow) throws IOException {
        Optional<Head.Request> head = flow.requestHead();
        byte[] body = bytes(flow.request());
        json.writeObjectFieldStart("request");
        json.writeStringField("method", head.map(Head.Request::method).orElse(""));
        json.writeStringField("url", flow.url());
        json.writeStringField("httpVersion", head.map(Head::version).orElse(flow.protocol()));
        json.writeArrayFieldStart("cookies");
        json.writeEndArray();
        headers(head.map(Head::headers).orElse(List.of()));
        queryString(head.map(Head.Request::target).orElse(""));
        if (body.length > 0) {
            json.writeObjectFieldStart("postData");
            json.writeStringField("mimeType", mimeType(head));
            Optional<String> text = Payload.text(body);
            json.writeStringField("text", text.orElseGet(() -> Payload.base64(body)));
            if (text.isEmpty()) {
                json.writeStringField("encoding", "base64");
                json.writeStringField("_encoding", "base64");
            }
            json.writeEndObject();
        }
        json.writeNumberField("headersSize", -1);
        json.writeNumberField(
                "bodySize", flow.request().map(Message::body).map(Body::length).orElse(0L));
        json.writeEndObject();
    }

    private void response(Flow flow) throws IOException {
        Optional<Head.Response> head = flow.responseHead();
        byte[] wire = bytes(flow.response());
        Optional<byte[]> unpacked =
                head.flatMap(h -> h.header("content-encoding")).flatMap(coding -> Payload.unpacked(wire, coding));
        byte[] content = unpacked.orElse(wire);
        json.writeObjectFieldStart("response");
        json.writeNumberField("status", head.map(Head.Response::status).orElse(0));
        json.writeStringField("statusText", head.map(Head.Response::reason).orElse(""));
        json.writeStringField("httpVersion", head.map(Head::version).orElse(flow.protocol()));
        json.writeArrayFieldStart("cookies");
        json.writeEndArray();
        headers(head.map(Head::headers).orElse(List.of()));
        json.writeObjectFieldStart("content");
        json.writeNumberField("size", content.length);
        if (unpacked.isPresent()) {
            json.writeNumberField("compression", content.length - wire.length);
        }
        json.writeStringField("mimeType", mimeType(head));
        if (content.length > 0) {
            Optional<String> text = Payload.text(content);
            json.writeStringField("text", text.orElseGet(() -> Payload.base64(content)));
            if (text.isEmpty()) {
                json.writeStringField("encoding", "base64");
            }
        }
        if (unpacked.isPresent()) {
            json.writeStringField("_wire", Payload.base64(wire));
        }
        json.writeEndObject();
        json.writeStringField(
                "redirectURL", head.flatMap(h -> h.header("location")).orElse(""));
        json.writeNumberField("headersSize", -1);
        json.writeNumberField(
                "bodySize", flow.response().map(Message::body).map(Body::length).orElse(0L));
        json.writeEndObject();
    }

    private static byte[] bytes(Optional<Message> message) {
        return message.map(m -> m.body().bytes()).orElse(new byte[0]);
    }

    private static String mimeType(Optional<? extends Head> head) {
        return head.flatMap(h -> h.header("content-type")).orElse("application/octet-stream");
    }

    private void headers(List<Header> headers) throws IOException {
        json.writeArrayFieldStart("headers");
        for (Header header : headers) {
            pair(header.name(), header.value());
        }
        json.writeEndArray();
    }

    private void queryString(String target) throws IOException {
        json.writeArrayFieldStart("queryString");
        int mark = target.indexOf('?');
        if (mark >= 0) {
            for (String part : target.substring(mark + 1).split("&")) {
                int equals = part.indexOf('=');
                if (!part.isEmpty()) {
                    pair(
                            UrlText.decode(equals < 0 ? part : part.substring(0, equals)),
                            equals < 0 ? "" : UrlText.decode(part.substring(equals + 1)));
                }
            }
        }
        json.writeEndArray();
    }

    private void pair(String name, String value) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name);
        json.writeStringField("value", value);
        json.writeEndObject();
    }
}
