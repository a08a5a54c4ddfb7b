package io.mingcha.analyzer.adapter;

import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields that a request to a known endpoint may carry. */
public final class Expected {
    public static final Expected NOTHING = new Expected(List.of());

    /** A position whose two numbers stand in fields of their own. */
    public record Pair(Field field, Node first, Node second) {}

    private final Map<String, List<Field>> byLastName = new HashMap<>();
    private final List<Field> pairs = new ArrayList<>(0);

    private final List<String> vendors;

    private Expected(List<Endpoint> endpoints) {
        vendors = endpoints.stream().map(Endpoint::vendor).distinct().toList();
        for (Endpoint endpoint : endpoints) {
            for (Field field : endpoint.fields()) {
                if (field.isPair()) {
                    pairs.add(field);
                } else {
                    byLastName
                            .computeIfAbsent(field.at().get(0).last(), k -> new ArrayList<>(1))
                            .add(field);
                }
            }
        }
    }

    static Expected of(List<Endpoint> endpoints) {
        return endpoints.isEmpty() ? NOTHING : new Expected(endpoints);
    }

    /** Whose clients speak so. */
    public List<String> vendors() {
        return vendors;
    }

    public boolean isNothing() {
        return byLastName.isEmpty() && pairs.isEmpty();
    }

    /** What a value may be, as its endpoint declares it; the first that it looks like holds. */
    public List<Field> of(Node leaf) {
        if (byLastName.isEmpty()) {
            return List.of();
        }
        List<Field> fields = new ArrayList<>(0);
        add(byLastName.get(leaf.key().toLowerCase(Locale.ROOT)), leaf, fields);
        add(byLastName.get("*"), leaf, fields);
        return fields;
    }

    private static void add(@Nullable List<Field> candidates, Node leaf, List<Field> fields) {
        if (candidates != null) {
            candidates.stream().filter(f -> f.at().get(0).matches(leaf)).forEach(fields::add);
        }
    }

    /** The positions whose numbers stand apart, in the order of the message. */
    public List<Pair> pairs(Decoded message) {
        List<Pair> found = new ArrayList<>(0);
        for (Field field : pairs) {
            List<Node> first = new ArrayList<>(0);
            List<Node> second = new ArrayList<>(0);
            for (Node part : message.parts()) {
                part.walk(node -> {
                    if (node.kind() == Node.Kind.TEXT && !node.text().isEmpty() && !node.isOpened()) {
                        if (field.at().get(0).matches(node)) {
                            first.add(node);
                        } else if (field.at().get(1).matches(node)) {
                            second.add(node);
                        }
                    }
                });
            }
            for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
                found.add(new Pair(field, first.get(i), second.get(i)));
            }
        }
        return found;
    }
}
