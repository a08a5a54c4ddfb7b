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

    private final Reading reading;

    ListedTable(Reading reading) {
        this.reading = reading;
    }

    /** Its rows if one begins here, the headings first; else empty. */
    List<List<Span>> table(List<Block> blocks) {
        List<Column> header = header(blocks);
        int width = header.size();
        boolean tells =
                header.contains(Column.DATA) && (header.contains(Column.NAME) || header.contains(Column.COMPANY));
        if (width < FEWEST || !tells) {
            return List.of();
        }
        List<List<Span>> rows = new ArrayList<>();
        rows.add(cells(blocks, 0, width));
        for (int at = width; at + width <= blocks.size(); at += width) {
            List<Span> row = cells(blocks, at, width);
            if (row.size() < width || !isRow(header, row)) {
                break;
            }
            rows.add(row);
        }
        return rows.size() > ROWS ? rows : List.of();
    }

    private List<Column> header(List<Block> blocks) {
        List<Column> header = new ArrayList<>();
        for (Block block : blocks) {
            Optional<Column> column = block instanceof Paragraph paragraph
                            && paragraph.span().length() <= LONGEST_HEADING
                            && !isPair(paragraph.span())
                    ? reading.words().heading(reading.text(), paragraph.span())
                    : Optional.empty();
            if (column.isEmpty()) {
                return header;
            }
            header.add(column.get());
        }
        return header;
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
            if ((column == Column.NAME || column == Column.COMPANY)
                    && row.get(c).length() > LONGEST_NAME) {
                return false;
            }
            data |= column == Column.DATA && !reading.mentionsIn(row.get(c)).isEmpty();
        }
        return data;
    }
}
