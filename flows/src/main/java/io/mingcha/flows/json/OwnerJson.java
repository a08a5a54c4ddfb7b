package io.mingcha.flows.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingcha.flows.Owner;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whose connections were, as JSON. */
public final class OwnerJson {
    private OwnerJson() {}

    public static ObjectNode write(Owner owner) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("whose", owner.whose().label());
        owner.app().ifPresent(app -> node.put("app", app));
        return node.put("by", owner.by()).put("confidence", owner.confidence());
    }

    /** By the numbers of their connections. */
    public static ObjectNode write(Map<Integer, Owner> owners) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(owners).forEach((connection, owner) -> node.set(String.valueOf(connection), write(owner)));
        return node;
    }

    /** Empty if the node does not describe one. */
    public static Optional<Owner> read(JsonNode node) {
        if (!node.isObject()) {
            return Optional.empty();
        }
        String app = node.path("app").asText("");
        return Optional.of(new Owner(
                Owner.Whose.of(node.path("whose").asText()),
                app.isEmpty() ? Optional.empty() : Optional.of(app),
                node.path("by").asText(""),
                node.path("confidence").asDouble()));
    }

    public static Map<Integer, Owner> readAll(JsonNode node) {
        Map<Integer, Owner> owners = new TreeMap<>();
        node.fields().forEachRemaining(e -> {
            if (e.getKey().matches("\\d{1,9}")) {
                read(e.getValue()).ifPresent(owner -> owners.put(Integer.parseInt(e.getKey()), owner));
            }
        });
        return owners;
    }
}
