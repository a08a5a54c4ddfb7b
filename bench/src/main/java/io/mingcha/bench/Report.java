package io.mingcha.bench;

import io.mingcha.bench.corpus.AnalysisBench;
import io.mingcha.bench.load.Endurance;
import io.mingcha.bench.load.LiveBench;
import io.mingcha.bench.load.LoadBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, in words and tables, and whether it is enough. */
final class Report {
    private static final String BEGIN = "<!-- measured: begin, written by scripts/bench -->";
    private static final String END = "<!-- measured: end -->";

    private static final String C16 = "GET 1 KiB c16";
    private static final String C64 = "GET 1 KiB c64";
    private static final String LARGE = "GET 1 MiB c16";

    private final List<String> machine;
    private final List<LoadBench.Row> rows;
    private final Endurance.Result endurance;
    private final LiveBench.Result live;
    private final AnalysisBench.Result analysis;

    Report(
            List<String> machine,
            List<LoadBench.Row> rows,
            Endurance.Result endurance,
            LiveBench.Result live,
            AnalysisBench.Result analysis) {
        this.machine = machine;
        this.rows = rows;
        this.endurance = endurance;
        this.live = live;
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
        List<Floor> floors = new ArrayList<>(rates());
        floors.addAll(bounds());
        floors.addAll(lives());
        floors.addAll(analyses());
        return floors;
    }

    private List<Floor> rates() {
        LoadBench.Row direct = rows.get(0);
        LoadBench.Row mitmdump = rows.get(1);
        LoadBench.Row little = rows.get(2);
        LoadBench.Row mingcha = rows.get(3);
        List<Floor> floors = new ArrayList<>();
        floors.add(times("c16 ≥ 1.5 × LittleProxy", at(mingcha, C16) / at(little, C16), 1.5));
        Map<String, Double> multiples = new LinkedHashMap<>();
        multiples.put(C16, 20.0);
        multiples.put(C64, 25.0);
        multiples.put("POST 2 KiB c16", 25.0);
        multiples.put("HTTP/2 GET 1 KiB c16", 20.0);
        multiples.put("new TLS c16", 6.0);
        multiples.put("never-seen hosts", 5.0);
        multiples.forEach((cell, floor) -> floors.add(
                times(format("%s ≥ %.0f × mitmdump", cell, floor), at(mingcha, cell) / at(mitmdump, cell), floor)));
        floors.add(share(C64, at(mingcha, C64) / at(direct, C64), 0.45));
        floors.add(share(LARGE, at(mingcha, LARGE) / at(direct, LARGE), 0.40));
        double most = 3 * direct.p99Millis() + 2;
        floors.add(new Floor(
                format("c1: 99th percentile ≤ 3 × direct + 2 ms = %.1f ms", most),
                format("%.1f ms", mingcha.p99Millis()),
                mingcha.p99Millis() <= most));
        floors.add(new Floor("no failed requests", mingcha.failed() + " failed", mingcha.failed() == 0));
        return floors;
    }

    private List<Floor> bounds() {
        LoadBench.Row mingcha = rows.get(3);
        long grown = endurance.pacedLateMiB() - endurance.pacedEarlyMiB();
        return List.of(
                most("all cells of the table", mingcha.peakMiB()),
                most("bodies of 500 MiB, one down and one up", endurance.hugePeakMiB()),
                new Floor(
                        "paced: resident memory at the end at most 32 MiB above that after a third of the time",
                        grown + " MiB",
                        grown <= 32 && endurance.failed() == 0),
                new Floor(
                        "cold start to the end of the first exchange ≤ 1.5 s",
                        format("%.2f s", endurance.coldStartSeconds()),
                        endurance.coldStartSeconds() <= 1.5));
    }

