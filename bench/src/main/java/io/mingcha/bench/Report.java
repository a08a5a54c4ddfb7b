package io.mingcha.bench;

import io.mingcha.bench.corpus.AnalysisBench;
import io.mingcha.bench.load.LoadBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, in words and tables, and whether it is enough. */
final class Report {
    private static final String BEGIN = "<!-- measured: begin, written by scripts/bench -->";
    private static final String END = "<!-- measured: end -->";

    private final List<String> machine;
    private final List<LoadBench.Row> rows;
    private final AnalysisBench.Result analysis;

    Report(List<String> machine, List<LoadBench.Row> rows, AnalysisBench.Result analysis) {
        this.machine = machine;
        this.rows = rows;
        this.analysis = analysis;
    }

    /** A bound, what was measured, and whether it holds. */
    record Floor(String name, String measured, boolean holds) {
        @Override
        public String toString() {
            return (holds ? "pass  " : "FAIL  ") + name + ": " + measured;
        }
    }

    List<Floor> floors() {
        LoadBench.Row mitmdump = rows.get(1);
        LoadBench.Row little = rows.get(2);
        LoadBench.Row mingcha = rows.get(3);
        String c16 = "GET 1 KiB c16";
        String hosts = "never-seen hosts";
        return List.of(
                times("c16 ≥ 8 × mitmdump", at(mingcha, c16) / at(mitmdump, c16), 8),
                times("c16 ≥ 1.5 × LittleProxy", at(mingcha, c16) / at(little, c16), 1.5),
                times("never-seen hosts ≥ 2 × mitmdump", at(mingcha, hosts) / at(mitmdump, hosts), 2),
                new Floor("RSS ≤ 450 MiB", mingcha.peakMiB() + " MiB at most", mingcha.peakMiB() <= 450),
                new Floor("no failed requests", mingcha.failed() + " failed", mingcha.failed() == 0),
                new Floor(
                        "analyzer ≥ 5,000 exchanges/s, steady state",
                        format("%,.0f/s", analysis.steady()),
                        analysis.steady() >= 5000),
                new Floor(
                        "analyzer linear in entries (10,000 → 40,000, at most 1.3 × CPU time per entry)",
                        format("%.2f ×", analysis.growthWithEntries()),
                        analysis.growthWithEntries() <= 1.3),
                new Floor(
                        "analyzer flat in known values (10 → 1,000, at most 1.3 × CPU time)",
                        format("%.2f ×", analysis.growthWithValues()),
                        analysis.growthWithValues() <= 1.3));
    }

    private static Floor times(String name, double measured, double floor) {
        return new Floor(name, format("%.1f ×", measured), measured >= floor);
    }

    private static double at(LoadBench.Row row, String cell) {
        return row.perSecond().getOrDefault(cell, 0.0);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    String text() {
        List<String> out = new ArrayList<>();
        machine.forEach(line -> out.add(line + "  "));
        out.add("");
        List<String> cells = List.copyOf(rows.get(0).perSecond().keySet());
        out.add("| requests/s (share of direct · multiple of mitmdump) | " + String.join(" | ", cells)
                + " | requests per CPU second, c16 | peak RSS |");
        out.add("|---|" + "---:|".repeat(cells.size() + 2));
        for (LoadBench.Row row : rows) {
            StringBuilder line = new StringBuilder("| " + row.name());
            for (String cell : cells) {
                line.append(format(
                        " | %,.0f (%.0f %% · %.1f ×)",
                        at(row, cell),
                        100 * at(row, cell) / at(rows.get(0), cell),
                        at(row, cell) / at(rows.get(1), cell)));
            }
            boolean process = row.peakMiB() > 0;
            line.append(process ? format(" | %,.0f | %d MiB |", row.perCpuSecond(), row.peakMiB()) : " | – | – |");
            out.add(line.toString());
        }
        out.add("");
        out.add(format(
                "| analysis of a HAR, %.1f MiB for 10,000 entries, %d exposures in it | exchanges/s |",
                analysis.bytes() / 1048576.0, analysis.exposures()));
        out.add("|---|---:|");
        out.add(format("| 10,000 entries, 10 known values, steady state | %,.0f |", analysis.steady()));
        out.add(format("| the same by CPU time, one core's worth | %,.0f |", analysis.steadyCpu()));
        out.add(format("| 40,000 entries, 10 known values, steady state | %,.0f |", analysis.steadyLarge()));
        out.add(format("| 10,000 entries, 1,000 known values, steady state | %,.0f |", analysis.steadyMany()));
        out.add(format(
                "| 10,000 entries, `mingcha analyze`, from the start of its process to its end | %,.0f |",
                analysis.command()));
        out.add(format(
                "| 40,000 entries, `mingcha analyze`, from the start of its process to its end | %,.0f |",
                analysis.commandLarge()));
        out.add("");
        out.add("```");
        floors().forEach(f -> out.add(f.toString()));
        out.add("```");
        return String.join("\n", out);
    }

    /** Puts the measured part between its marks. */
    void writeTo(Path document) throws IOException {
        String old = Files.readString(document);
        int begin = old.indexOf(BEGIN);
        int end = old.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(document + " has no marks for what is measured");
        }
        Files.writeString(document, old.substring(0, begin) + BEGIN + "\n" + text() + "\n" + old.substring(end));
    }
}
