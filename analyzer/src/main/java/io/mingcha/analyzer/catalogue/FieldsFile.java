package io.mingcha.analyzer.catalogue;

import io.mingcha.settings.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Reads {@code config/fields.yaml}; what is wrong with it is added to its problems. */
final class FieldsFile {
    /** By detectors of their own. */
    private static final Set<String> FOUND_OTHERWISE = Set.of("contacts", "app_list", "precise_location");

    private final DataTypes types;
    private final Map<String, Check> checks;

    /** @param checks what values may be checked by, by their names */
    FieldsFile(DataTypes types, Map<String, Check> checks) {
        this.types = types;
        this.checks = checks;
    }

    FieldNames read(Setting root) {
        root.allow(
                "digest_suffixes",
                "composed",
                "position",
                "contacts",
                "unlike",
                "organisation",
                "business",
                "staff",
                "support",
                "mailboxes",
                "things",
                "apps",
                "entrances",
                "own_ids",
                "lists",
                "media",
                "files",
                "visitors",
                "forms",
                "fields");
        Map<String, Integer> digests = new LinkedHashMap<>();
        root.require("digest_suffixes")
                .entries()
                .forEach((name, length) ->
                        digests.put(name, (int) length.integer(8, 256).orElse(32)));
        Vocabulary vocabulary = vocabulary(root);
        Composition composition = composition(root.get("composed"));
        Business business = new Business(root.get("business"), root.get("staff"), types);
        Support support = new Support(root.get("support"), types);
        ListShapes lists = new ListShapes(root.require("lists"), root.require("media"), root.get("files"), types);
        List<FieldRule> rules = new ArrayList<>();
        for (Setting field : root.require("fields").list()) {
            rule(field).ifPresent(rules::add);
        }
        List<VisitorRule> visitors = new ArrayList<>();
        for (Setting visitor : root.get("visitors").list()) {
            visitor(visitor).ifPresent(visitors::add);
        }
        List<ByForm> forms = new ArrayList<>();
        for (Setting form : root.get("forms").list()) {
            byForm(form).ifPresent(forms::add);
        }
        checkEachIsFound(root.get("fields"), rules, lists, visitors);
        return new FieldNames(
                rules,
                digests,
                composition,
                vocabulary,
                business,
                support,
                lists,
                new VisitorNames(visitors),
                forms,
                OwnIds.of(root.get("own_ids")));
    }

    private Composition composition(Setting composed) {
        if (!composed.isPresent()) {
            return Composition.NONE;
        }
        composed.allow("leads", "owners", "owners_behind", "owners_zh", "initials", "tails", "types");
        return new Composition(
                names(composed.get("leads")),
                names(composed.get("owners")),
                names(composed.get("owners_behind")),
                names(composed.get("initials")),
                List.copyOf(composed.get("owners_zh").texts()),
                names(composed.get("tails")),
                Set.copyOf(types.ids(composed.get("types"))));
    }

    private static Vocabulary vocabulary(Setting root) {
        Setting position = root.require("position")
                .allow(
                        "latitude",
                        "longitude",
                        "latitude_zh",
                        "longitude_zh",
                        "pair",
                        "abroad",
                        "place",
                        "person",
                        "track",
                        "another");
        Setting things = root.require("things").allow("holder", "beside", "person");
        Setting entrances = root.get("entrances")
                .allow(
                        "path",
                        "asks",
                        "asked",
                        "asked_not",
                        "accounts",
                        "counted",
                        "people",
                        "confirm",
                        "confirm_not",
                        "codes",
                        "codes_in");
        Set<String> latitude = new HashSet<>(names(position.get("latitude")));
        latitude.addAll(names(position.get("latitude_zh")));
        Set<String> longitude = new HashSet<>(names(position.get("longitude")));
        longitude.addAll(names(position.get("longitude_zh")));
        Set<String> mailboxes = new HashSet<>();
        root.get("mailboxes").texts().forEach(domain -> mailboxes.add(domain.toLowerCase(Locale.ROOT)));
        return new Vocabulary(
                latitude,
                longitude,
                names(position.get("pair")),
                names(position.get("abroad")),
                names(position.get("place")),
                names(position.get("person")),
                names(position.get("track")),
                position.get("another").list().stream().map(FieldsFile::another).toList(),
                names(root.require("contacts")),
                names(root.require("unlike")),
                names(root.require("organisation")),
                names(things.get("holder")),
                names(things.get("beside")),
                names(things.get("person")),
                mailboxes,
                Set.copyOf(root.get("apps").texts()),
                names(entrances.get("path")),
                new Vocabulary.Asked(
                        names(entrances.get("asks")), names(entrances.get("asked")), names(entrances.get("asked_not"))),
                names(entrances.get("accounts")),
                names(entrances.get("counted")),
                names(entrances.get("people")),
                new Vocabulary.HandedIn(
                        names(entrances.get("confirm")),
                        names(entrances.get("confirm_not")),
                        names(entrances.get("codes_in")),
                        names(entrances.get("codes"))));
    }

