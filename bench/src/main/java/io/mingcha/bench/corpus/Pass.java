package io.mingcha.bench.corpus;

import io.mingcha.analyzer.Configuration;
import io.mingcha.bench.process.Child;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What doing something once takes in a process that has done it, and nothing else, for a time and until it took no less.
 *
 * @param cpuSeconds processor time of all threads, the compilers' among them
 */
public record Pass(double seconds, double cpuSeconds) {
    private static final int IDLE_PASSES = 3;
    /** About what the passes of the peer take that do not count. */
    private static final double LEAST_WARMING_SECONDS = 20;

    private static final double MOST_WARMING_SECONDS = 120;
    private static final long MOST_SECONDS = 600;

    /** Measures it in a process of its own. */
    static Pass of(Workload workload, Path home, Path har, Path session, Path log)
            throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Child.Output output = Child.run(
                log,
                MOST_SECONDS,
                List.of(
                        java,
                        "-XX:+UseSerialGC",
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Pass.class.getName(),
                        workload.name(),
                        home.toString(),
                        har.toString(),
                        session.toString()));
        String[] said = output.text().strip().split(" ");
        if (output.code() != 0 || said.length != 2) {
            throw new IOException(workload + " ended with " + output.code() + ": " + output.text());
        }
        return new Pass(Double.parseDouble(said[0]), Double.parseDouble(said[1]));
    }

    /** Entry point of that process: {@code WORKLOAD HOME HAR SESSION}. */
    public static void main(String[] args) throws IOException {
        Configuration configuration = Workload.configuration(Path.of(args[1]));
        Runnable work = Workload.valueOf(args[0])
                .on(configuration, Path.of(args[2]), Workload.spec(configuration, Path.of(args[3])));
        warm(work);
        Pass pass = measure(work);
        System.out.printf(Locale.ROOT, "%.6f %.6f%n", pass.seconds, pass.cpuSeconds);
    }

    /**
     * Again and again for a time, and on until a pass costs no less processor time than the best of those before, three times in a
     * row: short passes are over before the compilers have begun.
     */
    private static void warm(Runnable work) {
        double best = Double.MAX_VALUE;
        double seconds = 0;
        int idle = 0;
        while (seconds < MOST_WARMING_SECONDS && (seconds < LEAST_WARMING_SECONDS || idle < IDLE_PASSES)) {
            Pass pass = measure(work);
            seconds += pass.seconds;
            idle = pass.cpuSeconds > 0.98 * best ? idle + 1 : 0;
            best = Math.min(best, pass.cpuSeconds);
        }
    }

    private static Pass measure(Runnable work) {
        long start = System.nanoTime();
        long before = cpu();
        work.run();
        return new Pass((System.nanoTime() - start) / 1e9, (cpu() - before) / 1e9);
    }

    private static long cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                ? os.getProcessCpuTime()
                : 0;
    }
}
