package io.mingcha.analyzer.decode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives names to values that are named elsewhere in what was read: the cells of rows by a list of names beside them or by the first
 * row, the second of two in a list of pairs by the first, the value of {@code {"key": "phone", "value": …}} by its key.
 */
final class NamedCells {
    /** An object of more members holds no table. */
    private static final int MOST_MEMBERS = 16;

    private static final int MOST_COLUMNS = 200;

    private NamedCells() {}

    /** Of a container that was just read to its end. */
    static void read(Node container) {
        if (container.kind() == Node.Kind.OBJECT) {
            container.readAsEntry();
            table(container);
        } else if (container.kind() == Node.Kind.ARRAY) {
            List<Node> rows = container.children();
            if (rows.size() >= 2 && isRow(rows.get(0))) {
                rows(rows);
            }
        }
    }

    /** Of two rows of two nobody knows which way they are to be read; names and values are the commoner. */
    private static void rows(List<Node> rows) {
        boolean heading = rows.size() > 2 && rows.get(0).children().stream().allMatch(cell -> isWord(cell.text()));
        boolean named = heading && underFirstRow(rows) || pairs(rows, true) || !heading && underFirstRow(rows);
        if (!named) {
            pairs(rows, false);
        }
    }

    /** {@code {"columns": ["name", "phone"], "rows": [["…", "…"], …]}}, whatever the two are called. */
    private static void table(Node object) {
        List<Node> members = object.children();
        if (members.size() < 2 || members.size() > MOST_MEMBERS) {
            return;
        }
        for (int i = 0; i < members.size(); i++) {
            Node rows = members.get(i);
            if (rows.kind() == Node.Kind.ARRAY
                    && !rows.children().isEmpty()
                    && isRow(rows.children().get(0))) {
                int width = rows.children().get(0).children().size();
                if (rows.children().stream()
                        .allMatch(row -> isRow(row) && row.children().size() == width)) {
                    named(members, rows, width).ifPresent(names -> name(rows.children(), 0, names));
                }
            }
        }
    }

    private static Optional<List<String>> named(List<Node> members, Node rows, int width) {
        return members.stream()
                .filter(other -> other != rows
                        && other.kind() == Node.Kind.ARRAY
                        && other.children().size() == width)
                .map(other -> names(other.children()))
                .filter(names -> !names.isEmpty())
                .findFirst();
    }

    /** The names that a list holds, as texts or as what columns are described by; nothing if anything else stands in it. */
    private static List<String> names(List<Node> cells) {
        if (cells.size() < 2 || cells.size() > MOST_COLUMNS) {
            return List.of();
        }
        List<String> names = new ArrayList<>(cells.size());
        Set<String> met = new HashSet<>();
        for (Node cell : cells) {
            Node told = cell.kind() == Node.Kind.OBJECT ? cell.entryNamed().orElse(cell) : cell;
            if (!told.isFieldName() || !met.add(told.text())) {
                return List.of();
            }
            names.add(told.text());
        }
        return names;
    }

    /** {@code [["name", "phone"], ["…", "13…"], …]}: in a column at least no cell below could be a name itself. */
    private static boolean underFirstRow(List<Node> rows) {
        List<Node> first = rows.get(0).children();
        List<String> names = names(first);
        if (names.isEmpty()
                || rows.stream().anyMatch(row -> !isRow(row) || row.children().size() != first.size())) {
            return false;
        }
        for (int column = 0; column < first.size(); column++) {
            int at = column;
            if (rows.stream().skip(1).noneMatch(row -> row.children().get(at).isFieldName())) {
                name(rows, 1, names);
                return true;
            }
        }
        return false;
    }

    /**
     * {@code [["phone", "13…"], ["city", "…"]]}.
     *
     * @param words whether the first of each must be a word as programs write them, which people and cities are not
     */
    private static boolean pairs(List<Node> rows, boolean words) {
        Set<String> met = new HashSet<>();
        for (Node row : rows) {
            List<Node> cells = row.children();
            boolean pair = isRow(row)
                    && cells.size() == 2
                    && cells.get(0).isFieldName()
                    && (!words || isWord(cells.get(0).text()))
                    && met.add(cells.get(0).text());
            if (!pair) {
                return false;
            }
        }
        rows.forEach(row -> row.children().get(1).isCalled(row.children().get(0).text()));
        return true;
    }

    private static boolean isWord(String name) {
        return name.chars()
                .allMatch(c -> c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9');
    }

    private static void name(List<Node> rows, int from, List<String> names) {
        for (Node row : rows.subList(from, rows.size())) {
            row.kind(Node.Kind.OBJECT);
            List<Node> cells = row.children();
            for (int i = 0; i < cells.size(); i++) {
                cells.get(i).isCalled(names.get(i));
            }
        }
    }

    private static boolean isRow(Node node) {
        return node.kind() == Node.Kind.ARRAY && node.children().size() >= 2;
    }
}
