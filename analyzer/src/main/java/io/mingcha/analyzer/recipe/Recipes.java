package io.mingcha.analyzer.recipe;

import io.mingcha.settings.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All recipes; {@code config/recipes.yaml}. */
public final class Recipes {
    public static final Recipes NONE = new Recipes(List.of());

    private final List<Recipe> all;

    private Recipes(List<Recipe> all) {
        this.all = List.copyOf(all);
    }

    /** Reads the document; every mistake becomes a problem of it. */
    public static Recipes read(Setting root) {
        if (!root.isPresent()) {
            return NONE;
        }
        root.allow("recipes");
        List<Recipe> recipes = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Setting item : root.get("recipes").list()) {
            item.allow("id", "host", "path", "at", "steps");
            String id = item.require("id").text("");
            if (!ids.add(id)) {
                item.get("id").problem("重复的 id：" + id, "two recipes are called " + id);
            }
            recipes.add(new Recipe(
                    id,
                    PathPattern.of(item.require("host").text("")),
                    PathPattern.of(item.get("path").text("*")),
                    PathPattern.ofFields(item.require("at").text("")),
                    Steps.read(item.require("steps"))));
        }
        return new Recipes(recipes);
    }

    /** Those that stand in the recipes themselves. */
    public List<byte[]> keys() {
        return all.stream().flatMap(recipe -> recipe.keys().stream()).toList();
    }

    /** Those for one request. @param path of the target, without its query */
    public List<Recipe> of(String host, String path) {
        if (all.isEmpty()) {
            return List.of();
        }
        return all.stream().filter(r -> r.isFor(host, path)).toList();
    }
}
