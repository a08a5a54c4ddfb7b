package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.text.Block;
import io.mingcha.analyzer.policy.text.Block.Paragraph;
import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table whose cells were written one below the other: its headings, line by line, and then as many lines for each row. */
final class ListedTable {
    private static final int LONGEST_HEADING = 20;
    private static final int LONGEST_NAME = 40;
    private static final int FEWEST = 3;
    private static final int ROWS = 2;
    private static final int MOST = 10;

    private final Reading reading;

    ListedTable(Reading reading) {
        this.reading = reading;
    }

    /** Its rows if one begins here, the headings first; else empty. Of how many cells a row is, the rows tell. */
    List<List<Span>> table(List<Block> blocks) {
        List<List<Span>> best = List.of();
        List<Optional<Column>> header = new ArrayList<>();
        for (int width = 1; width <= Math.min(MOST, blocks.size()); width++) {
            Optional<Span> cell = heading(blocks.get(width - 1));
            if (cell.isEmpty()) {
                break;
            }
            header.add(reading.words().heading(reading.text(), cell.get()));
            if (header.get(0).isEmpty()) {
                break;
            }
            List<List<Span>> rows = width < FEWEST ? List.of() : rows(blocks, header);
            if (rows.size() > ROWS && rows.size() * width > size(best)) {
                best = rows;
            }
        }
        return best;
    }

    private static int size(List<List<Span>> rows) {
        return rows.isEmpty() ? 0 : rows.size() * rows.get(0).size();
    }

    private List<List<Span>> rows(List<Block> blocks, List<Optional<Column>> headings) {
        List<Column> header = headings.stream().map(h -> h.orElse(Column.OTHER)).toList();
        long known = headings.stream().filter(Optional::isPresent).count();
        boolean somebody = header.contains(Column.NAME) || header.contains(Column.COMPANY);
        if (!somebody || known * 2 < header.size()) {
            return List.of();
        }
        if (header.contains(Column.DATA)) {
            return known == header.size() || header.size() > FEWEST ? rowsOf(blocks, header) : List.of();
        }
        List<List<Span>> best = List.of();
        for (int c = 0; c < header.size(); c++) {
            if (headings.get(c).isEmpty()) {
                List<Column> told = new ArrayList<>(header);
                told.set(c, Column.DATA);
                List<List<Span>> rows = rowsOf(blocks, told);
                best = rows.size() > best.size() ? rows : best;
            }
        }
        return best;
    }

    private List<List<Span>> rowsOf(List<Block> blocks, List<Column> header) {
        int width = header.size();
        List<List<Span>> rows = new ArrayList<>();
        rows.add(cells(blocks, 0, width));
        int at = width;
        while (at + width <= blocks.size()) {
            List<Span> row = cells(blocks, at, width);
            int taken = width;
            if (row.size() == width && !isRow(header, row) && at + width < blocks.size()) {
                row = withCellOfTwo(header, cells(blocks, at, width + 1));
                taken = width + 1;
            }
            if (row.size() < width || !isRow(header, row)) {
                break;
            }
            rows.add(row);
            at += taken;
        }
        return rows;
    }

    /** A row that ends with an address and has a line too many: the name was written on two. */
    private List<Span> withCellOfTwo(List<Column> header, List<Span> lines) {
        int name = header.indexOf(Column.NAME);
        boolean ends = header.get(header.size() - 1).isAddress()
                && lines.size() == header.size() + 1
                && isAddress(lines.get(lines.size() - 1));
        if (!ends || name < 0) {
            return List.of();
        }
        List<Span> row = new ArrayList<>(lines);
        Span second = row.remove(name + 1);
        row.set(name, new Span(row.get(name).start(), second.end()));
        return row;
    }

    private boolean isAddress(Span cell) {
        return cell.in(reading.text()).startsWith("http");
    }

    /** A cell that may be a heading. */
    private Optional<Span> heading(Block block) {
        return block instanceof Paragraph paragraph
                        && paragraph.span().length() <= LONGEST_HEADING
                        && !isPair(paragraph.span())
                ? Optional.of(paragraph.span())
                : Optional.empty();
    }

    private boolean isPair(Span line) {
        return line.in(reading.text()).matches("(?s).*[：:。；，].*");
    }

    private static List<Span> cells(List<Block> blocks, int at, int width) {
        List<Span> cells = new ArrayList<>();
        for (Block block : blocks.subList(at, at + width)) {
            if (block instanceof Paragraph paragraph) {
                cells.add(paragraph.span());
            }
        }
        return cells;
    }

    private boolean isRow(List<Column> header, List<Span> row) {
        boolean data = false;
        for (int c = 0; c < header.size(); c++) {
            Column column = header.get(c);
            String cell = row.get(c).in(reading.text());
            boolean name = column == Column.NAME || column == Column.COMPANY;
            boolean address = isAddress(row.get(c));
            if (name && (cell.length() > LONGEST_NAME || cell.contains("。"))
                    || address && !column.isAddress() && column != Column.OTHER) {
                return false;
            }
            data |= column == Column.DATA && !reading.mentionsIn(row.get(c)).isEmpty();
        }
        return data;
    }
}