    private List<Floor> lives() {
        double most = 1.1 * live.alone();
        return List.of(
                new Floor(
                        format(
                                "live, paced %,.0f/s: at most 1 s behind from the first exchange on",
                                live.pacedPerSecond()),
                        format("%.2f s", live.behind()),
                        live.behind() <= 1),
                new Floor(
                        format("live, paced %,.0f/s: at most 1 s behind when both are warm", live.pacedPerSecond()),
                        format("%.2f s", live.behindInTheEnd()),
                        live.behindInTheEnd() <= 1),
                new Floor(
                        format("live, paced: 99th percentile ≤ 1.1 × that without = %.1f ms", most),
                        format("%.1f ms", live.live()),
                        live.live() <= most),
                new Floor(
                        "live, saturated: catches up and loses nothing",
                        live.left() + " exchanges not looked at, " + live.failed() + " failed",
                        live.left() == 0 && live.failed() == 0));
    }

    private List<Floor> analyses() {
        return List.of(
                new Floor(
                        "analyzer ≥ 5,000 exchanges/s, steady state",
                        format("%,.0f/s", analysis.steady()),
                        analysis.steady() >= 5000),
                new Floor(
                        "analyzer ≥ 20,000 small exchanges/s, steady state",
                        format("%,.0f/s", analysis.brief()),
                        analysis.brief() >= 20_000),
                new Floor(
                        "decoder ≥ 150 MB/s of JSON per core",
                        format("%,.0f MB/s", analysis.decoding()),
                        analysis.decoding() >= 150),
                new Floor(
                        "analyzer linear in entries (10,000 → 40,000, at most 1.3 × CPU time per entry)",
                        format("%.2f ×", analysis.growthWithEntries()),
                        analysis.growthWithEntries() <= 1.3),
                new Floor(
                        "analyzer flat in known values (10 → 1,000, at most 1.3 × CPU time)",
                        format("%.2f ×", analysis.growthWithValues()),
                        analysis.growthWithValues() <= 1.3),
                new Floor(
                        "analyzer flat in known values (10 → 10,000, at most 1.2 × CPU time)",
                        format("%.2f ×", analysis.growthWithMost()),
                        analysis.growthWithMost() <= 1.2),
                new Floor(
                        "judging 10,000 exposures again ≤ 100 ms of CPU time",
                        format("%.0f ms", 1000 * analysis.judging()),
                        analysis.judging() <= 0.1),
                new Floor(
                        "1,000,000 exchanges in a heap of 1 GiB",
                        analysis.million() > 0 ? "all of them" : "not all of them",
                        analysis.million() > 0),
                new Floor(
                        "analyzer ≥ 5 × TrackHAR with its indicators, steady state",
                        format("%.1f ×", analysis.steady() / analysis.trackHar()),
                        analysis.steady() >= 5 * analysis.trackHar()));
    }

    private static Floor share(String cell, double measured, double floor) {
        return new Floor(
                format("%s ≥ %.0f %% of direct", cell, 100 * floor),
                format("%.0f %%", 100 * measured),
                measured >= floor);
    }

