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
import java.util.TreeSet;

/** What an app of a category or sector needs for its service, {@code config/categories.yaml}. */
public final class Categories {
    private final Map<String, Entry> categories = new LinkedHashMap<>();
    private final Map<String, Entry> sectors = new LinkedHashMap<>();
    private final Map<String, String> sectorOf = new LinkedHashMap<>();
    private final Map<String, List<String>> substitutes = new LinkedHashMap<>();

    /** By the name of a scene what its function is made of, whoever offers it. */
    private final Map<String, List<Listed>> functions = new LinkedHashMap<>();

    private final Set<String> scenes = new HashSet<>();

    /** By a name that people give it, the scenes of profiles that one may be. */
    private final Map<String, List<String>> sceneNames = new LinkedHashMap<>();

    private record Entry(Text name, boolean withoutData, Profile profile) {}

    Categories(Setting root, DataTypes types) {
        root.allow("equivalents", "includes", "scenes", "scene_names", "category_to_sector", "categories", "sectors");
        root.get("scene_names").entries().forEach((name, list) -> sceneNames.put(name, list.texts()));
        functions.putAll(underEachName(root.get("scenes"), types));
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
        root.get("scene_names")
                .entries()
                .values()
                .forEach(list -> list.list().forEach(item -> item.oneOf(List.copyOf(new TreeSet<>(scenes)))));
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
        Map<String, List<Listed>> conditional = underEachName(from.get("conditional"), types);
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

    /** Lists by scene, each also under the names that people give it; a name of several scenes has what all of them have. */
    private Map<String, List<Listed>> underEachName(Setting byScene, DataTypes types) {
        Map<String, List<Listed>> lists = new LinkedHashMap<>();
        byScene.entries().forEach((scene, list) -> lists.put(scene, Listed.all(list, types)));
        sceneNames.forEach((name, called) -> {
            List<Listed> all = called.stream()
                    .flatMap(scene -> lists.getOrDefault(scene, List.of()).stream())
                    .toList();
            if (!all.isEmpty()) {
                lists.merge(name, all, Profile::joined);
            }
        });
        return lists;
    }

    /** What a scene is called in profiles; of a name that may mean several the first. */
    public String properName(String scene) {
        return sceneNames.getOrDefault(scene, List.of(scene)).stream()
                .findFirst()
                .orElse(scene);
    }

    /** A scene under every name: its own, those that people give it, and those of what such a name may mean. */
    public Set<String> namesOf(String scene) {
        Set<String> meant = new HashSet<>(sceneNames.getOrDefault(scene, List.of()));
        meant.add(scene);
        Set<String> names = new HashSet<>(meant);
        sceneNames.forEach((name, called) -> {
            if (called.stream().anyMatch(meant::contains)) {
                names.add(name);
            }
        });
        return names;
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
