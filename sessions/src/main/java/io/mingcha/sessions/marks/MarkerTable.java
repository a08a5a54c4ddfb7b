package io.mingcha.sessions.marks;

import io.mingcha.flows.Marker;
import io.mingcha.flows.MarkerKinds;
import io.mingcha.flows.session.SessionFile;
import io.mingcha.settings.Nearest;
import io.mingcha.settings.Place;
import io.mingcha.settings.Problems;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads markers from CSV (RFC 4180): a first line names the columns {@code kind}, {@code at}, and maybe a window. */
public final class MarkerTable {
    private static final List<String> COLUMNS = List.of("kind", "at", "not_before", "not_after");

    private final String source;
    private final Problems problems = new Problems();
    private final List<Marker> markers = new ArrayList<>();

    private MarkerTable(String source) {
        this.source = source;
    }

    /** @throws io.mingcha.settings.InvalidDocument with everything that is wrong, each with its line */
    public static List<Marker> parse(String source, String text) {
        MarkerTable table = new MarkerTable(source);
        List<String> lines = text.replace("\uFEFF", "").lines().toList();
        if (lines.isEmpty()) {
            table.problem(1, "表为空", "the table is empty");
        } else {
            List<String> columns =
                    cells(lines.get(0)).stream().map(String::strip).toList();
            table.head(columns);
            for (int i = 1; i < lines.size() && columns.containsAll(List.of("kind", "at")); i++) {
                if (!lines.get(i).isBlank()) {
                    table.row(i + 1, columns, cells(lines.get(i)));
                }
            }
        }
        table.problems.throwIfAny();
        return table.markers;
    }

    private void head(List<String> columns) {
        for (String column : columns) {
            if (!COLUMNS.contains(column)) {
                problem(
                        1,
                        column + " 不是列名，可用：" + String.join("、", COLUMNS),
                        column + " is not a column. Known: " + String.join(", ", COLUMNS));
            }
        }
        for (String needed : List.of("kind", "at")) {
            if (!columns.contains(needed)) {
                problem(1, "缺少列 " + needed, "the column " + needed + " is missing");
            }
        }
    }

    private void row(int line, List<String> columns, List<String> cells) {
        Map<String, String> row = new TreeMap<>();
        for (int i = 0; i < Math.min(columns.size(), cells.size()); i++) {
            row.put(columns.get(i), cells.get(i).strip());
        }
        String label = row.getOrDefault("kind", "");
        String kind = MarkerKinds.kindOf(label);
        if (!MarkerKinds.all().contains(kind)) {
            Optional<String> nearest = Nearest.to(kind, MarkerKinds.all());
            problem(
                    line,
                    kind + " 不是标记类型。" + nearest.map(n -> "是否想写 " + n + "？").orElse(""),
                    kind + " is not a kind of marker. "
                            + nearest.map(n -> "Did you mean " + n + "?").orElse(""));
            return;
        }
        Optional<Instant> at = instant(line, row.getOrDefault("at", ""));
        if (at.isEmpty()) {
            return;
        }
        Instant from = edge(line, row.getOrDefault("not_before", ""), at.get());
        Instant to = edge(line, row.getOrDefault("not_after", ""), at.get());
        if (from.isAfter(at.get()) || at.get().isAfter(to)) {
            problem(line, "at 应在 not_before 与 not_after 之间", "at lies between not_before and not_after");
            return;
        }
        markers.add(Marker.within(label, at.get(), from, to, Marker.Source.FILE));
    }

    private Instant edge(int line, String text, Instant at) {
        return text.isEmpty() ? at : instant(line, text).orElse(at);
    }

    private Optional<Instant> instant(int line, String text) {
        Optional<Instant> instant = SessionFile.parseInstant(text);
        if (instant.isEmpty()) {
            problem(
                    line,
                    text + " 不是时间。例如 2026-11-25T10:00:00.250+08:00",
                    text + " is not a time. Write it like 2026-11-25T10:00:00.250+08:00");
        }
        return instant;
    }

    private void problem(int line, String zh, String en) {
        problems.add(new Place(source, line, 1), zh, en);
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
