package io.mingcha.bench.corpus;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.Analyzer;
import io.mingcha.analyzer.Configuration;
import io.mingcha.analyzer.decode.Decoder;
import io.mingcha.analyzer.decode.Limits;
import io.mingcha.bench.peer.TrackHar;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Message;
import io.mingcha.flows.Session;
import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.har.HarReader;
import io.mingcha.flows.session.SessionFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** How many exchanges a second the analysis takes: the whole command, and its steady state in one process. */
public final class AnalysisBench {
    private static final int SMALL = 10_000;
    private static final int LARGE = 40_000;
    private static final int BRIEF = 20_000;
    private static final int BULKY = 300;
    private static final int EXPOSED = 10_000;
    private static final int MILLION = 1_000_000;
    private static final int MOST_PASSES = 25;

    private final Path home;
    private final Path folder;
    private final Configuration configuration;

    /**
     * @param home the installed command
     * @param folder for the corpus
     */
    public AnalysisBench(Path home, Path folder) throws IOException {
        this.home = home;
        this.folder = folder;
        Map<String, String> documents = new LinkedHashMap<>();
        for (String name : Configuration.FILES) {
            documents.put(name, Files.readString(home.resolve("config").resolve(name)));
        }
        for (String name : Configuration.FOLDERS) {
            try (Stream<Path> files = Files.list(home.resolve("config").resolve(name))) {
                for (Path file : files.sorted().toList()) {
                    documents.put(name + "/" + file.getFileName(), Files.readString(file));
                }
            }
        }
        configuration = Configuration.read(documents);
    }

    /**
     * What was measured, in exchanges a second.
     *
     * @param bytes of the small capture
     * @param steady 10,000 entries, ten known values, within a process that has done it before
     * @param steadyCpu the same by CPU time of all threads
     * @param steadyLarge 40,000 entries
     * @param steadyMany 10,000 entries, a thousand known values
     * @param steadyMost 10,000 entries, ten thousand known values
     * @param brief 20,000 entries whose requests have three to five hundred bytes, ten known values
     * @param briefCpu the same by CPU time
     * @param decoding megabytes of JSON, 64 KiB and more a request, that are opened in a second of CPU time
     * @param searching the same of the whole analysis, reading of the file included
     * @param growthWithEntries how much more CPU time an entry takes when there are four times as many
     * @param growthWithValues how much more CPU time an entry takes when there are a hundred times as many known values
     * @param growthWithMost the same when there are a thousand times as many
     * @param judging seconds of CPU time for judging 10,000 exposures of as many exchanges again, as a moved marker asks for
     * @param million 1,000,000 entries of three to five hundred bytes by the shipped command in a heap of 1 GiB; 0 if it
     *     did not hold them
     * @param trackHar 10,000 entries, ten known values, by TrackHAR in a process that has done it before
     * @param trackHarCpu the same by CPU time
     * @param trackHarRequests in how many of them it found something
     * @param command 10,000 entries by the shipped command, from start to end of its process
     * @param commandLarge 40,000 entries
     * @param exposures what was found in 10,000 entries
     * @param requests in how many of them
     */
    public record Result(
            long bytes,
            double steady,
            double steadyCpu,
            double steadyLarge,
            double steadyMany,
            double steadyMost,
            double brief,
            double briefCpu,
            double decoding,
            double searching,
            double command,
            double commandLarge,
            double growthWithEntries,
            double growthWithValues,
            double growthWithMost,
            double judging,
            double million,
            double trackHar,
            double trackHarCpu,
            int trackHarRequests,
            int exposures,
            long requests) {}

    /** Alternates the cases, so that all of them see the same machine. */
    public Result run(int rounds) throws IOException, InterruptedException {
        KnownValues ten = KnownValues.of(10);
        KnownValues thousand = KnownValues.of(1_000);
        KnownValues tenThousand = KnownValues.of(10_000);
        Path small = folder.resolve("small.har");
        Path large = folder.resolve("large.har");
        Path brief = folder.resolve("brief.har");
        Path bulky = folder.resolve("bulky.har");
        HarCorpus.write(small, SMALL, ten, HarCorpus.Size.USUAL);
        HarCorpus.write(large, LARGE, ten, HarCorpus.Size.USUAL);
        HarCorpus.write(brief, BRIEF, ten, HarCorpus.Size.SMALL);
        HarCorpus.write(bulky, BULKY, ten, HarCorpus.Size.LARGE);
        List<Message> bulk = requests(bulky);
        double megabytes = bulk.stream().mapToLong(m -> m.body().length()).sum() / 1e6;
        Path session = Files.writeString(folder.resolve("ten.yaml"), ten.sessionFile());
        SessionSpec few = spec(ten);
        SessionSpec many = spec(thousand);
        SessionSpec most = spec(tenThousand);
        TrackHar peer = new TrackHar(Files.createDirectories(folder.resolve("trackhar")));
        List<Exposure> exposures = analyze(small, few).exposures();
        warm(() -> analyze(small, few));
        warm(() -> analyze(small, many));
        warm(() -> analyze(small, most));
        warm(() -> analyze(brief, few));
        warm(() -> open(bulk));
        warm(() -> analyze(bulky, few));
        Analyzer analyzed = exposing(ten);
        warm(analyzed::finish);
        double[][] wall = new double[7][rounds];
        double[][] cpu = new double[7][rounds];
        double[][] commands = new double[2][rounds];
        double[] judging = new double[rounds];
        double[][] peers = new double[2][rounds];
        int peerRequests = 0;
        for (int round = 0; round < rounds; round++) {
            List<Work> steady = List.of(
                    () -> analyze(small, few),
                    () -> analyze(small, many),
                    () -> analyze(large, few),
                    () -> analyze(small, most),
                    () -> analyze(brief, few),
                    () -> open(bulk),
                    () -> analyze(bulky, few));
            for (int i = 0; i < steady.size(); i++) {
                long before = cpu();
                wall[i][round] = time(steady.get(i));
                cpu[i][round] = (cpu() - before) / 1e9;
            }
            long before = cpu();
            analyzed.finish();
            judging[round] = (cpu() - before) / 1e9;
            TrackHar.Pass pass = peer.search(small, session);
            peers[0][round] = pass.seconds();
            peers[1][round] = pass.cpuSeconds();
            peerRequests = pass.requests();
            commands[0][round] = time(() -> command(small, session, ""));
            commands[1][round] = time(() -> command(large, session, ""));
        }
        return new Result(
                Files.size(small),
                SMALL / median(wall[0]),
                SMALL / median(cpu[0]),
                LARGE / median(wall[2]),
                SMALL / median(wall[1]),
                SMALL / median(wall[3]),
                BRIEF / median(wall[4]),
                BRIEF / median(cpu[4]),
                megabytes / median(cpu[5]),
                megabytes / median(cpu[6]),
                SMALL / median(commands[0]),
                LARGE / median(commands[1]),
                median(cpu[2]) / median(cpu[0]) * SMALL / LARGE,
                median(cpu[1]) / median(cpu[0]),
                median(cpu[3]) / median(cpu[0]),
                median(judging),
                million(ten, session),
                SMALL / median(peers[0]),
                SMALL / median(peers[1]),
                peerRequests,
                exposures.size(),
                exposures.stream().map(Exposure::flow).distinct().count());
    }

