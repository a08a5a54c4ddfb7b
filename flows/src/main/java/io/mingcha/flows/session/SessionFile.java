package io.mingcha.flows.session;

import io.mingcha.flows.App;
import io.mingcha.flows.Declaration;
import io.mingcha.flows.Declaration.DeclaredData;
import io.mingcha.flows.Declaration.Status;
import io.mingcha.flows.Marker;
import io.mingcha.flows.MarkerKinds;
import io.mingcha.flows.Persona;
import io.mingcha.flows.SessionSpec;
import io.mingcha.settings.Document;
import io.mingcha.settings.Nearest;
import io.mingcha.settings.Problems;
import io.mingcha.settings.Setting;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Reads session files, YAML or JSON. */
public final class SessionFile {
    private final Vocabulary vocabulary;

    private SessionFile(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * Reads a session file.
     *
     * @param source name for the places of problems
     * @throws io.mingcha.settings.InvalidDocument with everything that is wrong
     */
    public static SessionSpec parse(String source, String text, Vocabulary vocabulary) {
        Problems problems = new Problems();
        SessionSpec spec = new SessionFile(vocabulary).read(Document.parse(source, text, problems), problems);
        problems.throwIfAny();
        return spec;
    }

    /**
     * Reads what a session file says where it is a part of another document. What is wrong is added to that one's problems.
     *
     * @param others keys that are no business of the session file
     */
    public static SessionSpec read(Setting root, Vocabulary vocabulary, String... others) {
        return new SessionFile(vocabulary).read(root, root.problems(), others);
    }

    /** Reads a persona alone, where another document holds one. */
    public static Persona readPersona(Setting persona, Vocabulary vocabulary) {
        return new SessionFile(vocabulary).persona(persona);
    }

    private SessionSpec read(Setting root, Problems problems, String... others) {
        if (!root.isMap()) {
            if (problems.isEmpty()) {
                root.problem(
                        "会话文件应为键值对，至少有 app.package", "a session file has keys with values, app.package at the least");
            }
            return SessionSpec.of(App.of(""));
        }
        List<String> sections =
                new ArrayList<>(List.of("app", "persona", "declaration", "observes", "markers", "keys"));
        sections.addAll(List.of(others));
        sections.addAll(vocabulary.notes().keySet().stream().sorted().toList());
        root.allow(sections.toArray(String[]::new));
        App app = app(root.require("app"));
        Persona persona = persona(root.get("persona"));
        Optional<Declaration> declaration = root.get("declaration").isPresent()
                ? Optional.of(declaration(root.get("declaration")))
                : Optional.empty();
        Set<String> observes = new LinkedHashSet<>();
        for (Setting kind : root.get("observes").list()) {
            kind(kind).map(MarkerKinds::kindOf).ifPresent(observes::add);
        }
        List<Marker> markers = new ArrayList<>();
        for (Setting marker : root.get("markers").list()) {
            marker(marker).ifPresent(markers::add);
        }
        return new SessionSpec(
                app,
                persona,
                declaration,
                observes,
                markers,
                notes(root),
                keys(root.get("keys")),
                Optional.empty(),
                List.of());
    }

    private Map<String, String> notes(Setting root) {
        Map<String, String> noted = new LinkedHashMap<>();
        vocabulary.notes().forEach((section, names) -> {
            Setting given = root.get(section);
            if (!given.isPresent()) {
                return;
            }
            given.allow(names.keySet().stream().sorted().toArray(String[]::new));
            given.entries().forEach((name, value) -> {
                if (!names.containsKey(name) || !value.isPresent()) {
                    return;
                }
                String key = section + "." + name;
                if (names.get(name)) {
                    value.integer(0, Integer.MAX_VALUE).ifPresent(n -> noted.put(key, String.valueOf(n)));
                } else {
                    noted.put(key, String.valueOf(value.bool(false)));
                }
            });
        });
        return noted;
    }

    /** Keys in hex, whichever way they are written. */
    private static Map<String, String> keys(Setting setting) {
        Map<String, String> keys = new LinkedHashMap<>();
        if (setting.isPresent()) {
            setting.entries().forEach((name, key) -> key(key).ifPresent(hex -> keys.put(name, hex)));
        }
        return keys;
    }

    private static Optional<String> key(Setting key) {
        if (!key.isMap()) {
            return key.text().map(text -> HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
        }
        key.allow("hex", "base64", "text");
        if (key.entries().size() != 1) {
            key.problem("密钥写成 hex、base64 或 text 之一", "a key is written as one of hex, base64, text");
            return Optional.empty();
        }
        if (key.get("text").isPresent()) {
            return key(key.get("text"));
        }
        return key.get("hex").isPresent()
                ? key.get("hex")
                        .parsed(t -> HexFormat.of().formatHex(HexFormat.of().parseHex(t.toLowerCase(Locale.ROOT))))
                : key.get("base64")
                        .parsed(t ->
                                HexFormat.of().formatHex(Base64.getDecoder().decode(t)));
    }

    private App app(Setting app) {
        if (app.isPresent() && !app.isMap()) {
            app.problem(
                    "app 应为键值对，例如 package: com.example.app",
                    "app has keys with values, such as package: com.example.app");
            return App.of("");
        }
        app.allow("package", "name", "version", "category", "sector", "first_party");
        return new App(
                app.isPresent() ? app.require("package").text("") : "",
                app.get("name").text(),
                app.get("version").text(),
                app.get("category").oneOf(vocabulary.categories()),
                app.get("sector").oneOf(vocabulary.sectors()),
                app.get("first_party").texts());
    }

    private Persona persona(Setting persona) {
        if (!persona.isPresent()) {
            return Persona.UNKNOWN;
        }
        persona.allow("age", "known", "others");
        OptionalLong age = persona.get("age").integer(0, 150);
        return new Persona(
                age.isPresent() ? OptionalInt.of((int) age.getAsLong()) : OptionalInt.empty(),
                values(persona.get("known")),
                values(persona.get("others")));
    }

    private Map<String, List<String>> values(Setting values) {
        Map<String, List<String>> known = new LinkedHashMap<>();
        values.entries().forEach((type, list) -> {
            if (isDataType(type, values)) {
                List<String> texts = list.texts();
                if (type.equals("precise_location")) {
                    list.list().forEach(SessionFile::checkPosition);
                }
                known.put(type, texts);
            }
        });
        return known;
    }

    private boolean isDataType(String type, Setting values) {
        if (vocabulary.dataTypes().contains(type)) {
            return true;
        }
        Optional<String> nearest = Nearest.to(type, vocabulary.dataTypes());
        values.problems()
                .add(
                        values.keyPlace(type),
                        type + " 不是数据类型。" + nearest.map(n -> "是否想写 " + n + "？").orElse("可用的见 config/data_types.yaml"),
                        type + " is not a data type. "
                                + nearest.map(n -> "Did you mean " + n + "?")
                                        .orElse("See config/data_types.yaml for those there are"));
        return false;
    }

    private static void checkPosition(Setting value) {
        boolean good = value.text("").matches("\\s*-?\\d{1,3}(\\.\\d+)?\\s*,\\s*-?\\d{1,3}(\\.\\d+)?\\s*");
        if (!good) {
            value.problem(
                    "位置应写作 \"纬度,经度\"，例如 \"31.2304,121.4737\"",
                    "a position is \"lat,lng\", such as \"31.2304,121.4737\"");
        }
    }

    private Declaration declaration(Setting declaration) {
        declaration.allow("status", "recipients", "data");
        List<DeclaredData> data = new ArrayList<>();
        for (Setting item : declaration.get("data").list()) {
            if (item.isScalar()) {
                item.oneOf(vocabulary.dataTypes())
                        .ifPresent(type -> data.add(
                                new DeclaredData(type, Optional.empty(), List.of(), List.of(), Optional.empty())));
                continue;
            }
            item.allow("type", "purpose", "recipients", "scenes", "frequency");
            Optional<String> type = item.require("type").oneOf(vocabulary.dataTypes());
            type.ifPresent(t -> data.add(new DeclaredData(
                    t,
                    item.get("purpose").text(),
                    item.get("recipients").texts(),
                    item.get("scenes").texts(),
                    item.get("frequency").text())));
        }
        Status status = declaration
                .get("status")
                .oneOf(List.of(Status.DRAFT.label(), Status.ACCEPTED.label()))
                .map(Status::of)
                .orElse(Status.ACCEPTED);
        return new Declaration(declaration.get("recipients").texts(), data, status);
    }

    private static Optional<String> kind(Setting setting) {
        Optional<String> label = setting.text();
        if (label.isPresent() && !MarkerKinds.all().contains(MarkerKinds.kindOf(label.get()))) {
            String kind = MarkerKinds.kindOf(label.get());
            Optional<String> nearest = Nearest.to(kind, MarkerKinds.all());
            setting.problem(
                    kind + " 不是标记类型。"
                            + nearest.map(n -> "是否想写 " + n + "？").orElse("可用：" + String.join("、", MarkerKinds.all())),
                    kind + " is not a kind of marker. "
                            + nearest.map(n -> "Did you mean " + n + "?")
                                    .orElse("Known: " + String.join(", ", MarkerKinds.all())));
            return Optional.empty();
        }
        return label;
    }

    private static Optional<Marker> marker(Setting marker) {
        marker.allow("kind", "at", "argument", "not_before", "not_after", "source");
        Optional<String> kind = kind(marker.require("kind"));
        Optional<Instant> at = instant(marker.require("at"));
        if (kind.isEmpty() || at.isEmpty()) {
            return Optional.empty();
        }
        String label = marker.get("argument")
                .text()
                .map(a -> MarkerKinds.kindOf(kind.get()) + "[" + a + "]")
                .orElse(kind.get());
        Instant notBefore = instant(marker.get("not_before")).orElse(at.get());
        Instant notAfter = instant(marker.get("not_after")).orElse(at.get());
        if (notBefore.isAfter(at.get()) || at.get().isAfter(notAfter)) {
            marker.problem("at 应在 not_before 与 not_after 之间", "at lies between not_before and not_after");
            return Optional.empty();
        }
        Marker.Source source = marker.get("source")
                .oneOf(List.of("file", "hand", "plan", "screen"))
                .map(s -> Marker.Source.valueOf(s.toUpperCase(java.util.Locale.ROOT)))
                .orElse(Marker.Source.FILE);
        return Optional.of(Marker.within(label, at.get(), notBefore, notAfter, source));
    }

    private static Optional<Instant> instant(Setting setting) {
        Optional<String> text = setting.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> instant = parseInstant(text.get());
        if (instant.isEmpty()) {
            setting.problem(
                    text.get() + " 不是时间。例如 2026-11-25T10:00:00.250+08:00",
                    text.get() + " is not a time. Write it like 2026-11-25T10:00:00.250+08:00");
        }
        return instant;
    }

    /** ISO 8601 with an offset; without one the time zone of this machine; or milliseconds since 1970. */
    public static Optional<Instant> parseInstant(String text) {
        String t = text.strip().replace(' ', 'T');
        try {
            return Optional.of(OffsetDateTime.parse(t).toInstant());
        } catch (DateTimeParseException e) {
            // Not with an offset.
        }
        try {
            return Optional.of(
                    LocalDateTime.parse(t).atZone(ZoneId.systemDefault()).toInstant());
        } catch (DateTimeParseException e) {
            return t.matches("\\d{13}") ? Optional.of(Instant.ofEpochMilli(Long.parseLong(t))) : Optional.empty();
        }
    }
}
