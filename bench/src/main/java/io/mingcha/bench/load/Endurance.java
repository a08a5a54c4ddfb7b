package io.mingcha.bench.load;

import io.mingcha.bench.process.Child;
import io.mingcha.bench.process.Workspace;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a capture bears beyond a high rate: the first exchange, many idle connections, huge bodies, a long time. */
public final class Endurance {
    private static final int COLD_STARTS = 5;
    private static final int IDLE = 9000;
    private static final int WARM_UP = 6;
    private static final int MEASURED = 5;
    private static final double PACED_PER_SECOND = 500;
    private static final int PACED_CONNECTIONS = 32;

    private final Workspace workspace;
    private final Path home;
    private final PrintStream progress;

    public Endurance(Workspace workspace, Path home, PrintStream progress) {
        this.workspace = workspace;
        this.home = home;
        this.progress = progress;
    }

    /**
     * @param coldStartSeconds from the start of the process to the end of the first exchange
     * @param idleConnections open at once, intercepted, with one exchange each
     * @param idleKiB resident memory for each of them, that at rest deducted
     * @param idlePeakMiB most resident memory with all of them
     * @param hugePeakMiB most resident memory after a body of {@link Origin#HUGE_MIB} down and one up
     * @param frontPerCpuSecond exchanges for each second of processor time, c16, through the explicit front
     * @param listenerPerCpuSecond the same through a listener of our own (SOCKS5)
     * @param pacedEarlyMiB resident memory after a third of the paced load
     * @param pacedLateMiB resident memory at its end
     */
    public record Result(
            double coldStartSeconds,
            int idleConnections,
            double idleKiB,
            long idlePeakMiB,
            long hugePeakMiB,
            double frontPerCpuSecond,
            double listenerPerCpuSecond,
            double pacedSeconds,
            double pacedPerSecond,
            double pacedP99Millis,
            long pacedEarlyMiB,
            long pacedLateMiB,
            long failed) {}

    public Result run(Duration paced) throws IOException, InterruptedException {
        try (Origin origin = Origin.start(workspace);
                Generator generator = new Generator()) {
            double coldStart = coldStart(origin);
            progress.printf("cold start to the end of the first exchange: %.2f s%n", coldStart);
            Idle idle = idle(origin, generator);
            progress.println(idle);
            long huge = huge(origin);
            progress.println("huge bodies: at most " + huge + " MiB resident");
            Ways ways = ways(origin);
            progress.println(ways);
            Paced pace = paced(origin, generator, paced);
            progress.println(pace);
            return new Result(
                    coldStart,
                    IDLE,
                    idle.kiB(),
                    idle.peakMiB(),
                    huge,
                    ways.front(),
                    ways.listener(),
                    paced.toSeconds(),
                    pace.perSecond(),
                    pace.p99Millis(),
                    pace.earlyMiB(),
                    pace.lateMiB(),
                    pace.failed());
        }
    }

