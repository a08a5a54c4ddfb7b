package io.mingcha.bench;

import io.mingcha.bench.corpus.AnalysisBench;
import java.util.List;

/** How fast captures are analysed beside a peer. */
record AnalysisReport(AnalysisBench.Result analysis) implements Report {
    @Override
    public String part() {
        return "analysis";
    }

    @Override
    public List<String> tables() {
        return List.of(
                Report.format(
                        "| analysis of a HAR, %.1f MiB for 10,000 entries, %d exposures in it | exchanges/s |",
                        analysis.bytes() / 1048576.0, analysis.exposures()),
                "|---|---:|",
                Report.format("| 10,000 entries, 10 known values, steady state | %,.0f |", analysis.steady()),
                Report.format("| the same by CPU time, one core's worth | %,.0f |", analysis.steadyCpu()),
                Report.format(
                        "| TrackHAR, its indicators on, the same 10,000 entries and 10 values, steady state; found something in %,d of them, Mingcha in %,d | %,.0f |",
                        analysis.trackHarRequests(), analysis.requests(), analysis.trackHar()),
                Report.format("| the same by CPU time, one core's worth | %,.0f |", analysis.trackHarCpu()),
                Report.format("| 40,000 entries, 10 known values, steady state | %,.0f |", analysis.steadyLarge()),
                Report.format("| 10,000 entries, 1,000 known values, steady state | %,.0f |", analysis.steadyMany()),
                Report.format("| 10,000 entries, 10,000 known values, steady state | %,.0f |", analysis.steadyMost()),
                Report.format(
                        "| 20,000 small entries, requests of 300 to 500 bytes, 10 known values, steady state | %,.0f |",
                        analysis.brief()),
                Report.format("| the same by CPU time, one core's worth | %,.0f |", analysis.briefCpu()),
                Report.format(
                        "| JSON of 64 KiB and more a request, opened by the decoder, one core's worth | %,.0f MB/s |",
                        analysis.decoding()),
                Report.format(
                        "| the same from the file to what is found in it, one core's worth | %,.0f MB/s |",
                        analysis.searching()),
                Report.format(
                        "| judging 10,000 exposures of as many exchanges again, with markers, declaration and category, CPU time | %,.0f ms |",
                        1000 * analysis.judging()),
                Report.format(
                        "| 1,000,000 small entries, `mingcha analyze` in a heap of 1 GiB | %,.0f |",
                        analysis.million()),
                Report.format(
                        "| 10,000 entries, `mingcha analyze`, from the start of its process to its end | %,.0f |",
                        analysis.command()),
                Report.format(
                        "| 40,000 entries, `mingcha analyze`, from the start of its process to its end | %,.0f |",
                        analysis.commandLarge()));
    }

    @Override
    public List<Floor> floors() {
        return List.of(
                new Floor(
                        "analyzer ≥ 5,000 exchanges/s, steady state",
                        Report.format("%,.0f/s", analysis.steady()),
                        analysis.steady() >= 5000),
                new Floor(
                        "analyzer ≥ 20,000 small exchanges/s, steady state",
                        Report.format("%,.0f/s", analysis.brief()),
                        analysis.brief() >= 20_000),
                new Floor(
                        "decoder ≥ 150 MB/s of JSON per core",
                        Report.format("%,.0f MB/s", analysis.decoding()),
                        analysis.decoding() >= 150),
                new Floor(
                        "analyzer linear in entries (10,000 → 40,000, at most 1.3 × CPU time per entry)",
                        Report.format("%.2f ×", analysis.growthWithEntries()),
                        analysis.growthWithEntries() <= 1.3),
                new Floor(
                        "analyzer flat in known values (10 → 1,000, at most 1.3 × CPU time)",
                        Report.format("%.2f ×", analysis.growthWithValues()),
                        analysis.growthWithValues() <= 1.3),
                new Floor(
                        "analyzer flat in known values (10 → 10,000, at most 1.2 × CPU time)",
                        Report.format("%.2f ×", analysis.growthWithMost()),
                        analysis.growthWithMost() <= 1.2),
                new Floor(
                        "judging 10,000 exposures again ≤ 100 ms of CPU time",
                        Report.format("%.0f ms", 1000 * analysis.judging()),
                        analysis.judging() <= 0.1),
                new Floor(
                        "1,000,000 exchanges in a heap of 1 GiB",
                        analysis.million() > 0 ? "all of them" : "not all of them",
                        analysis.million() > 0),
                new Floor(
                        "analyzer ≥ 5 × TrackHAR with its indicators, steady state",
                        Report.format("%.1f ×", analysis.steady() / analysis.trackHar()),
                        analysis.steady() >= 5 * analysis.trackHar()));
    }
}
