package io.mingcha.analyzer.decode;

import io.mingcha.settings.Text;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The tables of a database of SQLite that is sent as a whole: each row an object, each cell named by its column. Tables without row ids stay closed. */
final class SqliteLayer {
    private static final List<String> NO_COLUMNS = List.of("primary", "unique", "check", "foreign", "constraint");

    private static final Pattern ID = Pattern.compile("(?i)\\bINTEGER\\s+PRIMARY\\s+KEY\\b");

    /** A number of a page; in a list of tables that somebody made up anything may stand for it. */
    private static final Pattern PAGE = Pattern.compile("\\d{1,10}");

    private record Table(String name, long root, List<Column> columns) {}

    /** @param isId whether it is the number of its row, which is stored as nothing */
    record Column(String name, boolean isId) {}

    private final Slice s;
    private final SqliteFile file;
    private final Charset charset;
    private final Opening opening;
    private final ByteLayers bytes;
    private final int depth;

    private SqliteLayer(Slice s, Opening opening, ByteLayers bytes, int depth) {
        this.s = s;
        this.file = SqliteFile.of(s);
        this.charset = file.charset();
        this.opening = opening;
        this.bytes = bytes;
        this.depth = depth;
    }

    /** Adds the tables below {@code node}; false if the bytes are no such database. */
    static boolean open(Node node, Slice s, Opening opening, ByteLayers bytes, int depth) {
        if (!SqliteFile.isOne(s)) {
            return false;
        }
        new SqliteLayer(s, opening, bytes, depth).read(node.layer("sqlite", Node.Kind.OBJECT));
        return true;
    }

    private void read(Node layer) {
        List<Table> tables = new ArrayList<>();
        try {
            file.rows(1, row -> {
                List<Node> cells = cells(Node.root(Location.BODY, "", 0, 0), row, List.of(), false);
                if (cells.size() == 5 && cells.get(0).text().equals("table")) {
                    tables.add(table(cells));
                }
                return tables.size() < opening.limits.nodes();
            });
        } catch (Malformed e) {
            opening.stop(layer, Text.of("sqlite 已损坏：表的清单", "sqlite broken: its list of tables"));
        }
        tables.forEach(table -> table(layer, table));
    }

    private static Table table(List<Node> cells) {
        String root = cells.get(3).text();
        return new Table(
                cells.get(1).text(),
                PAGE.matcher(root).matches() ? Long.parseLong(root) : 0,
                columns(cells.get(4).text()));
    }

    private void table(Node layer, Table table) {
        if (!opening.node(layer)) {
            return;
        }
        Node node = layer.member(":" + table.name(), table.name(), Node.Kind.ARRAY);
        int[] count = new int[1];
        try {
            file.rows(table.root(), row -> {
                if (!opening.node(node) || !opening.works(node, row.record().length())) {
                    return false;
                }
                Node object = node.member("[" + count[0]++ + "]", table.name(), Node.Kind.OBJECT);
                s.place(object, row.from(), row.to());
                cells(object, row, table.columns(), true);
                return true;
            });
        } catch (Malformed e) {
            opening.stop(
                    node,
                    Text.of(
                            "sqlite 在 " + count[0] + " 行后：" + e.reason().zh(),
                            "sqlite " + e.reason().en() + " after " + count[0] + " rows"));
        }
    }

    /** The cells of a row, added to its node; opened further if they are anybody's. */
    private List<Node> cells(Node object, SqliteFile.Row row, List<Column> columns, boolean opened) throws Malformed {
        Slice record = row.record();
        Cursor types = new Cursor(record.bytes(), record.from(), record.to());
        Cursor values = new Cursor(record.bytes(), record.from(), record.to());
        int start = types.at;
        long header = SqliteFile.varint(types);
        values.skip(header);
        List<Node> cells = new ArrayList<>();
        for (int i = 0; types.at - start < header; i++) {
            long type = SqliteFile.varint(types);
            int from = values.at;
            Column column = i < columns.size() ? columns.get(i) : new Column(Integer.toString(i), false);
            if (opened && !opening.node(object)) {
                break;
            }
            Node cell = object.member(JsonLayer.step(column.name()), column.name(), Node.Kind.TEXT);
            if (type >= 12) {
                values.skip(type - 12 >> 1);
                content(cell, record.part(from, values.at), (type & 1) == 1, opened);
            } else {
                cell.text(type == 0 && column.isId() ? Long.toString(row.id()) : number(values, (int) type), false);
            }
            record.place(cell, from, values.at);
            cells.add(cell);
        }
        return cells;
    }

    private void content(Node cell, Slice content, boolean text, boolean opened) {
        if (text) {
            String value = new String(content.bytes(), content.from(), content.length(), charset);
            cell.text(value, content.isRecorded() && charset.equals(StandardCharsets.UTF_8));
            content.place(cell, content.from(), content.to());
            if (opened) {
                bytes.text().leaf(cell, value, depth);
            }
        } else if (opened) {
            content.place(cell, content.from(), content.to());
            bytes.open(cell, content, Hint.NONE, depth);
        }
    }

    private static String number(Cursor c, int type) throws Malformed {
        return switch (type) {
            case 1, 2, 3, 4 -> Long.toString(c.big(type) << 64 - 8 * type >> 64 - 8 * type);
            case 5 -> Long.toString(c.big(6) << 16 >> 16);
            case 6 -> Long.toString(c.big(8));
            case 7 -> Draft.plain(Double.longBitsToDouble(c.big(8)));
            case 9 -> "1";
            case 8 -> "0";
            default -> "";
        };
    }

    /** The names of the columns that a CREATE TABLE has, as far as it is written like most. */
    static List<Column> columns(String sql) {
        List<Column> columns = new ArrayList<>();
        int open = sql.indexOf('(');
        int level = 0;
        int start = open + 1;
        for (int i = Math.max(0, open); open >= 0 && i < sql.length(); i++) {
            char c = sql.charAt(i);
            int quoted = quoteEnd(sql, i);
            if (quoted > i) {
                i = quoted;
                continue;
            }
            level += c == '(' ? 1 : c == ')' ? -1 : 0;
            boolean end = c == ')' && level == 0;
            if (end || c == ',' && level == 1) {
                String column = sql.substring(start, i).strip();
                String name = name(column);
                if (!NO_COLUMNS.contains(name.toLowerCase(Locale.ROOT))) {
                    columns.add(new Column(name, ID.matcher(column).find()));
                }
                start = i + 1;
            }
            if (end) {
                return columns;
            }
        }
        return columns;
    }

    private static int quoteEnd(String sql, int at) {
        char c = sql.charAt(at);
        if (c != '"' && c != '`' && c != '\'' && c != '[') {
            return at;
        }
        int end = sql.indexOf(c == '[' ? ']' : c, at + 1);
        return end < 0 ? sql.length() : end;
    }

    private static String name(String column) {
        if (column.isEmpty()) {
            return "";
        }
        int quoted = quoteEnd(column, 0);
        if (quoted > 0) {
            return column.substring(1, Math.min(quoted, column.length()));
        }
        int end = 0;
        while (end < column.length() && column.charAt(end) > ' ' && column.charAt(end) != '(') {
            end++;
        }
        return column.substring(0, end);
    }
}