    /** With the root and the data folder there already, as on every day but the first. */
    private double coldStart(Origin origin) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i <= COLD_STARTS; i++) {
            long start = System.nanoTime();
            try (Contender mingcha = Contender.mingcha(workspace, home)) {
                curl(mingcha, origin, "/small", List.of());
                seconds.add((System.nanoTime() - start) / 1e9);
            }
        }
        List<Double> later = new ArrayList<>(seconds.subList(1, seconds.size()));
        Collections.sort(later);
        return later.get(later.size() / 2);
    }

    private record Idle(double kiB, long peakMiB) {}

    private Idle idle(Origin origin, Generator generator) throws IOException, InterruptedException {
        try (Contender mingcha = Contender.mingcha(workspace, home)) {
            Child process = mingcha.process().orElseThrow();
            curl(mingcha, origin, "/small", List.of());
            long before = process.residentMiB();
            Generator.Plan plan =
                    new Generator.Plan(mingcha.port(), origin.port(), Generator.Speech.HTTP_1, "/small", IDLE);
            try (Generator.Fleet fleet = generator.connect(plan)) {
                long all = process.residentMiB();
                // Each is still good for an exchange.
                Generator.Result again = fleet.run(Duration.ofSeconds(10), IDLE / 10.0);
                if (again.failed() > 0 || again.latencies().count() < IDLE) {
                    throw new IOException(again.failed() + " of " + IDLE + " idle connections failed, "
                            + again.latencies().count() + " answered");
                }
                return new Idle((all - before) * 1024.0 / IDLE, process.peakMiB());
            }
        }
    }

    private long huge(Origin origin) throws IOException, InterruptedException {
        try (Contender mingcha = Contender.mingcha(workspace, home)) {
            curl(mingcha, origin, "/huge", List.of());
            Path huge = workspace.folder("origin").resolve("www").resolve("huge");
            curl(mingcha, origin, "/post", List.of("-X", "POST", "-T", huge.toString()));
            return mingcha.process().orElseThrow().peakMiB();
        }
    }

    private record Ways(double front, double listener) {}

    /** LittleProxy's front runs on NIO, our own listeners on epoll; behind either is the same engine. */
    private Ways ways(Origin origin) throws IOException, InterruptedException {
        int socks = Child.freePort();
        try (Contender mingcha = Contender.mingcha(workspace, home, "--socks", "127.0.0.1:" + socks)) {
            Child process = mingcha.process().orElseThrow();
            String front = "http://127.0.0.1:" + mingcha.port().orElseThrow();
            String listener = "socks5://127.0.0.1:" + socks;
            List<Double> byFront = new ArrayList<>();
            List<Double> byListener = new ArrayList<>();
            for (int i = 0; i < WARM_UP + MEASURED; i++) {
                double one = perCpuSecond(process, front, origin);
                double other = perCpuSecond(process, listener, origin);
                if (i >= WARM_UP) {
                    byFront.add(one);
                    byListener.add(other);
                }
            }
            Collections.sort(byFront);
            Collections.sort(byListener);
            return new Ways(byFront.get(MEASURED / 2), byListener.get(MEASURED / 2));
        }
    }

    private double perCpuSecond(Child process, String by, Origin origin) throws IOException, InterruptedException {
        double before = process.cpuSeconds();
        Cell.Rate rate = Cell.hey(
                workspace,
                List.of(
                        "hey",
                        "-t",
                        "20",
                        "-z",
                        "4s",
                        "-c",
                        "16",
                        "-x",
                        by,
                        "https://127.0.0.1:" + origin.port() + "/small"));
        if (rate.failed() > 0 || rate.requests() == 0) {
            throw new IOException(rate.failed() + " failed by " + by);
        }
        return rate.requests() / (process.cpuSeconds() - before);
    }

    private record Paced(double perSecond, double p99Millis, long earlyMiB, long lateMiB, long failed) {}

    private Paced paced(Origin origin, Generator generator, Duration time) throws IOException, InterruptedException {
        try (Contender mingcha = Contender.mingcha(workspace, home)) {
            Child process = mingcha.process().orElseThrow();
            Generator.Plan plan = new Generator.Plan(
                    mingcha.port(), origin.port(), Generator.Speech.HTTP_1, "/small", PACED_CONNECTIONS);
            try (Generator.Fleet fleet = generator.connect(plan)) {
                fleet.run(time.dividedBy(3), PACED_PER_SECOND);
                long early = process.residentMiB();
                Duration rest = time.minus(time.dividedBy(3));
                Generator.Result result = fleet.run(rest, PACED_PER_SECOND);
                return new Paced(
                        result.perSecond(),
                        result.latencies().quantile(0.99),
                        early,
                        process.residentMiB(),
                        result.failed());
            }
        }
    }

    private void curl(Contender contender, Origin origin, String path, List<String> more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("curl", "-sS", "-k", "--http1.1", "-o", "/dev/null", "-w", "%{http_code}", "-x"));
        command.add("http://127.0.0.1:" + contender.port().orElseThrow());
        command.addAll(more);
        command.add("https://endurance.bench.example:" + origin.port() + path);
        Path log = workspace.file("curl.log");
        Child.Output output = Child.run(log, 120, command);
        if (!output.text().strip().equals("200")) {
            throw new IOException(path + " through the capture: " + output.text());
        }
        Files.deleteIfExists(log);
    }
}
