package io.mingcha.analyzer.catalogue;

import io.mingcha.settings.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What lists and recordings are personal whoever's they are, {@code lists} and {@code media} of {@code config/fields.yaml}. */
public final class ListShapes {
    private static final List<String> FORMS =
            List.of("any", "text", "number", "decimal", "phone", "mac", "package", "path", "url");
    private static final List<String> KINDS =
            List.of("jpeg", "png", "gif", "webp", "riff", "mp4", "amr", "mp3", "ogg", "pdf", "zip");
    private static final String NAMED = "named";

    /** What a value of a column looks like. */
    public enum Form {
        ANY,
        TEXT,
        NUMBER,
        DECIMAL,
        PHONE,
        MAC,
        PACKAGE,
        PATH,
        URL
    }

    /** A field that each row has, by its names: the whole name or its last words; a bare value has none. */
    public record Column(Set<String> names, Form form) {
        public Column {
            names = Set.copyOf(names);
        }
    }

    /**
     * One make of row.
     *
     * @param named whether the list must be called by one of the shape's names too
     * @param columns all of which a row has; a row that is a value and no object has one without a name
     */
    public record Row(boolean named, List<Column> columns) {
        public Row {
            columns = List.copyOf(columns);
        }
    }

    /**
     * What makes such a list nobody's.
     *
     * @param called words in its name, or in that of what it stands in
     * @param beside names of fields in its rows
     */
    public record Unless(Set<String> called, Set<String> beside) {
        private static final Unless NOTHING = new Unless(Set.of(), Set.of());

        public Unless {
            called = Set.copyOf(called);
            beside = Set.copyOf(beside);
        }

        /** Whether the name has one of the words. */
        public boolean isCalled(String name) {
            return !called.isEmpty() && FieldNames.holdsOneOf(name, called);
        }
    }

    /**
     * A list of one type of data.
     *
     * @param names of such a list
     * @param least how many rows it has at least
     * @param rows any of which its rows are
     */
    public record Shape(String type, Set<String> names, int least, List<Row> rows, Unless unless) {
        public Shape {
            names = Set.copyOf(names);
            rows = List.copyOf(rows);
        }

        /** Whether a list is called so. */
        public boolean isCalled(String name) {
            return FieldNames.isCalled(name, names);
        }
    }

    /**
     * A picture, sound or film of one type of data.
     *
     * @param names of the field that holds it
     * @param kinds by their magic
     * @param least its bytes at least
     */
    public record Recording(String type, Set<String> names, Set<String> kinds, int least) {
        public Recording {
            names = Set.copyOf(names);
            kinds = Set.copyOf(kinds);
        }

        /** Whether a field is called so. */
        public boolean isCalled(String name) {
            return FieldNames.isCalled(name, names);
        }
    }

    private final List<Shape> shapes = new ArrayList<>();
    private final List<Recording> recordings = new ArrayList<>();

    ListShapes(Setting lists, Setting media, DataTypes types) {
        for (Setting list : lists.list()) {
            list.allow("type", "names", "least", "rows", "unless");
            Optional<String> type = list.require("type").oneOf(types.ids());
            List<Row> rows = new ArrayList<>();
            list.require("rows").list().forEach(row -> rows.add(row(row)));
            int least = (int) list.require("least").integer(1, 10_000).orElse(3);
            Unless unless = unless(list.get("unless"));
            type.ifPresent(t -> shapes.add(new Shape(t, names(list.require("names")), least, rows, unless)));
        }
        for (Setting recording : media.list()) {
            recording.allow("type", "names", "kinds", "least");
            Set<String> kinds = new HashSet<>();
            recording.require("kinds").list().forEach(k -> k.oneOf(KINDS).ifPresent(kinds::add));
            int least = (int) recording.require("least").integer(1, 1 << 30).orElse(1);
            recording
                    .require("type")
                    .oneOf(types.ids())
                    .ifPresent(t -> recordings.add(new Recording(t, names(recording.require("names")), kinds, least)));
        }
    }

    private static Unless unless(Setting unless) {
        if (!unless.isPresent()) {
            return Unless.NOTHING;
        }
        unless.allow("called", "beside");
        return new Unless(names(unless.get("called")), names(unless.get("beside")));
    }

    private static Row row(Setting row) {
        List<Column> columns = new ArrayList<>();
        row.entries().forEach((name, form) -> {
            if (!name.equals(NAMED)) {
                form.oneOf(FORMS)
                        .ifPresent(f -> columns.add(new Column(
                                words(List.of(name.split("\\|"))), Form.valueOf(f.toUpperCase(Locale.ROOT)))));
            }
        });
        if (columns.isEmpty()) {
            row.problem("至少需要一列", "needs a column at least");
        }
        return new Row(row.get(NAMED).bool(false), columns);
    }

    private static Set<String> names(Setting setting) {
        return words(setting.texts());
    }

    private static Set<String> words(List<String> names) {
        Set<String> words = new HashSet<>();
        names.forEach(name -> words.add(FieldNames.normal(name)));
        return words;
    }

    public List<Shape> shapes() {
        return List.copyOf(shapes);
    }

    public List<Recording> recordings() {
        return List.copyOf(recordings);
    }
}
