package io.mingcha.analyzer.catalogue;

import io.mingcha.settings.Setting;
import io.mingcha.settings.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an app of a category or sector needs for its service, {@code config/categories.yaml}. */
public final class Categories {
    private final Map<String, Profile> categories = new LinkedHashMap<>();
    private final Map<String, Profile> sectors = new LinkedHashMap<>();

    /** Types needed, needless and forbidden. */
    public record Profile(
            String id, Text name, List<String> necessary, List<String> unnecessary, List<String> prohibited) {}

    Categories(Setting root, DataTypes types) {
        root.allow("equivalents", "category_to_sector", "categories", "sectors");
        root.get("equivalents").entries().values().forEach(types::ids);
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
            category.get("conditional").entries().values().forEach(types::ids);
            String id = category.require("id").text("");
            categories.put(
                    id,
                    new Profile(
                            id,
                            category.require("name").bilingual(),
                            types.ids(category.get("necessary")),
                            List.of(),
                            List.of()));
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
            String id = sector.require("id").text("");
            sectors.put(
                    id,
                    new Profile(
                            id,
                            sector.require("name").bilingual(),
                            sector.get("necessary").texts(),
                            sector.get("unnecessary").texts(),
                            sector.get("prohibited").texts()));
        }
        root.get("category_to_sector").entries().forEach((sector, list) -> {
            if (!sectors.containsKey(sector)) {
                list.problem(sector + " 不是行业", sector + " is not a sector");
            }
            list.list().forEach(item -> item.oneOf(List.copyOf(categories.keySet())));
        });
    }

    public Optional<Profile> category(String id) {
        return Optional.ofNullable(categories.get(id));
    }

    public Optional<Profile> sector(String id) {
        return Optional.ofNullable(sectors.get(id));
    }

    public List<String> categoryIds() {
        return List.copyOf(categories.keySet());
    }

    public List<String> sectorIds() {
        return List.copyOf(sectors.keySet());
    }
}
