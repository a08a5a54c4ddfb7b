package io.mingcha.bench;

import io.mingcha.bench.corpus.AnalysisBench;
import io.mingcha.bench.load.Endurance;
import io.mingcha.bench.load.LiveBench;
import io.mingcha.bench.load.LoadBench;
import io.mingcha.bench.night.Night;
import io.mingcha.bench.process.Workspace;
import io.mingcha.bench.soak.Soak;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;

/**
 * Entry point: {@code compare HOME DOCUMENT [SECONDS [PACED]]}, {@code analysis HOME DOCUMENT [ROUNDS]}, {@code live HOME DOCUMENT
 * [ROUNDS]}, {@code endurance HOME [SECONDS]}, {@code soak HOME SECONDS DEATHS} or {@code night HOME RUNS}. What was measured
 * goes into the document.
 */
public final class Main {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private static final int ROUNDS = 3;
    private static final Duration PACED = Duration.ofMinutes(10);

    private Main() {}

    public static void main(String[] args) throws IOException, GeneralSecurityException, InterruptedException {
        boolean good;
        try (Workspace workspace = Workspace.create()) {
            Path home = Path.of(args[1]);
            good = switch (args[0]) {
                case "compare" ->
                    compare(
                            workspace,
                            home,
                            Path.of(args[2]),
                            args.length > 3 ? Double.parseDouble(args[3]) : 4,
                            args.length > 4 ? Duration.ofSeconds(Long.parseLong(args[4])) : PACED);
                case "analysis" ->
                    tell(
                            new AnalysisReport(new AnalysisBench(home, workspace.folder("analysis"))
                                    .run(args.length > 3 ? Integer.parseInt(args[3]) : ROUNDS)),
                            new Machine(workspace).describe(home),
                            Path.of(args[2]));
                case "endurance" ->
                    endurance(workspace, home, args.length > 2 ? Duration.ofSeconds(Long.parseLong(args[2])) : PACED);
                case "live" ->
                    tell(
                            new LiveReport(new LiveBench(workspace, home, OUT)
                                    .run(args.length > 3 ? Integer.parseInt(args[3]) : ROUNDS)),
                            new Machine(workspace).describe(home),
                            Path.of(args[2]));
                case "soak" -> Soak.run(workspace, home, Integer.parseInt(args[2]), Integer.parseInt(args[3]), OUT);
                case "night" -> Night.run(workspace, home, Integer.parseInt(args[2]), OUT);
                default -> throw new IllegalArgumentException(args[0]);
            };
        }
        System.exit(good ? 0 : 1);
    }

    private static boolean compare(Workspace workspace, Path home, Path document, double seconds, Duration paced)
            throws IOException, InterruptedException {
        List<String> machine = new Machine(workspace).describe(home);
        machine.forEach(OUT::println);
        List<LoadBench.Row> rows = new LoadBench(workspace, home, OUT).run(ROUNDS, seconds);
        Endurance.Result endurance = new Endurance(workspace, home, OUT).run(paced);
        boolean traffic = tell(new TrafficReport(rows, endurance), machine, document);
        boolean live = tell(new LiveReport(new LiveBench(workspace, home, OUT).run(ROUNDS)), machine, document);
        OUT.println("analysing…");
        AnalysisBench.Result analysis = new AnalysisBench(home, workspace.folder("analysis")).run(ROUNDS);
        return tell(new AnalysisReport(analysis), machine, document) && traffic && live;
    }

    private static boolean tell(Report report, List<String> machine, Path document) throws IOException {
        OUT.println(report.text(machine));
        report.writeTo(document, machine);
        return report.floors().stream().allMatch(Report.Floor::holds);
    }

    private static boolean endurance(Workspace workspace, Path home, Duration paced)
            throws IOException, InterruptedException {
        new Endurance(workspace, home, OUT).run(paced);
        return true;
    }
}