    private static AnotherPosition another(Setting of) {
        of.allow("within", "named", "values", "in_url");
        return new AnotherPosition(
                names(of.get("within")),
                names(of.require("named")),
                of.get("values").texts().stream()
                        .map(value -> value.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                of.get("in_url").bool(false));
    }

    /** As they are compared: without case and what parts their words. */
    static Set<String> names(Setting list) {
        Set<String> names = new HashSet<>();
        list.texts().forEach(name -> names.add(NameWords.normal(name)));
        return names;
    }

    private Optional<VisitorRule> visitor(Setting visitor) {
        visitor.allow("names", "type", "within", "anywhere", "not_beside", "id", "source");
        List<String> names = visitor.require("names").texts();
        String type = visitor.get("type").oneOf(types.ids()).orElse(VisitorRule.TYPE);
        visitor.require("source").text("");
        return pattern(visitor.require("id"))
                .map(id -> new VisitorRule(
                        names,
                        type,
                        Set.copyOf(visitor.get("within").texts()),
                        visitor.get("anywhere").bool(false),
                        names(visitor.get("not_beside")),
                        id));
    }

    private Optional<ByForm> byForm(Setting form) {
        form.allow("type", "holds", "length", "from", "not_of", "pattern", "source");
        Optional<String> type = form.require("type").oneOf(types.ids());
        int length = (int) form.get("length").integer(16, 300).orElse(0);
        String holds = (length == 0 ? form.require("holds") : form.get("holds")).text("");
        String from = form.get("from").text("").toLowerCase(Locale.ROOT);
        Set<String> notOf = names(form.get("not_of"));
        form.require("source").text("");
        return type.flatMap(told ->
                pattern(form.require("pattern")).map(pattern -> new ByForm(told, holds, length, from, notOf, pattern)));
    }

    private static Optional<FieldRule.Beside> beside(Setting of) {
        if (!of.isPresent()) {
            return Optional.empty();
        }
        of.allow("named", "values");
        return pattern(of.require("values")).map(values -> new FieldRule.Beside(names(of.require("named")), values));
    }

    private Optional<FieldRule> rule(Setting field) {
        field.allow(
                "type",
                "keys",
                "keys_zh",
                "weak",
                "heads",
                "weak_heads",
                "initials",
                "check",
                "pattern",
                "known_only",
                "soft",
                "single",
                "sender",
                "backed_by",
                "backed_by_value",
                "unless",
                "not_of",
                "within",
                "around",
                "only_beside");
        Optional<String> type = field.require("type").oneOf(types.ids());
        Optional<Check> check =
                field.get("check").oneOf(List.copyOf(checks.keySet())).map(checks::get);
        Optional<ValuePattern> pattern = pattern(field.get("pattern"));
        if (type.isEmpty()) {
            return Optional.empty();
        }
        boolean knownOnly = field.get("known_only").bool(false);
        if (check.isEmpty() && pattern.isEmpty() && !knownOnly) {
            field.problem("需要 check 或 pattern：仅凭名称不算证据", "needs a check or a pattern: a name alone is no evidence");
        }
        return Optional.of(new FieldRule(
                type.get(),
                field.get("keys").texts(),
                field.get("keys_zh").texts(),
                field.get("weak").texts(),
                names(field.get("heads")),
                names(field.get("weak_heads")),
                names(field.get("initials")),
                check,
                pattern,
                knownOnly,
                field.get("soft").bool(false),
                field.get("single").bool(false),
                field.get("sender").bool(false),
                names(field.get("backed_by")),
                pattern(field.get("backed_by_value")),
                unless(field.get("unless")),
                names(field.get("not_of")),
                names(field.get("within")),
                names(field.get("around")),
                beside(field.get("only_beside"))));
    }

    private static Optional<ValuePattern> pattern(Setting setting) {
        try {
            return setting.text().map(ValuePattern::new);
        } catch (PatternSyntaxException e) {
            setting.problem("正则错误：" + e.getDescription(), "not a pattern: " + e.getDescription());
            return Optional.empty();
        }
    }

    /** One case, or several. */
    private static List<FieldRule.Unless> unless(Setting setting) {
        if (!setting.isPresent()) {
            return List.of();
        }
        return (setting.isList() ? setting.list() : List.of(setting))
                .stream().flatMap(one -> unlessOne(one).stream()).toList();
    }

    private static Optional<FieldRule.Unless> unlessOne(Setting setting) {
        setting.allow("beside", "pattern");
        Set<String> beside = names(setting.require("beside"));
        return pattern(setting.require("pattern")).map(p -> new FieldRule.Unless(beside, p));
    }

    /** Every type is found by something, or says why it is not. */
    private void checkEachIsFound(Setting at, List<FieldRule> rules, ListShapes lists, List<VisitorRule> visitors) {
        Set<String> found = new HashSet<>(FOUND_OTHERWISE);
        rules.stream().filter(rule -> !rule.knownOnly()).map(FieldRule::type).forEach(found::add);
        visitors.forEach(visitor -> found.add(visitor.type()));
        lists.shapes().forEach(shape -> found.add(shape.type()));
        lists.recordings().forEach(recording -> found.add(recording.type()));
        types.all().stream()
                .filter(type -> type.unobservable().isEmpty() && !found.contains(type.id()))
                .forEach(type -> at.problem(
                        "没有任何办法发现 " + type.id() + "：需要名称与校验、列表形式，或在 data_types.yaml 中写 observable: no",
                        "nothing finds " + type.id()
                                + ": give it names with a check, or a list, or observable: no in data_types.yaml"));
    }
}
