package io.mingcha.analyzer.decode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a table that is written as text (RFC 4180, and with tabs, semicolons or bars): a line of names, then lines of as many cells,
 * each of which is then called by the name of its column. Text whose lines are not all of one length is none.
 */
final class SheetLayer {
    private static final byte[] PARTING = {',', '\t', ';', '|'};
    private static final int SHORTEST = 7;
    private static final int LONGEST_HEAD = 4_000;
    private static final int LONGEST_NAME = 40;
    private static final int MOST_COLUMNS = 200;
    private static final int MOST_IDEOGRAPHS = 12;

    private final byte[] b;
    private final Slice s;
    private final byte parting;
    private int at;

    private SheetLayer(Slice s, byte parting) {
        this.s = s;
        this.b = s.bytes();
        this.parting = parting;
        this.at = s.from();
    }

    /** Where a cell stands, the quotes around it left out. */
    private record Cell(int from, int to, boolean quoted) {}

    /** Whether the first line of a text may be one of names; looks no further. */
    static boolean mayBe(String text) {
        int length = text.length();
        int line = length < SHORTEST ? -1 : text.indexOf('\n');
        if (line < 3 || line > LONGEST_HEAD || line + 1 == length) {
            return false;
        }
        char first = text.charAt(0);
        if (!Character.isLetter(first) && first != '"' && first != '_' && first != '\uFEFF') {
            return false;
        }
        for (int i = 1; i < line; i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '\t' || c == ';' || c == '|') {
                return true;
            }
        }
        return false;
    }

    /** Adds the rows below the node; false, and nothing added, if the text is no table. */
    static boolean open(Node node, String text, Opening opening, TextLayers inner, int depth) {
        if (PairsLayer.isOfLines(text)) {
            return false;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean exact = node.isVerbatim() && node.length() == bytes.length;
        Slice s = exact ? new Slice(bytes, 0, bytes.length, new Origin.Recorded(node.offset())) : Slice.derived(bytes);
        Slice lines = lines(s);
        for (byte parting : PARTING) {
            List<String> names = new SheetLayer(lines, parting).names();
            if (!names.isEmpty() && new SheetLayer(lines, parting).isOfOneWidth(names.size())) {
                new SheetLayer(lines, parting).rows(node, names, opening, inner, depth);
                return true;
            }
        }
        return false;
    }

    /** Without a byte order mark before and empty lines behind; a tab at the end parts an empty cell. */
    private static Slice lines(Slice s) {
        int from = s.trimmed().from();
        int to = s.to();
        while (to > from && (s.bytes()[to - 1] == '\n' || s.bytes()[to - 1] == '\r')) {
            to--;
        }
        return s.part(from, to);
    }

    /** What the first line calls its columns; nothing if it does not look like names. */
    private List<String> names() {
        List<Cell> cells = row();
        if (cells.size() < 2 || cells.size() > MOST_COLUMNS) {
            return List.of();
        }
        List<String> names = new ArrayList<>(cells.size());
        Set<String> met = new HashSet<>();
        for (Cell cell : cells) {
            String name = text(cell).strip();
            if (!isName(name) || !met.add(name.toLowerCase(Locale.ROOT))) {
                return List.of();
            }
            names.add(name);
        }
        return names;
    }

    private static boolean isName(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME || !isFirst(name.charAt(0))) {
            return false;
        }
        int ideographs = 0;
        int spaces = 0;
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean usual = Character.isLetterOrDigit(c) || "_-. ()/（）[]#".indexOf(c) >= 0;
            if (!usual) {
                return false;
            }
            ideographs += Character.isIdeographic(c) ? 1 : 0;
            spaces += c == ' ' ? 1 : 0;
        }
        return ideographs < MOST_IDEOGRAPHS && spaces < 3;
    }

    private static boolean isFirst(char c) {
        return Character.isLetter(c) || c == '_';
    }

    /** The last row may be cut. */
    private boolean isOfOneWidth(int width) {
        row();
        int rows = 0;
        while (at < s.to()) {
            int cells = row().size();
            if (cells != width && (at < s.to() || rows == 0 || cells > width)) {
                return false;
            }
            rows++;
        }
        return rows > 0;
    }

    private void rows(Node node, List<String> names, Opening opening, TextLayers inner, int depth) {
        node.opened();
        Node list = node.layer("csv", Node.Kind.ARRAY);
        s.place(list, s.from(), s.to());
        List<String> steps = names.stream().map(JsonLayer::step).toList();
        row();
        for (int i = 0; at < s.to(); i++) {
            int start = at;
            List<Cell> cells = row();
            if (!opening.node(list)) {
                return;
            }
            Node row = list.member("[" + i + "]", list.key(), Node.Kind.OBJECT);
            s.place(row, start, cells.get(cells.size() - 1).to());
            for (int c = 0; c < cells.size(); c++) {
                Cell cell = cells.get(c);
                if (!opening.node(row)) {
                    return;
                }
                String value = text(cell);
                Node leaf = row.member(steps.get(c), names.get(c), Node.Kind.TEXT)
                        .text(value, s.isRecorded() && value.indexOf('"') < 0);
                s.place(leaf, cell.from(), cell.to());
                inner.leaf(leaf, value, depth + 1);
            }
        }
    }

    private String text(Cell cell) {
        String text = s.text(cell.from(), cell.to());
        return cell.quoted() ? text.replace("\"\"", "\"") : text;
    }

    /** The cells up to the end of the line, which is passed over with the empty lines that follow. */
    private List<Cell> row() {
        List<Cell> cells = new ArrayList<>(8);
        boolean more = true;
        while (more) {
            cells.add(cell());
            more = at < s.to() && b[at] == parting;
            at += more ? 1 : 0;
        }
        while (at < s.to() && (b[at] == '\n' || b[at] == '\r')) {
            at++;
        }
        return cells;
    }

    private Cell cell() {
        if (at < s.to() && b[at] == '"') {
            int start = at + 1;
            int end = start;
            while (end < s.to() && (b[end] != '"' || end + 1 < s.to() && b[end + 1] == '"')) {
                end += b[end] == '"' ? 2 : 1;
            }
            if (end < s.to() && (end + 1 == s.to() || isEnd(b[end + 1]))) {
                at = end + 1;
                return new Cell(start, end, true);
            }
        }
        int start = at;
        while (at < s.to() && !isEnd(b[at])) {
            at++;
        }
        return new Cell(start, at, false);
    }

    private boolean isEnd(byte c) {
        return c == parting || c == '\n' || c == '\r';
    }
}
