package io.mingcha.analyzer.catalogue;

import com.google.common.collect.Sets;
import io.mingcha.settings.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What lists and recordings are personal whoever's they are, {@code lists} and {@code media} of {@code config/fields.yaml}. */
public final class ListShapes {
    private static final List<String> FORMS =
            List.of("any", "text", "number", "decimal", "phone", "mac", "package", "path", "url", "position", "parts");
    private static final List<String> CELLS = Arrays.stream(Cell.values())
            .map(cell -> cell.name().toLowerCase(Locale.ROOT))
            .toList();
    private static final List<String> KINDS =
            List.of("jpeg", "png", "gif", "webp", "riff", "mp4", "amr", "mp3", "ogg", "pdf", "zip");
    private static final String NAMED = "named";
    private static final String OBJECTS = "objects";

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
        URL,
        /** Two numbers of degrees in one text. */
        POSITION,
        /** No value, but something of several parts. */
        PARTS
    }

    /** What a cell that nothing names looks like. */
    public enum Cell {
        NUMBER,
        DECIMAL,
        PHONE,
        MAC,
        PACKAGE,
        /** A person's name. */
        PERSON,
        /** What somebody wrote: a few words at least. */
        WORDS,
        /** A point of time of these years, as a number or written out. */
        TIME,
        /** Seconds that something lasted, up to a day. */
        DURATION,
        /** A small whole number that tells of which kind something is. */
        KIND,
        /** Received power in dBm. */
        SIGNAL,
        /** MHz that networks are on. */
        FREQUENCY,
        /** Two cells: latitude and longitude in either order. */
        POSITION
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
     * One make of row whose cells have no names and any order: arrays in an array, text that is parted twice.
     *
     * @param named whether the list must be called by one of the shape's names too
     * @param objects whether its rows may be objects whose names say nothing
     * @param cells all of which a row has
     */
    public record Plain(boolean named, boolean objects, List<Cell> cells) {
        public Plain {
            cells = List.copyOf(cells);
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
            return !called.isEmpty() && NameWords.holdsOneOf(name, called);
        }
    }

    /**
     * A list of one type of data.
     *
     * @param names of such a list
     * @param least how many rows it has at least
     * @param rows any of which its rows are
     * @param plain any of which its rows are if nothing names their cells
     * @param holding words one of which a value of every fourth row or more has in it, if the list is not called by a name; any if there are none
     * @param always whether that holds of one that is called by a name too
     */
    public record Shape(
            String type,
            Set<String> names,
            int least,
            List<Row> rows,
            List<Plain> plain,
            List<String> holding,
            boolean always,
            Unless unless) {
        public Shape {
            names = Set.copyOf(names);
            rows = List.copyOf(rows);
            plain = List.copyOf(plain);
            holding = List.copyOf(holding);
        }

        /** Whether a value has one of the words in it; of those in Latin letters the whole word. */
        public boolean isHolding(String value) {
            String text = value.toLowerCase(Locale.ROOT);
            return holding.stream().anyMatch(word -> holds(text, word));
        }

        private static boolean holds(String text, String word) {
            int at = text.indexOf(word);
            int end = at + word.length();
            return at >= 0
                    && (word.charAt(0) >= 0x80
                            || (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
                                    && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end))));
        }

        /** Whether a list is called so. */
        public boolean isCalled(String name) {
            return NameWords.isCalled(name, names);
        }
    }

    /**
     * A picture, sound or film of one type of data.
     *
     * @param names of the field that holds it
     * @param files whole names that tell it of a file only
     * @param ways words of the path that it is sent by, whatever it is called
     * @param kinds by their magic
     * @param least its bytes at least
     */
    public record Recording(
            String type, Set<String> names, Set<String> files, Set<String> ways, Set<String> kinds, int least) {
        public Recording {
            names = Set.copyOf(names);
            files = Set.copyOf(files);
            ways = Set.copyOf(ways);
            kinds = Set.copyOf(kinds);
        }

        /** Whether a field is called so. */
        public boolean isCalled(String name) {
            return NameWords.isCalled(name, names);
        }

        /** Whether a file, or what is said of it, is called so; without numbers and what files are called by programs. */
        public boolean isOfFile(String stem) {
            return isCalled(stem) || NameWords.isOneOf(stem, files);
        }

        /** Whether it is sent by a path of such steps. */
        public boolean isOnWay(List<String> steps) {
            return !ways.isEmpty() && NameWords.isOnWay(steps, ways);
        }
    }

    private final List<Shape> shapes = new ArrayList<>();
    private final Remembered<Set<Shape>> called = new Remembered<>(this::shapesCalled);
    private final List<Recording> recordings = new ArrayList<>();
    private final Set<String> toldBy;
    private final Set<String> fillers;

    ListShapes(Setting lists, Setting media, Setting files, DataTypes types) {
        files.allow("told_by", "fillers");
        toldBy = names(files.get("told_by"));
        fillers = names(files.get("fillers"));
        for (Setting list : lists.list()) {
            list.allow("type", "names", "least", "rows", "plain", "holding", "always", "unless");
            Optional<String> type = list.require("type").oneOf(types.ids());
            List<Row> rows = new ArrayList<>();
            list.get("rows").list().forEach(row -> rows.add(row(row)));
            List<Plain> plain = new ArrayList<>();
            list.get("plain").list().forEach(row -> plain.add(plain(row)));
            if (rows.isEmpty() && plain.isEmpty()) {
                list.problem("需要 rows 或 plain", "needs rows or plain");
            }
            int least = (int) list.require("least").integer(1, 10_000).orElse(3);
            List<String> holding = list.get("holding").texts().stream()
                    .map(word -> word.toLowerCase(Locale.ROOT))
                    .toList();
            Unless unless = unless(list.get("unless"));
            boolean always = list.get("always").bool(false);
            type.ifPresent(t -> shapes.add(
                    new Shape(t, names(list.require("names")), least, rows, plain, holding, always, unless)));
        }
        for (Setting recording : media.list()) {
            recording.allow("type", "names", "files", "paths", "kinds", "least");
            Set<String> kinds = new HashSet<>();
            recording.require("kinds").list().forEach(k -> k.oneOf(KINDS).ifPresent(kinds::add));
            int least = (int) recording.require("least").integer(1, 1 << 30).orElse(1);
            recording
                    .require("type")
                    .oneOf(types.ids())
                    .ifPresent(t -> recordings.add(new Recording(
                            t,
                            names(recording.require("names")),
                            names(recording.get("files")),
                            names(recording.get("paths")),
                            kinds,
                            least)));
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

    private static Plain plain(Setting row) {
        row.allow(NAMED, OBJECTS, "cells");
        List<Cell> cells = new ArrayList<>();
        row.require("cells")
                .list()
                .forEach(cell -> cell.oneOf(CELLS).ifPresent(c -> cells.add(Cell.valueOf(c.toUpperCase(Locale.ROOT)))));
        boolean named = row.get(NAMED).bool(false);
        boolean objects = row.get(OBJECTS).bool(false);
        if (objects && !named) {
            row.problem("objects 只能与 named 一起使用", "objects goes with named only");
        }
        return new Plain(named, objects, cells);
    }

    private static Set<String> names(Setting setting) {
        return words(setting.texts());
    }

    private static Set<String> words(List<String> names) {
        Set<String> words = new HashSet<>();
        names.forEach(name -> words.add(NameWords.normal(name)));
        return words;
    }

    /** Whether a list of that name is called as the shape says; remembered, as {@link Shape#isCalled} is not. */
    public boolean isCalled(Shape shape, String list) {
        return called.of(list).contains(shape);
    }

    private Set<Shape> shapesCalled(String list) {
        Set<Shape> of = Sets.newIdentityHashSet();
        shapes.stream().filter(shape -> shape.isCalled(list)).forEach(of::add);
        return of;
    }

    public List<Shape> shapes() {
        return List.copyOf(shapes);
    }

    public List<Recording> recordings() {
        return List.copyOf(recordings);
    }

    /** Names of fields that say what a picture or a sound beside them is. */
    public Set<String> toldBy() {
        return toldBy;
    }

    /** Words in the names of files that tell nothing. */
    public Set<String> fillers() {
        return fillers;
    }
}
