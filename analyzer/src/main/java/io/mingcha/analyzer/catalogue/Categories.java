package io.mingcha.analyzer.catalogue;

import io.mingcha.settings.Setting;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an app of a category or sector needs for its service, {@code config/categories.yaml}. */
public final class Categories {
    private final Map<String, Entry> categories = new LinkedHashMap<>();
    private final Map<String, Entry> sectors = new LinkedHashMap<>();
    private final Map<String, String> sectorOf = new LinkedHashMap<>();
    private final Map<String, List<String>> substitutes = new LinkedHashMap<>();

    /** By the name of a scene what its function is made of, whoever offers it. */
    private final Map<String, List<Listed>> functions = new LinkedHashMap<>();

    private final Set<String> scenes = new HashSet<>();

    private record Entry(Text name, boolean withoutData, Profile profile) {}

    Categories(Setting root, DataTypes types) {
        root.allow("equivalents", "includes", "scenes", "category_to_sector", "categories", "sectors");
        root.get("scenes").entries().forEach((scene, list) -> functions.put(scene, Listed.all(list, types)));
        scenes.addAll(functions.keySet());
        root.get("equivalents").entries().values().forEach(list -> {
            List<String> alike = types.ids(list);
            alike.forEach(type -> substitutes(type).addAll(alike));
        });
        root.get("includes").entries().forEach((broader, list) -> {
            types.checkId(broader, list);
            types.ids(list).forEach(narrower -> substitutes(narrower).add(broader));
        });
        for (Setting category : root.require("categories").list()) {
            category.allow(
                    "id",
                    "slug",
                    "name",
                    "basic_function",
                    "necessary",
                    "conditional",
                    "zero_pi",
                    "source",
                    "verification");
            read(category, categories, category.get("zero_pi").bool(false), types);
        }
        for (Setting sector : root.require("sectors").list()) {
            sector.allow(
                    "id",
                    "name",
                    "necessary",
                    "conditional",
                    "unnecessary",
                    "prohibited",
                    "prohibited_conduct",
                    "basis");
            read(sector, sectors, false, types);
        }
        root.get("category_to_sector").entries().forEach((sector, list) -> {
            if (!sectors.containsKey(sector)) {
                list.problem(sector + " 不是行业", sector + " is not a sector");
            }
            list.list().forEach(item -> item.oneOf(categoryIds()).ifPresent(id -> sectorOf.put(id, sector)));
        });
    }

    private List<String> substitutes(String type) {
        return substitutes.computeIfAbsent(type, k -> new ArrayList<>());
    }

    private void read(Setting from, Map<String, Entry> into, boolean withoutData, DataTypes types) {
        Map<String, List<Listed>> conditional = new LinkedHashMap<>();
        from.get("conditional").entries().forEach((scene, list) -> conditional.put(scene, Listed.all(list, types)));
        scenes.addAll(conditional.keySet());
        into.put(
                from.require("id").text(""),
                new Entry(
                        from.require("name").bilingual(),
                        withoutData,
                        new Profile(
                                Listed.all(from.get("necessary"), types),
                                conditional,
                                Listed.all(from.get("unnecessary"), types),
                                Listed.all(from.get("prohibited"), types),
                                substitutes,
                                functions)));
    }

    /** What holds for an app of this category and sector together; a category may imply its sector. */
    public Profile profile(Optional<String> category, Optional<String> sector) {
        return entry(categories, category)
                .map(Entry::profile)
                .orElse(Profile.NONE)
                .and(entry(sectors, sector(category, sector))
                        .map(Entry::profile)
                        .orElse(Profile.NONE));
    }

    /** The profile of a sector; an empty one if there is none of that name. */
    public Profile sectorProfile(String sector) {
        return entry(sectors, Optional.of(sector)).map(Entry::profile).orElse(Profile.NONE);
    }

    /** The sector that was named, else that of the category. */
    public Optional<String> sector(Optional<String> category, Optional<String> sector) {
        return sector.or(() -> category.map(sectorOf::get));
    }

    /** Whether the basic service of the category needs no personal data at all. */
    public boolean needsNothing(String category) {
        return entry(categories, Optional.of(category)).map(Entry::withoutData).orElse(false);
    }

    /** The scenes in which some category or sector needs more than always, or whose function says what it needs. */
    public Set<String> scenes() {
        return scenes;
    }

    /** The name of a category or a sector. */
    public Optional<Text> name(String id) {
        return entry(categories, Optional.of(id))
                .or(() -> entry(sectors, Optional.of(id)))
                .map(Entry::name);
    }

    private static Optional<Entry> entry(Map<String, Entry> entries, Optional<String> id) {
        return id.map(entries::get);
    }

    public List<String> categoryIds() {
        return List.copyOf(categories.keySet());
    }

    public List<String> sectorIds() {
        return List.copyOf(sectors.keySet());
    }
}
