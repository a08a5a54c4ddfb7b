package io.mingcha.analyzer.decode;

import io.mingcha.analyzer.recipe.Keys;
import io.mingcha.analyzer.recipe.Recipe;
import io.mingcha.settings.Text;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Opens by recipes what they are for. Such values wait until the rest of the message is opened, since their key may stand in it; a value that its
 * recipe does not fit is opened like any other.
 */
final class RecipeLayer {

    /** How a value is opened if no recipe does it. */
    interface Otherwise {
        void open();
    }

    private record Waiting(Node node, byte[] bytes, Recipe recipe, int depth, Otherwise otherwise) {}

    private final List<Recipe> recipes;
    private final Map<String, byte[]> keys;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Set<Node> tried = Collections.newSetFromMap(new IdentityHashMap<>());

    /** For messages that no recipe is for, which are nearly all: nothing ever waits in it. */
    static final RecipeLayer NONE = new RecipeLayer(List.of(), Map.of());

    RecipeLayer(List<Recipe> recipes, Map<String, byte[]> keys) {
        this.recipes = recipes;
        this.keys = keys;
    }

    boolean isEmpty() {
        return recipes.isEmpty();
    }

    /** Whether the value is kept back for a recipe. */
    boolean takes(Node node, Slice s, int depth, Otherwise otherwise) {
        if (tried.contains(node)) {
            return false;
        }
        String path = node.path();
        Optional<Recipe> recipe = recipes.stream().filter(r -> r.opens(path)).findFirst();
        recipe.ifPresent(r -> {
            tried.add(node);
            byte[] bytes = java.util.Arrays.copyOfRange(s.bytes(), s.from(), s.to());
            waiting.add(new Waiting(node, bytes, r, depth, otherwise));
        });
        return recipe.isPresent();
    }

    /** Opens what waits, and what that brings. */
    void finish(List<Node> parts, Opening opening, ByteLayers layers) {
        while (!waiting.isEmpty()) {
            Waiting next = waiting.removeFirst();
            if (!opening.works(next.node(), next.bytes().length)) {
                return;
            }
            Recipe.Result result = next.recipe().run(next.bytes(), new Found(parts));
            if (result.failure().isEmpty()) {
                Node layer = next.node().layer("recipe:" + next.recipe().id(), Node.Kind.TEXT);
                for (String step : result.steps()) {
                    layer = layer.layer(step, Node.Kind.TEXT);
                }
                opening.made(result.bytes().length);
                layers.open(layer, Slice.derived(result.bytes()), Hint.NONE, next.depth() + 1);
            } else {
                opening.stop(
                        next.node(),
                        Text.of(
                                "配方 " + next.recipe().id() + " 停在 "
                                        + result.failure().get().zh(),
                                "recipe:" + next.recipe().id() + " stopped at "
                                        + result.failure().get().en()));
                next.otherwise().open();
            }
        }
    }

    /** Keys as the session and the message have them. */
    private final class Found implements Keys {
        private final List<Node> parts;
        private final Map<String, String> fields = new HashMap<>();

        Found(List<Node> parts) {
            this.parts = parts;
        }

        @Override
        public Optional<byte[]> session(String name) {
            return Optional.ofNullable(keys.get(name));
        }

        @Override
        public Optional<String> field(String path) {
            if (fields.isEmpty()) {
                parts.forEach(part -> part.walk(node -> {
                    if (node.kind() == Node.Kind.TEXT && !node.text().isEmpty()) {
                        fields.putIfAbsent(node.path(), node.text());
                    }
                }));
            }
            return Optional.ofNullable(fields.get(path.replaceAll("\\s*[>▸]\\s*", " ▸ ")));
        }
    }
}
