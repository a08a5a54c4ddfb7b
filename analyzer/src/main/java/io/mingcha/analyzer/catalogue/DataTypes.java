package io.mingcha.analyzer.catalogue;

import io.mingcha.settings.Setting;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The kinds of personal data, {@code config/data_types.yaml}. */
public final class DataTypes {
    private static final Pattern PERMISSION = Pattern.compile("[A-Z]+(?:_[A-Z]+)+|CAMERA");

    private final Map<String, DataType> types = new LinkedHashMap<>();
    private final Set<String> baseline;
    private final Map<String, List<String>> parents = new LinkedHashMap<>();
    private final Map<String, List<String>> saltedParents = new LinkedHashMap<>();
    private final Map<String, List<String>> wholes = new LinkedHashMap<>();

    DataTypes(Setting root) {
        root.allow("transport_baseline", "parents", "salted_parents", "parts", "groups", "types");
        List<String> groups = new ArrayList<>();
        for (Setting group : root.require("groups").list()) {
            group.allow("id", "name");
            groups.add(group.require("id").text(""));
        }
        for (Setting type : root.require("types").list()) {
            type.allow(
                    "id",
                    "group",
                    "name",
                    "sensitive",
                    "sensitive_by_default",
                    "basis",
                    "secret",
                    "digested",
                    "written",
                    "permissions",
                    "observable",
                    "because");
            String id = type.require("id").text("");
            String group = type.require("group").oneOf(groups).orElse("");
            boolean conditional = type.get("sensitive").text("").equals("conditional");
            boolean sensitive = conditional
                    ? type.require("sensitive_by_default").bool(false)
                    : type.require("sensitive").bool(false);
            Text name = type.require("name").bilingual();
            Optional<Text> unobservable = type.get("observable").bool(true)
                    ? Optional.empty()
                    : Optional.of(type.require("because").bilingual());
            boolean secret = type.get("secret").bool(false);
            Digested digested =
                    Digested.of(type.get("digested").oneOf(Digested.words()).orElse(""));
            DataType made = new DataType(
                    id, group, name, sensitive, secret, digested, writing(type), permissions(type), unobservable);
            if (types.put(id, made) != null) {
                type.problem(id + " 重复", id + " stands here twice");
            }
        }
        baseline = Set.copyOf(ids(root.require("transport_baseline")));
        broader(root.get("parents"), parents);
        broader(root.get("salted_parents"), saltedParents);
        broader(root.get("parts"), wholes);
    }

    private static Writing writing(Setting type) {
        return Writing.of(type.get("written")
                .oneOf(Stream.of(Writing.values()).map(Writing::word).toList())
                .orElse(""));
    }

    private void broader(Setting types, Map<String, List<String>> into) {
        types.entries().forEach((id, broader) -> {
            checkId(id, broader);
            into.put(id, ids(broader));
        });
    }

    /** Notes beside a permission, such as from which version on it is needed, are for people. */
    private static List<String> permissions(Setting type) {
        return type.get("permissions").texts().stream()
                .flatMap(text -> PERMISSION.matcher(text).results())
                .map(MatchResult::group)
                .toList();
    }

    public Optional<DataType> find(String id) {
        return Optional.ofNullable(types.get(id));
    }

    /** @throws IllegalArgumentException for an id that the catalogue lacks */
    public DataType get(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no data type " + id));
    }

    /** Which digests of a type apps send under its own name; none if the catalogue lacks it. */
    Digested digested(String type) {
        DataType known = types.get(type);
        return known == null ? Digested.NONE : known.digested();
    }

    /** How the values of a type are written; as text if the catalogue lacks it. */
    public Writing writing(String id) {
        return find(id).map(DataType::writing).orElse(Writing.TEXT);
    }

    public Collection<DataType> all() {
        return List.copyOf(types.values());
    }

    public List<String> ids() {
        return List.copyOf(types.keySet());
    }

    /** Whether every connection carries it anyway, so that it accuses nobody alone. */
    public boolean isBaseline(String id) {
        return baseline.contains(id);
    }

    /** The type and every broader one whose declaration covers it. */
    public List<String> withParents(String id) {
        List<String> all = new ArrayList<>();
        all.add(id);
        for (int i = 0; i < all.size(); i++) {
            for (String parent : parents.getOrDefault(all.get(i), List.of())) {
                if (!all.contains(parent)) {
                    all.add(parent);
                }
            }
        }
        return all;
    }

    /** What a salted digest of the type is one of; empty where whoever knows the salt finds the value by trying all. */
    public List<String> saltedParents(String id) {
        return saltedParents.getOrDefault(id, List.of());
    }

    /** What the type is a part of where it stands beside it. */
    public List<String> wholes(String id) {
        return wholes.getOrDefault(id, List.of());
    }

    /** The data type ids of a list, each checked. */
    List<String> ids(Setting list) {
        List<String> ids = new ArrayList<>();
        for (Setting item : list.list()) {
            item.oneOf(ids()).ifPresent(ids::add);
        }
        return List.copyOf(ids);
    }

    void checkId(String id, Setting at) {
        if (!types.containsKey(id)) {
            at.problem(id + " 不是数据类型", id + " is not a data type");
        }
    }
}
