package io.mingcha.bench.load;

import io.mingcha.bench.process.Child;
import io.mingcha.bench.process.Workspace;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What it costs an app that its traffic is looked at while it is captured, and how far that falls behind. */
public final class LiveBench {
    private static final int CONNECTIONS = 32;
    private static final double PER_SECOND = 2_000;
    /** What passes at least between the start of a capture and the first request of a phone. */
    private static final Duration AT_HAND = Duration.ofSeconds(10);

    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration MEASURED = Duration.ofSeconds(20);
    private static final Duration SATURATED = Duration.ofSeconds(10);
    private static final Duration CATCHING_UP = Duration.ofSeconds(60);
    private static final Pattern SAID = Pattern.compile(
            "Looked at meanwhile: (\\d+) exchanges, .*at most ([0-9.]+) s behind, ([0-9.]+) s in the end(?:; (\\d+) exchanges are left)?");

    private final Workspace workspace;
    private final Path home;
    private final PrintStream progress;

    public LiveBench(Workspace workspace, Path home, PrintStream progress) {
        this.workspace = workspace;
        this.home = home;
        this.progress = progress;
    }

    /**
     * Medians of the rounds; the longest of what fell behind.
     *
     * @param pacedPerSecond exchanges a second over 32 connections
     * @param alone 99th percentile in milliseconds without looking
     * @param live the same with looking
     * @param behind seconds between the end of an exchange and its having been looked at, the start of both processes included
     * @param behindInTheEnd the same of the last exchange at that pace
     * @param saturatedAlone exchanges a second, as many as there can be, without looking
     * @param saturated the same with looking
     * @param saturatedBehind seconds behind, at most, until it had caught up
     * @param left exchanges that it had not come to in the end
     */
    public record Result(
            double pacedPerSecond,
            double alone,
            double live,
            double behind,
            double behindInTheEnd,
            double saturatedAlone,
            double saturated,
            double saturatedBehind,
            long left,
            long failed) {}

    public Result run(int rounds) throws IOException, InterruptedException {
        List<Run> alone = new ArrayList<>();
        List<Run> live = new ArrayList<>();
        List<Run> fullAlone = new ArrayList<>();
        List<Run> fullLive = new ArrayList<>();
        try (Origin origin = Origin.start(workspace);
                Generator generator = new Generator()) {
            for (int round = 0; round < rounds; round++) {
                alone.add(run(origin, generator, PER_SECOND, MEASURED, "--no-live"));
                live.add(run(origin, generator, PER_SECOND, MEASURED, "--live"));
                fullAlone.add(run(origin, generator, 0, SATURATED, "--no-live"));
                fullLive.add(run(origin, generator, 0, SATURATED, "--live"));
                progress.println(
                        "live: " + alone.get(round) + live.get(round) + fullAlone.get(round) + fullLive.get(round));
            }
        }
        List<List<Run>> all = List.of(alone, live, fullAlone, fullLive);
        return new Result(
                median(live.stream().map(Run::perSecond).toList()),
                median(alone.stream().map(Run::p99Millis).toList()),
                median(live.stream().map(Run::p99Millis).toList()),
                Collections.max(live.stream().map(Run::behind).toList()),
                Collections.max(live.stream().map(Run::behindInTheEnd).toList()),
                median(fullAlone.stream().map(Run::perSecond).toList()),
                median(fullLive.stream().map(Run::perSecond).toList()),
                Collections.max(fullLive.stream().map(Run::behind).toList()),
                all.stream().flatMap(List::stream).mapToLong(Run::left).sum(),
                all.stream().flatMap(List::stream).mapToLong(Run::failed).sum());
    }

    private record Run(
            double perSecond, double p99Millis, double behind, double behindInTheEnd, long left, long failed) {}

    private Run run(Origin origin, Generator generator, double perSecond, Duration time, String how)
            throws IOException, InterruptedException {
        Generator.Result result;
        Child process;
        try (Contender mingcha = Contender.mingcha(workspace, home, how, "--lang", "en")) {
            process = mingcha.process().orElseThrow();
            Generator.Plan plan =
                    new Generator.Plan(mingcha.port(), origin.port(), Generator.Speech.HTTP_1, "/small", CONNECTIONS);
            Thread.sleep(AT_HAND.toMillis());
            try (Generator.Fleet fleet = generator.connect(plan)) {
                fleet.run(WARM_UP, PER_SECOND);
                result = fleet.run(time, perSecond);
            }
            if (how.equals("--live") && perSecond == 0) {
                Thread.sleep(CATCHING_UP.toMillis());
            }
        }
        Matcher said = SAID.matcher(process.log());
        boolean looked = said.find();
        if (looked != how.equals("--live")) {
            throw new IOException("unexpected: " + process.log());
        }
        return new Run(
                result.perSecond(),
                result.latencies().quantile(0.99),
                looked ? Double.parseDouble(said.group(2)) : 0,
                looked ? Double.parseDouble(said.group(3)) : 0,
                looked && said.group(4) != null ? Long.parseLong(said.group(4)) : 0,
                result.failed());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
