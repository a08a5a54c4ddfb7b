package io.mingcha.flows.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingcha.flows.App;
import io.mingcha.flows.Declaration;
import io.mingcha.flows.Declaration.DeclaredData;
import io.mingcha.flows.Declaration.Status;
import io.mingcha.flows.Marker;
import io.mingcha.flows.Persona;
import io.mingcha.flows.SessionSpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A {@link SessionSpec} as a JSON object and back. Reading never fails: a member of the wrong type counts as absent. */
public final class SpecJson {
    private SpecJson() {}

    /** The whole specification, known values and keys included. */
    public static ObjectNode write(SessionSpec spec) {
        ObjectNode node = writeWithoutPersona(spec);
        ObjectNode persona = node.putObject("persona");
        spec.persona().age().ifPresent(age -> persona.put("age", age));
        ObjectNode known = persona.putObject("known");
        spec.persona().known().forEach((type, values) -> known.set(type, texts(values)));
        if (!spec.persona().others().isEmpty()) {
            ObjectNode others = persona.putObject("others");
            spec.persona().others().forEach((type, values) -> others.set(type, texts(values)));
        }
        ObjectNode keys = node.putObject("keys");
        spec.keys().forEach(keys::put);
        return node;
    }

    /** The specification without what it knows of the test person, and without keys. */
    public static ObjectNode writeWithoutPersona(SessionSpec spec) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ObjectNode app = node.putObject("app");
        app.put("package", spec.app().packageName());
        spec.app().name().ifPresent(v -> app.put("name", v));
        spec.app().version().ifPresent(v -> app.put("version", v));
        spec.app().category().ifPresent(v -> app.put("category", v));
        spec.app().sector().ifPresent(v -> app.put("sector", v));
        app.set("first_party", texts(spec.app().firstParty()));
        spec.declaration().ifPresent(d -> node.set("declaration", declaration(d)));
        node.set("observes", texts(spec.observes()));
        ArrayNode markers = node.putArray("markers");
        spec.markers().forEach(m -> markers.add(write(m)));
        if (!spec.noted().isEmpty()) {
            ObjectNode noted = node.putObject("noted");
            spec.noted().forEach(noted::put);
        }
        if (!spec.ways().isEmpty()) {
            node.set("ways", texts(spec.ways()));
        }
        spec.run().ifPresent(run -> node.set("run", RunJson.write(run)));
        return node;
    }

    public static ObjectNode write(Marker marker) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", marker.label());
        node.put("at", marker.at().toString());
        node.put("not_before", marker.notBefore().toString());
        node.put("not_after", marker.notAfter().toString());
        node.put("source", marker.source().name().toLowerCase(Locale.ROOT));
        return node;
    }

    public static SessionSpec read(JsonNode node) {
        JsonNode app = node.path("app");
        List<Marker> markers = new ArrayList<>();
        node.path("markers").forEach(m -> readMarker(m).ifPresent(markers::add));
        return new SessionSpec(
                new App(
                        text(app, "package").orElse(""),
                        text(app, "name"),
                        text(app, "version"),
                        text(app, "category"),
                        text(app, "sector"),
                        texts(app.path("first_party"))),
                persona(node.path("persona")),
                node.path("declaration").isObject()
                        ? Optional.of(declaration(node.path("declaration")))
                        : Optional.empty(),
                new LinkedHashSet<>(texts(node.path("observes"))),
                markers,
                noted(node.path("noted")),
                keys(node.path("keys")),
                RunJson.read(node.path("run")),
                texts(node.path("ways")));
    }

    private static Map<String, String> noted(JsonNode node) {
        Map<String, String> noted = new LinkedHashMap<>();
        node.fields().forEachRemaining(e -> {
            if (e.getValue().isTextual()) {
                noted.put(e.getKey(), e.getValue().textValue());
            }
        });
        return noted;
    }

    private static Map<String, String> keys(JsonNode node) {
        Map<String, String> keys = new LinkedHashMap<>();
        node.fields().forEachRemaining(e -> keys.put(e.getKey(), e.getValue().asText("")));
        return keys;
    }

    /** Empty if the node does not describe a marker. */
    public static Optional<Marker> readMarker(JsonNode node) {
        Optional<Instant> at = instant(node, "at");
        Optional<String> kind = text(node, "kind");
        if (at.isEmpty() || kind.isEmpty()) {
            return Optional.empty();
        }
        Instant notBefore = instant(node, "not_before").orElse(at.get());
        Instant notAfter = instant(node, "not_after").orElse(at.get());
        if (notBefore.isAfter(at.get()) || at.get().isAfter(notAfter)) {
            return Optional.empty();
        }
        return Optional.of(Marker.within(kind.get(), at.get(), notBefore, notAfter, source(node)));
    }

    private static Marker.Source source(JsonNode node) {
        String name = text(node, "source").orElse("").toUpperCase(Locale.ROOT);
        for (Marker.Source source : Marker.Source.values()) {
            if (source.name().equals(name)) {
                return source;
            }
        }
        return Marker.Source.FILE;
    }

    private static Persona persona(JsonNode node) {
        JsonNode age = node.path("age");
        return new Persona(
                age.isInt() ? OptionalInt.of(age.intValue()) : OptionalInt.empty(),
                values(node.path("known")),
                values(node.path("others")));
    }

    private static Map<String, List<String>> values(JsonNode node) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        node.fields().forEachRemaining(e -> values.put(e.getKey(), texts(e.getValue())));
        return values;
    }

    private static ObjectNode declaration(Declaration declaration) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (declaration.status() == Status.DRAFT) {
            node.put("status", declaration.status().label());
        }
        node.set("recipients", texts(declaration.recipients()));
        ArrayNode data = node.putArray("data");
        for (DeclaredData d : declaration.data()) {
            ObjectNode item = data.addObject();
            item.put("type", d.type());
            d.purpose().ifPresent(v -> item.put("purpose", v));
            item.set("recipients", texts(d.recipients()));
            item.set("scenes", texts(d.scenes()));
            d.frequency().ifPresent(v -> item.put("frequency", v));
        }
        return node;
    }

    private static Declaration declaration(JsonNode node) {
        List<DeclaredData> data = new ArrayList<>();
        for (JsonNode d : node.path("data")) {
            data.add(new DeclaredData(
                    text(d, "type").orElse(""),
                    text(d, "purpose"),
                    texts(d.path("recipients")),
                    texts(d.path("scenes")),
                    text(d, "frequency")));
        }
        return new Declaration(
                texts(node.path("recipients")),
                data,
                Status.of(node.path("status").asText("")));
    }

    private static ArrayNode texts(Collection<String> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(array::add);
        return array;
    }

    private static List<String> texts(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(v -> {
            if (v.isTextual()) {
                values.add(v.textValue());
            }
        });
        return values;
    }

    private static Optional<String> text(JsonNode node, String member) {
        JsonNode value = node.path(member);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    private static Optional<Instant> instant(JsonNode node, String member) {
        try {
            return text(node, member).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
