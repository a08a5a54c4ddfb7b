package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.receiver.Receiver;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Column;
import io.mingcha.analyzer.policy.words.Lexicon;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tables: by the headings of their columns, or of their rows. */
final class Tables {
    private static final int LONGEST_HEADING = 40;
    private static final int HEADERS = 3;

    private final Reading reading;
    private final Chapters chapters;
    private final Fields fields;
    private final Prose prose;
    private final Cells cells;
    private List<Column> lastHeader = List.of();

    Tables(Reading reading, Chapters chapters, Fields fields, Prose prose) {
        this.reading = reading;
        this.chapters = chapters;
        this.fields = fields;
        this.prose = prose;
        this.cells = new Cells(reading);
    }

    void read(List<List<Span>> grid) {
        List<Column> header = lastHeader;
        int first = 0;
        for (int r = 0; r < Math.min(HEADERS, grid.size()); r++) {
            List<Column> read = header(grid.get(r));
            if (!read.isEmpty() && (first == 0 || first == r && isHeadedAlike(header, grid.get(r)))) {
                header = read;
                first = r + 1;
            }
        }
        if (first == 0 && upright(grid)) {
            return;
        }
        if (first == 0 && (header.isEmpty() || header.size() != width(grid))) {
            Optional<Cells.Header> told = cells.header(grid);
            header = told.map(Cells.Header::columns).orElse(header);
            first = told.map(Cells.Header::rows).orElse(0);
            if (told.isEmpty() && described(grid)) {
                return;
            }
        }
        if (first > 0) {
            fields.begin();
        }
        if (header.isEmpty() || header.size() != width(grid)) {
            grid.forEach(row -> row.stream().distinct().forEach(prose::readCell));
            return;
        }
        header = cells.completed(header, grid.subList(first, grid.size()));
        lastHeader = header;
        for (List<Span> row : grid.subList(first, grid.size())) {
            if (header(row).isEmpty() || !isHeadedAlike(header, row)) {
                row(header, row);
            }
        }
    }

    private static int width(List<List<Span>> grid) {
        return grid.isEmpty() ? 0 : grid.get(0).size();
    }

    private void row(List<Column> header, List<Span> row) {
        Map<Column, List<Span>> cells = new EnumMap<>(Column.class);
        for (int c = 0; c < row.size(); c++) {
            List<Span> same = cells.computeIfAbsent(header.get(c), k -> new ArrayList<>());
            if (!same.contains(row.get(c))) {
                same.add(row.get(c));
            }
        }
        fields.read(cells, chapters.current());
    }

    /** Whether a row has headings where another has those of names and data; «数据分析» is one only by its words. */
    private boolean isHeadedAlike(List<Column> header, List<Span> row) {
        for (int c = 0; c < Math.min(header.size(), row.size()); c++) {
            Column column = header.get(c);
            boolean told = column == Column.NAME || column == Column.COMPANY || column == Column.DATA;
            if (told && heading(row.get(c)).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** What the columns are about; empty if the row is no header. */
    private List<Column> header(List<Span> row) {
        List<Optional<Column>> read = row.stream().map(this::heading).toList();
        List<Column> columns = read.stream().map(c -> c.orElse(Column.OTHER)).toList();
        long headings = read.stream().filter(Optional::isPresent).count();
        boolean data = columns.contains(Column.DATA) || columns.contains(Column.PERMISSION);
        return data && headings >= 2 && columns.stream().distinct().count() >= 2 ? columns : List.of();
    }

    private Optional<Column> heading(Span cell) {
        return cell.length() <= LONGEST_HEADING ? reading.words().heading(reading.text(), cell) : Optional.empty();
    }

    /** A table whose first column names the fields. */
    private boolean upright(List<List<Span>> grid) {
        List<Column> columns = grid.stream()
                .map(row -> heading(row.get(0)).orElse(Column.OTHER))
                .toList();
        long known = columns.stream().filter(c -> c != Column.OTHER).count();
        if (!columns.contains(Column.DATA) || known < 2) {
            return false;
        }
        for (int first = 0, next; first < grid.size(); first = next) {
            next = repeats(grid, first);
            for (int c = 1; c < width(grid); c++) {
                upright(grid.subList(first, next), columns.subList(first, next), c);
            }
        }
        return true;
    }

    private void upright(List<List<Span>> grid, List<Column> columns, int c) {
        Map<Column, List<Span>> cells = new EnumMap<>(Column.class);
        for (int r = 0; r < grid.size(); r++) {
            cells.computeIfAbsent(columns.get(r), k -> new ArrayList<>())
                    .add(grid.get(r).get(c));
        }
        if (cells.containsKey(Column.DATA)) {
            fields.read(cells, chapters.current());
        }
    }

    /** Where the names of the fields begin anew; a merged one that goes on does not. */
    private int repeats(List<List<Span>> grid, int first) {
        Set<String> keys = new HashSet<>();
        for (int r = first; r < grid.size(); r++) {
            Span key = grid.get(r).get(0);
            boolean merged = r > first && grid.get(r - 1).get(0).equals(key);
            if (!merged && key.length() > 0 && !keys.add(Lexicon.compact(key.in(reading.text())))) {
                return r;
            }
        }
        return grid.size();
    }

    /** A table of recipients whose other cells are sentences about each. */
    private boolean described(List<List<Span>> grid) {
        int name = -1;
        int first = 0;
        for (int r = 0; r < Math.min(HEADERS, grid.size()) && name < 0; r++) {
            for (int c = 0; c < grid.get(r).size() && name < 0; c++) {
                name = namesOthers(grid.get(r).get(c)) ? c : -1;
            }
            first = r + 1;
        }
        if (name < 0 || width(grid) < 2) {
            return false;
        }
        for (List<Span> row : grid.subList(first, grid.size())) {
            Span who = row.get(name).stripped(reading.text());
            Receiver receiver = reading.receivers().of(Optional.of(who.in(reading.text())), Optional.empty());
            for (Span cell : row.stream().distinct().toList()) {
                if (!cell.equals(row.get(name)) && isSomebody(who)) {
                    prose.readAbout(receiver, cell);
                }
            }
        }
        return true;
    }

    private boolean namesOthers(Span cell) {
        return heading(cell).filter(h -> h == Column.NAME).isPresent()
                && reading.words().words("recipient.names").isIn(reading.text(), cell);
    }

    private boolean isSomebody(Span who) {
        return who.length() > 1 && reading.mentionsIn(who).isEmpty();
    }
}