    private static Floor most(String when, long measured) {
        return new Floor("RSS ≤ 450 MiB, " + when, measured + " MiB at most", measured <= 450);
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
                + " | c1, 99th percentile | requests per CPU second, c16 | peak RSS |");
        out.add("|---|" + "---:|".repeat(cells.size() + 3));
        for (LoadBench.Row row : rows) {
            StringBuilder line = new StringBuilder("| " + row.name());
            for (String cell : cells) {
                if (!row.perSecond().containsKey(cell)) {
                    line.append(" | –");
                    continue;
                }
                line.append(format(
                        " | %,.0f (%.0f %% · %.1f ×)",
                        at(row, cell),
                        100 * at(row, cell) / at(rows.get(0), cell),
                        at(row, cell) / at(rows.get(1), cell)));
            }
            line.append(format(" | %.1f ms", row.p99Millis()));
            boolean process = row.peakMiB() > 0;
            line.append(process ? format(" | %,.0f | %d MiB |", row.perCpuSecond(), row.peakMiB()) : " | – | – |");
            out.add(line.toString());
        }
        out.add("");
        out.addAll(endured());
        out.add("");
        out.add(format(
                "| analysis of a HAR, %.1f MiB for 10,000 entries, %d exposures in it | exchanges/s |",
                analysis.bytes() / 1048576.0, analysis.exposures()));
        out.add("|---|---:|");
        out.add(format("| 10,000 entries, 10 known values, steady state | %,.0f |", analysis.steady()));
        out.add(format("| the same by CPU time, one core's worth | %,.0f |", analysis.steadyCpu()));
        out.add(format(
                "| TrackHAR, its indicators on, the same 10,000 entries and 10 values, steady state; found something in %,d of them, Mingcha in %,d | %,.0f |",
                analysis.trackHarRequests(), analysis.requests(), analysis.trackHar()));
        out.add(format("| the same by CPU time, one core's worth | %,.0f |", analysis.trackHarCpu()));
        out.add(format("| 40,000 entries, 10 known values, steady state | %,.0f |", analysis.steadyLarge()));
        out.add(format("| 10,000 entries, 1,000 known values, steady state | %,.0f |", analysis.steadyMany()));
        out.add(format("| 10,000 entries, 10,000 known values, steady state | %,.0f |", analysis.steadyMost()));
        out.add(format(
                "| 20,000 small entries, requests of 300 to 500 bytes, 10 known values, steady state | %,.0f |",
                analysis.brief()));
        out.add(format("| the same by CPU time, one core's worth | %,.0f |", analysis.briefCpu()));
        out.add(format(
                "| JSON of 64 KiB and more a request, opened by the decoder, one core's worth | %,.0f MB/s |",
                analysis.decoding()));
        out.add(format(
                "| the same from the file to what is found in it, one core's worth | %,.0f MB/s |",
                analysis.searching()));
        out.add(format(
                "| judging 10,000 exposures of as many exchanges again, with markers, declaration and category, CPU time | %,.0f ms |",
                1000 * analysis.judging()));
        out.add(format(
                "| 1,000,000 small entries, `mingcha analyze` in a heap of 1 GiB | %,.0f |", analysis.million()));
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

    private List<String> endured() {
        return List.of(
                "| Mingcha capture, each in a process of its own | |",
                "|---|---:|",
                format(
                        "| cold start: from the start of the process to the end of the first exchange | %.2f s |",
                        endurance.coldStartSeconds()),
                format(
                        "| %,d intercepted idle connections, one exchange each before and one after: memory for each |"
                                + " %.0f KiB |",
                        endurance.idleConnections(), endurance.idleKiB()),
                format("| the same: most resident memory | %d MiB |", endurance.idlePeakMiB()),
                format(
                        "| c16, requests per CPU second through the explicit front (NIO), through SOCKS5 (epoll) |"
                                + " %,.0f, %,.0f |",
                        endurance.frontPerCpuSecond(), endurance.listenerPerCpuSecond()),
                format("| a body of 500 MiB down and one up: most resident memory | %d MiB |", endurance.hugePeakMiB()),
                format(
                        "| paced, %.0f/s for %.0f s: 99th percentile | %.1f ms |",
                        endurance.pacedPerSecond(), endurance.pacedSeconds(), endurance.pacedP99Millis()),
                format(
                        "| the same: resident memory after a third of the time, at the end | %d MiB, %d MiB |",
                        endurance.pacedEarlyMiB(), endurance.pacedLateMiB()),
                format(
                        "| paced, %,.0f/s: 99th percentile, the same with `--live`; behind at most, in the end | %.1f ms, %.1f ms; %.2f s, %.2f s |",
                        live.pacedPerSecond(), live.alone(), live.live(), live.behind(), live.behindInTheEnd()),
                format(
                        "| saturated over as many connections, requests/s, the same with `--live`; behind at most | %,.0f, %,.0f; %.1f s |",
                        live.saturatedAlone(), live.saturated(), live.saturatedBehind()));
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
