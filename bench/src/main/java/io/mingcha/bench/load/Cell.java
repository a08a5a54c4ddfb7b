package io.mingcha.bench.load;

import io.mingcha.bench.process.Child;
import io.mingcha.bench.process.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One kind of load. */
enum Cell {
    GET_C1("GET 1 KiB c1", List.of("-c", "1"), "small"),
    GET_C16("GET 1 KiB c16", List.of("-c", "16"), "small"),
    GET_C64("GET 1 KiB c64", List.of(), "small"),
    HTTP2_C16("HTTP/2 GET 1 KiB c16", List.of(), "small"),
    POST_C16("POST 2 KiB c16", List.of("-c", "16", "-m", "POST", "-d", "x=" + "0123456789abcdef".repeat(128)), "post"),
    LARGE_C16("GET 1 MiB c16", List.of("-c", "16"), "large"),
    NEW_TLS("new TLS c16", List.of("-c", "16", "-disable-keepalive"), "small"),
    NEW_HOSTS("never-seen hosts", List.of(), "small"),
    KNOWN_HOSTS("hosts seen before", List.of(), "small");

    private static final int HOSTS = 240;
    private static final Pattern TOTAL = Pattern.compile("Total:\\s+([0-9.]+) secs");
    private static final Pattern P99 = Pattern.compile("99% in ([0-9.]+) secs");
    private static final Pattern GOOD = Pattern.compile("\\[200]\\s+(\\d+) responses");
    private static final Pattern BAD =
            Pattern.compile("\\[[^\\]]*]\\s+(\\d+) responses|\\[(\\d+)]\\s+\\S.*rror.*|Get .*");
    private static final AtomicInteger SERIES = new AtomicInteger();
    private static final Map<String, Integer> LAST = new ConcurrentHashMap<>();

    private final String label;
    private final List<String> options;
    private final String path;

    Cell(String label, List<String> options, String path) {
        this.label = label;
        this.options = options;
        this.path = path;
    }

    String label() {
        return label;
    }

    /** Requests a second that were answered well, and how many were not. */
    record Rate(double perSecond, long failed, double cpuSeconds, double requests, double p99Millis) {}

    /** Whether this contender can bear it at all. */
    boolean suits(Contender contender) {
        return this != HTTP2_C16 || contender.speaksHttp2();
    }

    Rate measure(Contender contender, Origin origin, Generator generator, Workspace workspace, double seconds)
            throws IOException, InterruptedException {
        double cpu = contender.cpuSeconds();
        Rate rate = switch (this) {
            case NEW_HOSTS, KNOWN_HOSTS -> names(contender, origin.port(), workspace);
            case GET_C64 -> generated(contender, origin.port(), generator, Generator.Speech.HTTP_1, 64, seconds);
            case HTTP2_C16 -> generated(contender, origin.http2Port(), generator, Generator.Speech.HTTP_2, 16, seconds);
            case GET_C1, GET_C16, POST_C16, LARGE_C16, NEW_TLS -> steady(contender, origin.port(), workspace, seconds);
        };
        return new Rate(
                rate.perSecond(), rate.failed(), contender.cpuSeconds() - cpu, rate.requests(), rate.p99Millis());
    }

    /** hey knows no HTTP/2 through a proxy, and dials anew as long as fewer connections are idle than it may keep. */
    private Rate generated(
            Contender contender,
            int origin,
            Generator generator,
            Generator.Speech speech,
            int connections,
            double seconds)
            throws IOException, InterruptedException {
        Generator.Plan plan = new Generator.Plan(contender.port(), origin, speech, "/" + path, connections);
        Generator.Result result = generator.run(plan, Duration.ofMillis((long) (seconds * 1000)));
        return new Rate(
                result.perSecond(),
                result.failed(),
                0,
                result.latencies().count(),
                result.latencies().quantile(0.99));
    }

    private Rate steady(Contender contender, int origin, Workspace workspace, double seconds)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("hey", "-t", "20", "-z", (long) (seconds * 1000) + "ms"));
        command.addAll(options);
        contender.port().ifPresent(p -> command.addAll(List.of("-x", "http://127.0.0.1:" + p)));
        command.add("https://127.0.0.1:" + origin + "/" + path);
        return hey(workspace, command);
    }

    /** What hey did and says. */
    static Rate hey(Workspace workspace, List<String> command) throws IOException, InterruptedException {
        String text = Child.run(workspace.file("hey.log"), 120, command).text();
        double good = 0;
        Matcher m = GOOD.matcher(text);
        while (m.find()) {
            good += Double.parseDouble(m.group(1));
        }
        Matcher total = TOTAL.matcher(text);
        if (!total.find()) {
            throw new IOException("hey says: " + text);
        }
        long bad = text.lines()
                .filter(l ->
                        BAD.matcher(l.strip()).matches() && !GOOD.matcher(l).find())
                .count();
        Matcher p99 = P99.matcher(text);
        double millis = p99.find() ? 1000 * Double.parseDouble(p99.group(1)) : 0;
        return new Rate(good / Double.parseDouble(total.group(1)), bad, 0, good, millis);
    }

    /** One curl with eight connections at a time, each name once. */
    private Rate names(Contender contender, int origin, Workspace workspace) throws IOException, InterruptedException {
        int series = this == NEW_HOSTS ? SERIES.incrementAndGet() : LAST.getOrDefault(contender.name(), 0);
        LAST.put(contender.name(), series);
        List<String> command = new ArrayList<>(
                List.of("curl", "-s", "-k", "-Z", "--parallel-max", "8", "-o", "/dev/null", "-w", "%{http_code}\\n"));
        contender
                .port()
                .ifPresentOrElse(
                        p -> command.addAll(List.of("-x", "http://127.0.0.1:" + p)),
                        () -> command.addAll(List.of("--connect-to", "::127.0.0.1:" + origin)));
        command.add("https://s" + series + "-[1-" + HOSTS + "].bench.example:" + origin + "/" + path);
        long start = System.nanoTime();
        String text = Child.run(workspace.file("curl.log"), 120, command).text();
        double took = (System.nanoTime() - start) / 1e9;
        long good = text.lines().filter("200"::equals).count();
        return new Rate(good / took, HOSTS - good, 0, good, 0);
    }
}
