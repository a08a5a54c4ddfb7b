package io.mingcha.bench.corpus;

import io.mingcha.analyzer.Configuration;
import io.mingcha.bench.peer.TrackHar;
import io.mingcha.flows.Exposure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** How many exchanges a second the analysis takes: the whole command, and its steady state in one process. */
public final class AnalysisBench {
    private static final int SMALL = 10_000;
    private static final int LARGE = 40_000;
    private static final int BRIEF = 20_000;
    private static final int BULKY = 300;
    private static final int EXPOSED = 10_000;
    private static final int MILLION = 1_000_000;

    private final Path home;
    private final Path folder;

    /**
     * @param home the installed command
     * @param folder for the corpus
     */
    public AnalysisBench(Path home, Path folder) {
        this.home = home;
        this.folder = folder;
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

    /** Alternates the cases, each in a process of its own, so that all of them see the same machine. */
    public Result run(int rounds) throws IOException, InterruptedException {
        KnownValues ten = KnownValues.of(10);
        Path few = Files.writeString(folder.resolve("ten.yaml"), ten.sessionFile());
        Path many = Files.writeString(
                folder.resolve("thousand.yaml"), KnownValues.of(1_000).sessionFile());
        Path most = Files.writeString(
                folder.resolve("ten-thousand.yaml"), KnownValues.of(10_000).sessionFile());
        Path marked = Files.writeString(folder.resolve("marked.yaml"), ten.markedSessionFile());
        Path small = corpus("small", SMALL, ten, HarCorpus.Size.USUAL);
        Path large = corpus("large", LARGE, ten, HarCorpus.Size.USUAL);
        Path brief = corpus("brief", BRIEF, ten, HarCorpus.Size.SMALL);
        Path bulky = corpus("bulky", BULKY, ten, HarCorpus.Size.LARGE);
        Path exposing = corpus("exposing", EXPOSED * HarCorpus.NTH_EXPOSES, ten, HarCorpus.Size.USUAL);
        double megabytes = Workload.requests(bulky).stream()
                        .mapToLong(m -> m.body().length())
                        .sum()
                / 1e6;
        List<Exposure> exposures = exposures(small, few);
        TrackHar peer = new TrackHar(Files.createDirectories(folder.resolve("trackhar")));
        Series analysed = new Series();
        Series analysedMany = new Series();
        Series analysedMost = new Series();
        Series analysedLarge = new Series();
        Series analysedBrief = new Series();
        Series analysedBulky = new Series();
        Series openedBulky = new Series();
        Series judged = new Series();
        Series peers = new Series();
        Series commands = new Series();
        Series commandsLarge = new Series();
        int peerRequests = 0;
        for (int round = 0; round < rounds; round++) {
            TrackHar.Search search = peer.search(small, few);
            peers.add(new Pass(search.seconds(), search.cpuSeconds()));
            peerRequests = search.requests();
            analysed.add(pass(Workload.ANALYSE, small, few));
            analysedMany.add(pass(Workload.ANALYSE, small, many));
            analysedMost.add(pass(Workload.ANALYSE, small, most));
            analysedLarge.add(pass(Workload.ANALYSE, large, few));
            analysedBrief.add(pass(Workload.ANALYSE, brief, few));
            analysedBulky.add(pass(Workload.ANALYSE, bulky, few));
            openedBulky.add(pass(Workload.OPEN, bulky, few));
            judged.add(pass(Workload.JUDGE, exposing, marked));
            commands.add(command(small, few, ""));
            commandsLarge.add(command(large, few, ""));
        }
        return new Result(
                Files.size(small),
                SMALL / analysed.seconds(),
                SMALL / analysed.cpuSeconds(),
                LARGE / analysedLarge.seconds(),
                SMALL / analysedMany.seconds(),
                SMALL / analysedMost.seconds(),
                BRIEF / analysedBrief.seconds(),
                BRIEF / analysedBrief.cpuSeconds(),
                megabytes / openedBulky.cpuSeconds(),
                megabytes / analysedBulky.cpuSeconds(),
                SMALL / commands.seconds(),
                LARGE / commandsLarge.seconds(),
                analysedLarge.cpuSeconds() / analysed.cpuSeconds() * SMALL / LARGE,
                analysedMany.cpuSeconds() / analysed.cpuSeconds(),
                analysedMost.cpuSeconds() / analysed.cpuSeconds(),
                judged.cpuSeconds(),
                million(ten, few),
                SMALL / peers.seconds(),
                SMALL / peers.cpuSeconds(),
                peerRequests,
                exposures.size(),
                exposures.stream().map(Exposure::flow).distinct().count());
    }

    /** The passes of one case, a round each. */
    private static final class Series {
        private final List<Pass> passes = new ArrayList<>();

        void add(Pass pass) {
            passes.add(pass);
        }

        double seconds() {
            return median(Pass::seconds);
        }

        double cpuSeconds() {
            return median(Pass::cpuSeconds);
        }

        private double median(ToDoubleFunction<Pass> of) {
            double[] sorted = passes.stream().mapToDouble(of).sorted().toArray();
            return sorted[sorted.length / 2];
        }
    }

    private Path corpus(String name, int entries, KnownValues known, HarCorpus.Size size) throws IOException {
        Path har = folder.resolve(name + ".har");
        HarCorpus.write(har, entries, known, size);
        return har;
    }

    private List<Exposure> exposures(Path har, Path session) throws IOException {
        Configuration configuration = Workload.configuration(home);
        return Workload.analyze(configuration, har, Workload.spec(configuration, session))
                .exposures();
    }

    private Pass pass(Workload workload, Path har, Path session) throws IOException, InterruptedException {
        return Pass.of(workload, home, har, session, folder.resolve("pass.log"));
    }

    private double million(KnownValues known, Path session) throws IOException, InterruptedException {
        Path har = folder.resolve("million.har");
        HarCorpus.write(har, MILLION, known, HarCorpus.Size.SMALL);
        double seconds = command(har, session, "-Xmx1g").seconds();
        boolean whole = false;
        try (Stream<String> lines = Files.lines(folder.resolve("report.json"))) {
            whole = lines.anyMatch(line -> line.contains("\"exchanges\" : " + MILLION));
        }
        Files.delete(har);
        return whole ? MILLION / seconds : 0;
    }

    /** The shipped command from the start of its process to its end. */
    private Pass command(Path har, Path session, String options) throws IOException, InterruptedException {
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
        long start = System.nanoTime();
        Process process = builder.start();
        int code = process.waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (code != 0 && code != 1 && code != 3) {
            throw new IOException("analyze ended with " + code + ": "
                    + Files.readString(folder.resolve("analysis.log")).strip());
        }
        return new Pass(seconds, Double.NaN);
    }
}