    /** Ten thousand exchanges, each of which exposes something, in a session that most rules can judge. */
    private Analyzer exposing(KnownValues known) throws IOException {
        Path har = folder.resolve("exposing.har");
        HarCorpus.write(har, EXPOSED * HarCorpus.NTH_EXPOSES, known, HarCorpus.Size.USUAL);
        Analyzer analyzer = new Analyzer(configuration, session(spec(known.markedSessionFile())));
        HarReader.read(har, flow -> {
            if (flow.ordinal() % HarCorpus.NTH_EXPOSES == 0) {
                analyzer.add(flow);
            }
        });
        int found = analyzer.finish().exposures().size();
        if (found < EXPOSED) {
            throw new IOException("only " + found + " exposures to judge");
        }
        Files.delete(har);
        return analyzer;
    }

    private double million(KnownValues known, Path session) throws IOException, InterruptedException {
        Path har = folder.resolve("million.har");
        HarCorpus.write(har, MILLION, known, HarCorpus.Size.SMALL);
        double seconds = time(() -> command(har, session, "-Xmx1g"));
        boolean whole = false;
        try (Stream<String> lines = Files.lines(folder.resolve("report.json"))) {
            whole = lines.anyMatch(line -> line.contains("\"exchanges\" : " + MILLION));
        }
        Files.delete(har);
        return whole ? MILLION / seconds : 0;
    }

    /** Again and again, until a pass costs no less processor time than the best of those before, three times in a row. */
    private static void warm(Work work) throws IOException, InterruptedException {
        long best = Long.MAX_VALUE;
        int idle = 0;
        for (int i = 0; i < MOST_PASSES && idle < 3; i++) {
            long before = cpu();
            work.run();
            long taken = cpu() - before;
            idle = taken > 0.98 * best ? idle + 1 : 0;
            best = Math.min(best, taken);
        }
    }

    private static long cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                ? os.getProcessCpuTime()
                : 0;
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static double time(Work work) throws IOException, InterruptedException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private SessionSpec spec(KnownValues known) {
        return spec(known.sessionFile());
    }

    private SessionSpec spec(String sessionFile) {
        return SessionFile.parse("bench.yaml", sessionFile, configuration.vocabulary());
    }

    private Analysis analyze(Path har, SessionSpec spec) {
        return Analyzer.analyze(
                configuration,
                session(spec),
                Optional.empty(),
                sink -> HarReader.read(har, sink),
                UnaryOperator.identity());
    }

    private static List<Message> requests(Path har) {
        List<Message> requests = new ArrayList<>();
        HarReader.read(har, flow -> flow.request().ifPresent(requests::add));
        return requests;
    }

    private static void open(List<Message> requests) {
        Decoder decoder = new Decoder(Limits.DEFAULT);
        for (Message request : requests) {
            if (!decoder.open(Direction.REQUEST, request).stops().isEmpty()) {
                throw new IllegalStateException("a request of the corpus could not be opened whole");
            }
        }
    }

    private static Session session(SessionSpec spec) {
        return new Session(
                "bench",
                spec,
                Instant.ofEpochMilli(1_790_000_000_000L),
                Optional.empty(),
                Session.State.IMPORTED,
                new byte[32],
                Optional.empty());
    }

    private void command(Path har, Path session, String options) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        home.resolve("bin/mingcha").toString(),
                        "analyze",
                        har.toString(),
                        "--session",
                        session.toString(),
                        "--data",
                        folder.resolve("analysis-data").toString(),
                        "--format",
                        "json",
                        "--out",
                        folder.resolve("report.json").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("analysis.log").toFile());
        builder.environment().put("MINGCHA_OPTS", options);
        Process process = builder.start();
        int code = process.waitFor();
        if (code != 0 && code != 1 && code != 3) {
            throw new IOException("analyze ended with " + code + ": "
                    + Files.readString(folder.resolve("analysis.log")).strip());
        }
    }
}
