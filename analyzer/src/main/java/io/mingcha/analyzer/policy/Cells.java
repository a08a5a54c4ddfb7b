package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.policy.text.Span;
import io.mingcha.analyzer.policy.words.Column;
import io.mingcha.analyzer.policy.words.Mentions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the columns of a table are about by what stands in them, where their headings do not say it. */
final class Cells {
    private static final int LONGEST_HEADING = 40;
    private static final int LONGEST_NAME = 40;

    private final Reading reading;
    private final String text;

    /**
     * What was found out of the columns.
     *
     * @param rows how many rows of the table are headings
     */
    record Header(List<Column> columns, int rows) {}

    Cells(Reading reading) {
        this.reading = reading;
        this.text = reading.text();
    }

    /** A table none of whose headings is known to be data: one of its columns is if most of its cells are. */
    Optional<Header> header(List<List<Span>> grid) {
        if (grid.size() < 2) {
            return Optional.empty();
        }
        List<Optional<Column>> headings =
                grid.get(0).stream().map(this::heading).toList();
        boolean headed = grid.get(0).stream()
                .allMatch(c ->
                        c.length() <= LONGEST_HEADING && reading.mentionsIn(c).isEmpty());
        List<List<Span>> rows = headed ? grid.subList(1, grid.size()) : grid;
        List<Column> columns = new ArrayList<>();
        boolean data = false;
        for (int c = 0; c < headings.size(); c++) {
            Optional<Column> named = headed ? headings.get(c) : Optional.empty();
            boolean found = named.isEmpty() && !data && most(rows, c, this::isData);
            data |= found;
            columns.add(found ? Column.DATA : named.orElse(Column.OTHER));
        }
        if (!data) {
            return Optional.empty();
        }
        List<Column> whole = completed(columns, rows);
        boolean somebody = whole.contains(Column.NAME) || whole.contains(Column.COMPANY);
        return somebody ? Optional.of(new Header(whole, headed ? 1 : 0)) : Optional.empty();
    }

    /** With who receives, and which of two names is the company's, as far as headings leave it open. */
    List<Column> completed(List<Column> header, List<List<Span>> rows) {
        List<Column> columns = new ArrayList<>(header);
        if (!columns.contains(Column.COMPANY)) {
            first(columns, rows, c -> c == Column.NAME || c == Column.OTHER, this::isCompany)
                    .ifPresent(c -> columns.set(c, Column.COMPANY));
        }
        if (!columns.contains(Column.NAME)) {
            first(columns, rows, c -> c == Column.OTHER || c == Column.SCENE, this::isKit)
                    .ifPresent(c -> columns.set(c, Column.NAME));
        }
        if (header.contains(Column.NAME) && !columns.contains(Column.NAME)) {
            return header;
        }
        return columns;
    }

    private Optional<Integer> first(
            List<Column> columns, List<List<Span>> rows, Predicate<Column> open, Predicate<Span> is) {
        for (int c = 0; c < columns.size(); c++) {
            if (open.test(columns.get(c)) && most(rows, c, is)) {
                return Optional.of(c);
            }
        }
        return Optional.empty();
    }

    /** Most of the cells of a column that say something. */
    private static boolean most(List<List<Span>> rows, int column, Predicate<Span> is) {
        List<Span> cells = rows.stream()
                .map(row -> row.get(column))
                .filter(cell -> cell.length() > 1)
                .distinct()
                .toList();
        long fitting = cells.stream().filter(is).count();
        return fitting > 0 && fitting * 2 > cells.size();
    }

    private Optional<Column> heading(Span cell) {
        return reading.words().heading(text, cell);
    }

    /** Nearly all of it is words for kinds of data. */
    private boolean isData(Span cell) {
        int named = reading.mentionsIn(cell).stream()
                .map(Mentions.Mention::span)
                .mapToInt(word -> word.letters(text))
                .sum();
        return named * 2 >= cell.letters(text);
    }

    private boolean isCompany(Span cell) {
        return ends("recipient.companies", cell);
    }

    private boolean isKit(Span cell) {
        return cell.length() <= LONGEST_NAME
                && (ends("recipient.suffixes", cell) || reading.receivers().isKnown(cell.in(text)));
    }

    private boolean ends(String words, Span cell) {
        Span bare = cell.stripped(text);
        return reading.words().words(words).in(text, bare).stream()
                .anyMatch(f -> f.span().end() == bare.end());
    }
}
