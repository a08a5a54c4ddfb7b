package io.mingcha.bench;

import io.mingcha.bench.load.Endurance;
import io.mingcha.bench.load.LoadBench;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How fast traffic goes through the proxy beside its peers, and what it endures. */
final class TrafficReport implements Report {
    private static final String C16 = "GET 1 KiB c16";
    private static final String C64 = "GET 1 KiB c64";
    private static final String LARGE = "GET 1 MiB c16";

    private final List<LoadBench.Row> rows;
    private final Endurance.Result endurance;

    TrafficReport(List<LoadBench.Row> rows, Endurance.Result endurance) {
        this.rows = rows;
        this.endurance = endurance;
    }

    @Override
    public String part() {
        return "traffic";
    }

    @Override
    public List<Floor> floors() {
        List<Floor> floors = new ArrayList<>(rates());
        floors.addAll(bounds());
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
        multiples.forEach((cell, floor) -> floors.add(times(
                Report.format("%s ≥ %.0f × mitmdump", cell, floor), at(mingcha, cell) / at(mitmdump, cell), floor)));
        floors.add(share(C64, at(mingcha, C64) / at(direct, C64), 0.45));
        floors.add(share(LARGE, at(mingcha, LARGE) / at(direct, LARGE), 0.40));
        double most = 3 * direct.p99Millis() + 2;
        floors.add(new Floor(
                Report.format("c1: 99th percentile ≤ 3 × direct + 2 ms = %.1f ms", most),
                Report.format("%.1f ms", mingcha.p99Millis()),
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
                        Report.format("%.2f s", endurance.coldStartSeconds()),
                        endurance.coldStartSeconds() <= 1.5));
    }

    private static Floor share(String cell, double measured, double floor) {
        return new Floor(
                Report.format("%s ≥ %.0f %% of direct", cell, 100 * floor),
                Report.format("%.0f %%", 100 * measured),
                measured >= floor);
    }

    private static Floor most(String when, long measured) {
        return new Floor("RSS ≤ 450 MiB, " + when, measured + " MiB at most", measured <= 450);
    }

    private static Floor times(String name, double measured, double floor) {
        return new Floor(name, Report.format("%.1f ×", measured), measured >= floor);
    }

    private static double at(LoadBench.Row row, String cell) {
        return row.perSecond().getOrDefault(cell, 0.0);
    }

    @Override
    public List<String> tables() {
        List<String> out = new ArrayList<>();
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
                line.append(Report.format(
                        " | %,.0f (%.0f %% · %.1f ×)",
                        at(row, cell),
                        100 * at(row, cell) / at(rows.get(0), cell),
                        at(row, cell) / at(rows.get(1), cell)));
            }
            line.append(Report.format(" | %.1f ms", row.p99Millis()));
            boolean process = row.peakMiB() > 0;
            line.append(
                    process ? Report.format(" | %,.0f | %d MiB |", row.perCpuSecond(), row.peakMiB()) : " | – | – |");
            out.add(line.toString());
        }
        out.add("");
        out.addAll(endured());
        return out;
    }

    private List<String> endured() {
        return List.of(
                "| Mingcha capture, each in a process of its own | |",
                "|---|---:|",
                Report.format(
                        "| cold start: from the start of the process to the end of the first exchange | %.2f s |",
                        endurance.coldStartSeconds()),
                Report.format(
                        "| %,d intercepted idle connections, one exchange each before and one after: memory for each |"
                                + " %.0f KiB |",
                        endurance.idleConnections(), endurance.idleKiB()),
                Report.format("| the same: most resident memory | %d MiB |", endurance.idlePeakMiB()),
                Report.format(
                        "| c16, requests per CPU second through the explicit front (NIO), through SOCKS5 (epoll) |"
                                + " %,.0f, %,.0f |",
                        endurance.frontPerCpuSecond(), endurance.listenerPerCpuSecond()),
                Report.format(
                        "| a body of 500 MiB down and one up: most resident memory | %d MiB |",
                        endurance.hugePeakMiB()),
                Report.format(
                        "| paced, %.0f/s for %.0f s: 99th percentile | %.1f ms |",
                        endurance.pacedPerSecond(), endurance.pacedSeconds(), endurance.pacedP99Millis()),
                Report.format(
                        "| the same: resident memory after a third of the time, at the end | %d MiB, %d MiB |",
                        endurance.pacedEarlyMiB(), endurance.pacedLateMiB()));
    }
}
