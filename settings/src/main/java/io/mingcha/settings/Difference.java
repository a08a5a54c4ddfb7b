package io.mingcha.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that is not the same in two documents.
 *
 * @param path such as {@code rules[CONS-01].severity}
 * @param before absent if it was added
 * @param after absent if it was removed
 */
public record Difference(String path, Optional<String> before, Optional<String> after) {

    /** All of them, in the order of the documents; entries of lists are told apart by their ids. */
    public static List<Difference> between(Setting before, Setting after) {
        List<Difference> found = new ArrayList<>();
        compare("", before, after, found);
        return List.copyOf(found);
    }

    private static void compare(String path, Setting before, Setting after, List<Difference> found) {
        if (before.flat().equals(after.flat())) {
            return;
        }
        if (before.isMap() && after.isMap()) {
            pairs(path, path.isEmpty() ? "%s" : path + ".%s", before.entries(), after.entries(), found);
        } else if (before.isList() && after.isList()) {
            pairs(path, path + "%s", named(before), named(after), found);
        } else {
            found.add(new Difference(path, text(before), text(after)));
        }
    }

    private static void pairs(
            String path, String step, Map<String, Setting> before, Map<String, Setting> after, List<Difference> found) {
        int already = found.size();
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            // what has no id is told by its whole content, which need not stand in the path again
            String at = name.startsWith("=") ? path : String.format(step, name);
            Setting was = before.get(name);
            Setting is = after.get(name);
            if (was == null) {
                found.add(new Difference(at, Optional.empty(), is == null ? Optional.empty() : text(is)));
            } else if (is == null) {
                found.add(new Difference(at, text(was), Optional.empty()));
            } else {
                compare(at, was, is, found);
            }
        }
        if (found.size() == already && !List.copyOf(before.keySet()).equals(List.copyOf(after.keySet()))) {
            found.add(new Difference(
                    path,
                    Optional.of(String.join(", ", before.keySet())),
                    Optional.of(String.join(", ", after.keySet()))));
        }
    }

    private static Map<String, Setting> named(Setting list) {
        Map<String, Setting> named = new LinkedHashMap<>();
        for (Setting item : list.list()) {
            Optional<String> id =
                    item.isMap() && item.get("id").isScalar() ? item.get("id").text() : Optional.empty();
            named.put(id.map(i -> "[" + i + "]").orElse("=" + item.flat()), item);
        }
        return named;
    }

    private static Optional<String> text(Setting setting) {
        return Optional.of(setting.flat());
    }
}
