package io.mingcha.analyzer.adapter;

import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.recipe.PathPattern;
import java.util.List;
import java.util.Optional;

/**
 * An address that a vendor's clients report to.
 *
 * @param having fields that must stand in the request, where neither host nor path tell enough
 * @param source where its vendor publishes what is sent to it
 * @param checked whether the source was read when this was written
 */
public record Endpoint(
        String id,
        List<String> hosts,
        PathPattern path,
        Optional<String> method,
        List<FieldPath> having,
        List<Field> fields,
        String source,
        boolean checked,
        Optional<Sample> sample) {
    public Endpoint {
        hosts = List.copyOf(hosts);
        having = List.copyOf(having);
        fields = List.copyOf(fields);
    }

    /** The id begins with it. */
    String vendor() {
        return id.substring(0, id.indexOf('.'));
    }

    boolean isFor(String requestedMethod, String requestedPath) {
        return method.map(requestedMethod::equalsIgnoreCase).orElse(true) && path.matches(requestedPath);
    }

    boolean isMeant(Decoded message) {
        return having.stream().allMatch(path -> holds(message, path));
    }

    private static boolean holds(Decoded message, FieldPath path) {
        boolean[] found = {false};
        for (Node part : message.parts()) {
            part.walk(node -> found[0] |= path.matches(node));
        }
        return found[0];
    }
}
