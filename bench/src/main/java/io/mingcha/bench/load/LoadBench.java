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
    private final Workspace workspace;
    private final Path home;
    private final PrintStream progress;

    public LoadBench(Workspace workspace, Path home, PrintStream progress) {
        this.workspace = workspace;
        this.home = home;
        this.progress = progress;
    }

    /** One contender's numbers. */
    public record Row(String name, Map<String, Double> perSecond, double perCpuSecond, long peakMiB, long failed) {}

    /**
     * @param seconds for each cell in each round
     * @param warmUp seconds of load before the first round, for each contender
     */
    public List<Row> run(int rounds, double seconds, double warmUp) throws IOException, InterruptedException {
        try (Origin origin = Origin.start(workspace);
                Contender direct = Contender.direct();
                Contender mitmdump = Contender.mitmdump(workspace);
                Contender little = Contender.littleProxy(workspace);
                Contender mingcha = Contender.mingcha(workspace, home)) {
            List<Contender> contenders = List.of(direct, mitmdump, little, mingcha);
            Map<Contender, Map<Cell, List<Cell.Rate>>> all = new LinkedHashMap<>();
            for (Contender contender : contenders) {
                all.put(contender, new EnumMap<>(Cell.class));
                if (contender.port().isPresent()) {
                    warmUp(contender, origin.port(), warmUp);
                }
            }
            for (int round = 0; round < rounds; round++) {
                List<Contender> turn = new ArrayList<>(contenders);
                Collections.rotate(turn, -round);
                for (Cell cell : Cell.values()) {
                    for (Contender contender : turn) {
                        Cell.Rate rate = cell.measure(contender, origin.port(), workspace, seconds);
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

    private void warmUp(Contender contender, int origin, double seconds) throws IOException, InterruptedException {
        progress.println("warming up " + contender.name());
        Cell.GET_C16.measure(contender, origin, workspace, seconds);
        Cell.POST_C16.measure(contender, origin, workspace, seconds / 4);
        Cell.NEW_TLS.measure(contender, origin, workspace, seconds / 4);
        Cell.LARGE_C16.measure(contender, origin, workspace, seconds / 4);
        Cell.NEW_HOSTS.measure(contender, origin, workspace, seconds);
        Cell.GET_C16.measure(contender, origin, workspace, seconds / 2);
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
        return new Row(contender.name(), perSecond, perCpu, peak, failed);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }
}
