package io.mingcha.flows.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingcha.flows.App;
import io.mingcha.flows.Declaration;
import io.mingcha.flows.Marker;
import io.mingcha.flows.SessionSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a session's description as JSON that {@link SessionFile} reads back. */
public final class SessionText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SessionText() {}

    public static String json(SessionSpec spec) {
        try {
            return JSON.writeValueAsString(tree(spec));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of texts are always JSON", e);
        }
    }

    /** The same as maps and lists. */
    public static Map<String, Object> tree(SessionSpec spec) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("app", app(spec.app()));
        Map<String, Object> persona = new LinkedHashMap<>();
        spec.persona().age().ifPresent(age -> persona.put("age", age));
        if (!spec.persona().known().isEmpty()) {
            persona.put("known", spec.persona().known());
        }
        if (!persona.isEmpty()) {
            root.put("persona", persona);
        }
        spec.declaration().ifPresent(d -> root.put("declaration", declaration(d)));
        if (!spec.observes().isEmpty()) {
            root.put("observes", List.copyOf(spec.observes()));
        }
        if (!spec.markers().isEmpty()) {
            root.put("markers", spec.markers().stream().map(SessionText::marker).toList());
        }
        return root;
    }

    private static Map<String, Object> app(App app) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("package", app.packageName());
        app.name().ifPresent(v -> map.put("name", v));
        app.version().ifPresent(v -> map.put("version", v));
        app.category().ifPresent(v -> map.put("category", v));
        app.sector().ifPresent(v -> map.put("sector", v));
        if (!app.firstParty().isEmpty()) {
            map.put("first_party", app.firstParty());
        }
        return map;
    }

    private static Map<String, Object> declaration(Declaration declaration) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("recipients", declaration.recipients());
        List<Object> data = new ArrayList<>();
        declaration.data().forEach(d -> {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("type", d.type());
            d.purpose().ifPresent(v -> item.put("purpose", v));
            if (!d.recipients().isEmpty()) {
                item.put("recipients", d.recipients());
            }
            if (!d.scenes().isEmpty()) {
                item.put("scenes", d.scenes());
            }
            d.frequency().ifPresent(v -> item.put("frequency", v));
            data.add(item);
        });
        map.put("data", data);
        return map;
    }

    /** One marker with its window. */
    public static Map<String, Object> marker(Marker marker) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", marker.label());
        map.put("at", marker.at().toString());
        if (!marker.notBefore().equals(marker.at())) {
            map.put("not_before", marker.notBefore().toString());
        }
        if (!marker.notAfter().equals(marker.at())) {
            map.put("not_after", marker.notAfter().toString());
        }
        map.put("source", marker.source().name().toLowerCase(Locale.ROOT));
        return map;
    }
}
