package io.mingcha.flows.har;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingcha.flows.Arrival;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Header;
import io.mingcha.flows.Message;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Timing;
import io.mingcha.flows.Tls;
import io.mingcha.flows.json.OwnerJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The {@code _mingcha} member of an entry: what a flow knows and HAR has no place for. */
final class Detail {
    private Detail() {}

    static ObjectNode write(Flow flow) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("scheme", flow.scheme());
        node.put("protocol", flow.protocol());
        node.put("connection", flow.connection());
        node.put("client", flow.client().address());
        flow.client().tag().ifPresent(v -> node.put("tag", v));
        flow.client().way().ifPresent(v -> node.put("way", v.label()));
        flow.client().owner().ifPresent(v -> node.set("owner", OwnerJson.write(v)));
        node.put("host", flow.server().host());
        node.put("port", flow.server().port());
        flow.server().address().ifPresent(v -> node.put("address", v));
        flow.server().sni().ifPresent(v -> node.put("sni", v));
        flow.clientTls().ifPresent(tls -> node.set("clientTls", write(tls)));
        flow.serverTls().ifPresent(tls -> node.set("serverTls", write(tls)));
        ObjectNode timing = node.putObject("timing");
        timing.put("opened", flow.timing().opened().toString());
        put(timing, "accepted", flow.timing().accepted());
        put(timing, "resolved", flow.timing().resolved());
        put(timing, "connected", flow.timing().connected());
        put(timing, "serverSecured", flow.timing().serverSecured());
        put(timing, "clientSecured", flow.timing().clientSecured());
        put(timing, "closed", flow.timing().closed());
        flow.request().ifPresent(m -> {
            ObjectNode message = node.putObject("request");
            flow.requestHead().ifPresent(head -> message.put("target", head.target()));
            write(m, message);
        });
        flow.response().ifPresent(m -> write(m, node.putObject("response")));
        ObjectNode outcome = node.putObject("outcome");
        outcome.put("state", flow.outcome().state().label());
        outcome.put("reason", flow.outcome().reason());
        outcome.put("detail", flow.outcome().detail());
        return node;
    }

    private static void write(Message message, ObjectNode node) {
        node.put("head", message.head().isPresent());
        node.put("firstByte", message.firstByte().toString());
        put(node, "lastByte", message.lastByte());
        node.put("complete", message.complete());
        node.put("length", message.body().length());
        if (!message.arrivals().isEmpty()) {
            ArrayNode arrivals = node.putArray("arrivals");
            for (Arrival arrival : message.arrivals()) {
                arrivals.addObject()
                        .put("offset", arrival.offset())
                        .put("at", arrival.at().toString());
            }
        }
        if (!message.trailers().isEmpty()) {
            ArrayNode trailers = node.putArray("trailers");
            for (Header trailer : message.trailers()) {
                trailers.addObject().put("name", trailer.name()).put("value", trailer.value());
            }
        }
    }

    private static ObjectNode write(Tls tls) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        tls.version().ifPresent(v -> node.put("version", v));
        tls.cipher().ifPresent(v -> node.put("cipher", v));
        tls.alpn().ifPresent(v -> node.put("alpn", v));
        ArrayNode offered = node.putArray("offeredAlpn");
        tls.offeredAlpn().forEach(offered::add);
        tls.ja3().ifPresent(v -> node.put("ja3", v));
        tls.ja4().ifPresent(v -> node.put("ja4", v));
        tls.certificate().ifPresent(v -> node.put("certificate", v));
        tls.issue().ifPresent(v -> node.put("issue", v));
        if (!tls.chain().isEmpty()) {
            ArrayNode chain = node.putArray("chain");
            tls.chain().forEach(chain::add);
        }
        tls.resumed().ifPresent(v -> node.put("resumed", v));
        return node;
    }

    private static void put(ObjectNode node, String name, Optional<Instant> instant) {
        instant.ifPresent(i -> node.put(name, i.toString()));
    }

    static Optional<Tls> tls(JsonNode node) {
        if (!node.isObject()) {
            return Optional.empty();
        }
        List<String> offered = new ArrayList<>();
        node.path("offeredAlpn").forEach(o -> offered.add(o.asText()));
        List<String> chain = new ArrayList<>();
        node.path("chain").forEach(c -> chain.add(c.asText()));
        return Optional.of(new Tls(
                text(node, "version"),
                text(node, "cipher"),
                text(node, "alpn"),
                offered,
                text(node, "ja3"),
                text(node, "ja4"),
                text(node, "certificate"),
                text(node, "issue"),
                chain,
                flag(node, "resumed")));
    }

    static Timing timing(JsonNode node, Instant opened) {
        return new Timing(
                instant(node, "opened").orElse(opened),
                instant(node, "accepted"),
                instant(node, "resolved"),
                instant(node, "connected"),
                instant(node, "serverSecured"),
                instant(node, "clientSecured"),
                instant(node, "closed"));
    }

    static Optional<Outcome> outcome(JsonNode node) {
        String label = node.path("state").asText();
        for (Outcome.State state : Outcome.State.values()) {
            if (state.label().equals(label.toLowerCase(Locale.ROOT))) {
                return Optional.of(new Outcome(
                        state,
                        text(node, "reason").orElse(""),
                        text(node, "detail").orElse("")));
            }
        }
        return Optional.empty();
    }

    static List<Arrival> arrivals(JsonNode node) {
        List<Arrival> arrivals = new ArrayList<>();
        for (JsonNode each : node.path("arrivals")) {
            instant(each, "at")
                    .ifPresent(
                            at -> arrivals.add(new Arrival(each.path("offset").asLong(), at)));
        }
        return arrivals;
    }

    static Optional<Instant> instant(JsonNode node, String name) {
        try {
            return text(node, name).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> flag(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
    }

    static Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }
}
