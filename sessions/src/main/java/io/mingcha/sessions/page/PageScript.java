package io.mingcha.sessions.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingcha.sessions.device.Bounds;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Point;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one document: its elements with open shadow roots, without its frames. The script is a function that returns
 * {@code tree}, and {@code elements} that the tree names by their numbers.
 */
public final class PageScript {
    /** The function, without its call. */
    public static final String FUNCTION = script();

    private PageScript() {}

    /**
     * The tree as elements.
     *
     * @param prefix put before an element's number to make its reference
     * @param at where the document's upper left corner lies
     */
    public static Node node(JsonNode tree, String prefix, Point at) {
        List<Node> children = new ArrayList<>();
        tree.path("children").forEach(child -> children.add(node(child, prefix, at)));
        Set<Node.Trait> traits = EnumSet.noneOf(Node.Trait.class);
        tree.path("traits").forEach(t -> traits.add(Node.Trait.valueOf(t.asText())));
        JsonNode box = tree.path("box");
        return new Node(
                prefix + tree.path("at").asInt(),
                tree.path("kind").asText(),
                tree.path("text").asText(),
                tree.path("description").asText(),
                Optional.of(tree.path("id").asText()).filter(id -> !id.isEmpty()),
                Optional.empty(),
                new Bounds(
                        box.path("left").asInt() + at.x(),
                        box.path("top").asInt() + at.y(),
                        box.path("right").asInt() + at.x(),
                        box.path("bottom").asInt() + at.y()),
                traits,
                children);
    }

    private static String script() {
        try (InputStream in = PageScript.class.getResourceAsStream("page-tree.js")) {
            if (in == null) {
                throw new IllegalStateException("page-tree.js is not in the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
