package io.mingcha.bench.load;

import io.mingcha.bench.process.Workspace;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs every cell with every contender in turn, several rounds, and keeps the median of each. */
public final class LoadBench {
    private static final double WARM_UP_SLICE = 5;
    private static final int WARM_UP_SLICES = 12;
    private static final double SETTLED = 0.95;

    private final Workspace workspace;
    private final Path home;
    private final PrintStream progress;

    public LoadBench(Workspace workspace, Path home, PrintStream progress) {
        this.workspace = workspace;
        this.home = home;
        this.progress = progress;
    }

    /** One contender's numbers; the 99th percentile is that of one connection. */
    public record Row(
            String name,
            Map<String, Double> perSecond,
            double perCpuSecond,
            double p99Millis,
            long peakMiB,
            long failed) {}

    /**
     * @param seconds for each cell in each round
     */
    public List<Row> run(int rounds, double seconds) throws IOException, InterruptedException {
        try (Origin origin = Origin.start(workspace);
                Generator generator = new Generator();
                Contender direct = Contender.direct();
                Contender mitmdump = Contender.mitmdump(workspace);
                Contender little = Contender.littleProxy(workspace);
                Contender mingcha = Contender.mingcha(workspace, home)) {
            List<Contender> contenders = List.of(direct, mitmdump, little, mingcha);
            Map<Contender, Map<Cell, List<Cell.Rate>>> all = new LinkedHashMap<>();
            for (Contender contender : contenders) {
                all.put(contender, new EnumMap<>(Cell.class));
                if (contender.port().isPresent()) {
                    warmUp(contender, origin, generator);
                }
            }
            for (int round = 0; round < rounds; round++) {
                List<Contender> turn = new ArrayList<>(contenders);
                Collections.rotate(turn, -round);
                for (Cell cell : Cell.values()) {
                    for (Contender contender : turn) {
                        if (!cell.suits(contender)) {
                            continue;
                        }
                        Cell.Rate rate = cell.measure(contender, origin, generator, workspace, seconds);
                        all.computeIfAbsent(contender, c -> new EnumMap<>(Cell.class))
                                .computeIfAbsent(cell, c -> new ArrayList<>())
                                .add(rate);
                        progress.printf(
                                "round %d  %-18s %-16s %,10.0f/s  cpu %4.1f s%s%n",
                                round + 1,
                                cell.label(),
                                contender.name(),
                                rate.perSecond(),
                                rate.cpuSeconds(),
                                rate.failed() == 0 ? "" : "  failed " + rate.failed());
                    }
                }
            }
            List<Row> rows = new ArrayList<>();
            all.forEach((contender, cells) -> rows.add(row(contender, cells)));
            return rows;
        }
    }

    /** Every kind of load once, then exchanges and connections until they cost no less than before: compilers are done. */
    private void warmUp(Contender contender, Origin origin, Generator generator)
            throws IOException, InterruptedException {
        progress.println("warming up " + contender.name());
        for (Cell cell : Cell.values()) {
            if (cell.suits(contender)) {
                cell.measure(contender, origin, generator, workspace, WARM_UP_SLICE);
            }
        }
        for (Cell cell : List.of(Cell.NEW_TLS, Cell.GET_C16)) {
            settle(cell, contender, origin, generator);
        }
    }

    private void settle(Cell cell, Contender contender, Origin origin, Generator generator)
            throws IOException, InterruptedException {
        double before = Double.MAX_VALUE;
        for (int i = 0; i < WARM_UP_SLICES; i++) {
            Cell.Rate rate = cell.measure(contender, origin, generator, workspace, WARM_UP_SLICE);
            double cost = rate.cpuSeconds() / rate.requests();
            if (cost > SETTLED * before) {
                return;
            }
            before = cost;
        }
    }

    private static Row row(Contender contender, Map<Cell, List<Cell.Rate>> cells) {
        Map<String, Double> perSecond = new LinkedHashMap<>();
        long failed = 0;
        for (Map.Entry<Cell, List<Cell.Rate>> cell : cells.entrySet()) {
            perSecond.put(
                    cell.getKey().label(),
                    median(cell.getValue().stream().map(Cell.Rate::perSecond).toList()));
            failed += cell.getValue().stream().mapToLong(Cell.Rate::failed).sum();
        }
        double perCpu = median(cells.getOrDefault(Cell.GET_C16, List.of()).stream()
                .filter(r -> r.cpuSeconds() > 0)
                .map(r -> r.requests() / r.cpuSeconds())
                .toList());
        long peak = contender.process().map(p -> p.peakMiB()).orElse(0L);
        double p99 = median(cells.getOrDefault(Cell.GET_C1, List.of()).stream()
                .map(Cell.Rate::p99Millis)
                .toList());
        return new Row(contender.name(), perSecond, perCpu, p99, peak, failed);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }
}
