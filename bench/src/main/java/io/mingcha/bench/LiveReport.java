package io.mingcha.bench;

import io.mingcha.bench.load.LiveBench;
import java.util.List;

/** What it costs a capture that its exchanges are looked at while it runs. */
record LiveReport(LiveBench.Result live) implements Report {
    @Override
    public String part() {
        return "live";
    }

    @Override
    public List<String> tables() {
        return List.of(
                "| live, Mingcha capture | |",
                "|---|---:|",
                Report.format(
                        "| paced, %,.0f/s: 99th percentile, the same with `--live`; behind at most, in the end | %.1f ms, %.1f ms; %.2f s, %.2f s |",
                        live.pacedPerSecond(), live.alone(), live.live(), live.behind(), live.behindInTheEnd()),
                Report.format(
                        "| saturated over as many connections, requests/s, the same with `--live`; behind at most | %,.0f, %,.0f; %.1f s |",
                        live.saturatedAlone(), live.saturated(), live.saturatedBehind()));
    }

    @Override
    public List<Floor> floors() {
        double most = 1.1 * live.alone();
        return List.of(
                new Floor(
                        Report.format(
                                "live, paced %,.0f/s: at most 1 s behind from the first exchange on",
                                live.pacedPerSecond()),
                        Report.format("%.2f s", live.behind()),
                        live.behind() <= 1),
                new Floor(
                        Report.format(
                                "live, paced %,.0f/s: at most 1 s behind when both are warm", live.pacedPerSecond()),
                        Report.format("%.2f s", live.behindInTheEnd()),
                        live.behindInTheEnd() <= 1),
                new Floor(
                        Report.format("live, paced: 99th percentile ≤ 1.1 × that without = %.1f ms", most),
                        Report.format("%.1f ms", live.live()),
                        live.live() <= most),
                new Floor(
                        "live, saturated: catches up and loses nothing",
                        live.left() + " exchanges not looked at, " + live.failed() + " failed",
                        live.left() == 0 && live.failed() == 0));
    }
}
