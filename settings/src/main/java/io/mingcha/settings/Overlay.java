package io.mingcha.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lays what somebody changed over what is shipped. Every node of the result keeps the place where it was written, so that
 * whoever reads it reports a mistake where it was made.
 *
 * <ul>
 *   <li>Maps merge key by key. {@code key: null} takes a key away; a key with nothing behind it changes nothing.
 *   <li>Lists of entries with an {@code id} merge by it: an entry replaces the keys it names, {@code disabled: true} removes it,
 *       a new id is appended.
 *   <li>A list of entries without ids is appended to if it stands at the top of its document, and replaced within an entry.
 *   <li>Other lists are replaced, unless written as {@code {add: [...], remove: [...]}}.
 * </ul>
 */
public final class Overlay {
    private static final String ID = "id";
    private static final String DISABLED = "disabled";
    private static final String ADD = "add";
    private static final String REMOVE = "remove";

    private Overlay() {}

    /** The shipped document with the changes of the other. Both report to the problems of the changes. */
    public static Setting merge(Setting shipped, Setting changes) {
        return merge(shipped, changes, 0);
    }

    private static Setting merge(Setting shipped, Setting changes, int depth) {
        if (depth == 0 && shipped.isMap() && changes.isPresent() && !changes.isMap()) {
            changes.entries();
            return shipped;
        }
        if (!changes.isPresent()) {
            return depth == 0 || changes.isBlank() ? shipped : changes;
        }
        if (changes.isMap() && (shipped.isList() || shipped.isScalar() && isAddOrRemove(changes))) {
            return addAndRemove(shipped, changes);
        }
        if (shipped.isMap() && changes.isMap()) {
            return members(shipped, changes, depth);
        }
        if (shipped.isList() && changes.isList()) {
            return items(shipped, changes, depth);
        }
        return changes;
    }

    private static Setting members(Setting shipped, Setting changes, int depth) {
        Map<String, Setting> map = shipped.entries();
        Map<String, Place> keys = new LinkedHashMap<>();
        map.keySet().forEach(key -> keys.put(key, shipped.keyPlace(key)));
        changes.entries().forEach((key, value) -> {
            Setting before = map.get(key);
            if (before == null) {
                map.put(key, value);
                keys.put(key, changes.keyPlace(key));
            } else if (!value.isPresent() && !value.isBlank()) {
                map.remove(key);
                keys.remove(key);
            } else if (value.isPresent()) {
                map.put(key, merge(before, value, depth + 1));
                keys.put(key, changes.keyPlace(key));
            }
        });
        return Setting.members(map, keys, changes.place(), changes.problems());
    }

    private static Setting items(Setting shipped, Setting changes, int depth) {
        boolean entries = shipped.list().stream().anyMatch(Setting::isMap)
                || shipped.list().isEmpty() && changes.list().stream().anyMatch(Setting::isMap);
        boolean named = entries && (hasIds(shipped) || shipped.list().isEmpty() && hasIds(changes));
        if (named) {
            return byId(shipped, changes, depth);
        }
        return entries && depth == 1 ? joined(shipped.list(), changes.list(), changes) : changes;
    }

    private static boolean hasIds(Setting list) {
        return list.list().stream().anyMatch(item -> id(item).isPresent());
    }

    private static Optional<String> id(Setting item) {
        return item.isMap() && item.get(ID).isScalar() ? item.get(ID).text() : Optional.empty();
    }

    private static Setting byId(Setting shipped, Setting changes, int depth) {
        // what cannot be told by an id keeps its place under a name that no id has
        Map<String, Setting> entries = new LinkedHashMap<>();
        shipped.list().forEach(item -> entries.put(id(item).orElse("\0" + entries.size()), item));
        List<String> shippedIds =
                shipped.list().stream().flatMap(item -> id(item).stream()).toList();
        Set<String> seen = new HashSet<>();
        int nameless = entries.size();
        for (Setting item : changes.list()) {
            Optional<String> id = id(item);
            if (id.isEmpty()) {
                entries.put("\0" + nameless++, item);
                continue;
            }
            if (!seen.add(id.get())) {
                item.problem(id.get() + " 重复", id.get() + " stands here twice");
            }
            boolean disabled = item.get(DISABLED).bool(false);
            Setting before = entries.get(id.get());
            if (disabled && before == null) {
                absent(item.get(ID), id.get(), shippedIds);
            } else if (disabled) {
                entries.remove(id.get());
            } else {
                Setting enabled = without(item, DISABLED);
                entries.put(id.get(), before == null ? enabled.unshipped(id.get()) : merge(before, enabled, depth + 1));
            }
        }
        return Setting.items(List.copyOf(entries.values()), changes.place(), changes.problems());
    }

    private static Setting without(Setting entry, String key) {
        Map<String, Setting> map = entry.entries();
        map.remove(key);
        Map<String, Place> keys = new LinkedHashMap<>();
        map.keySet().forEach(k -> keys.put(k, entry.keyPlace(k)));
        return Setting.members(map, keys, entry.place(), entry.problems());
    }

    private static void absent(Setting at, String name, List<String> shipped) {
        Optional<String> nearest = Nearest.to(name, shipped).filter(n -> !n.isEmpty());
        at.problem(
                "默认配置中没有 " + name + nearest.map(n -> "。是否想写 " + n + "？").orElse(""),
                name + " is not among the shipped ones"
                        + nearest.map(n -> ". Did you mean " + n + "?").orElse(""));
    }

    private static boolean isAddOrRemove(Setting changes) {
        return !changes.entries().isEmpty()
                && changes.entries().keySet().stream().allMatch(key -> key.equals(ADD) || key.equals(REMOVE));
    }

    private static Setting addAndRemove(Setting shipped, Setting changes) {
        changes.allow(ADD, REMOVE);
        List<Setting> kept = new ArrayList<>(shipped.list());
        for (Setting out : changes.get(REMOVE).list()) {
            if (!kept.removeIf(item -> item.flat().equals(out.flat()))) {
                absent(
                        out,
                        out.flat(),
                        shipped.list().stream().map(Setting::flat).toList());
            }
        }
        Set<String> there = new HashSet<>();
        kept.forEach(item -> there.add(item.flat()));
        List<Setting> added = changes.get(ADD).list().stream()
                .filter(item -> there.add(item.flat()))
                .toList();
        return joined(kept, added, changes);
    }

    private static Setting joined(List<Setting> first, List<Setting> then, Setting at) {
        List<Setting> all = new ArrayList<>(first);
        all.addAll(then);
        return Setting.items(all, at.place(), at.problems());
    }
}
