package io.mingcha.analyzer.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Measures detection over several seeds and writes what came out between two marks of a document:
 * {@code DOCUMENT REQUESTS SEED…}. Ends with 1 if a floor is missed.
 */
final class DetectionReport {
    private static final String BEGIN = "<!-- measured: begin, written by scripts/bench detection -->";
    private static final String END = "<!-- measured: end -->";
    private static final Map<Leak.Manner, Double> FLOORS = new TreeMap<>(Map.of(
            Leak.Manner.KNOWN, 0.995, Leak.Manner.CHECKED, 0.97, Leak.Manner.NAMED, 0.97, Leak.Manner.BULK, 0.99));
    private static final double MOST_ALARMS = 0.001;

    private DetectionReport() {}

    public static void main(String[] args) throws IOException {
        int requests = Integer.parseInt(args[1]);
        Trial trial = new Trial();
        for (String seed : List.of(args).subList(2, args.length)) {
            trial.plant(Long.parseLong(seed), requests);
            trial.mislead(Long.parseLong(seed), 2 * requests);
        }
        Path document = Path.of(args[0]);
        String text = Files.readString(document);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(
                document, text.substring(0, begin) + "\n" + table(trial) + "\n" + text.substring(text.indexOf(END)));
        boolean held =
                FLOORS.entrySet().stream().allMatch(f -> trial.of(f.getKey()).recall() >= f.getValue())
                        && trial.alarmed() <= trial.lookAlikes() * MOST_ALARMS;
        System.exit(held ? 0 : 1);
    }

    private static String table(Trial trial) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d requests with one to three data each, %,d requests and pages with nobody's.",
                trial.requests(),
                trial.lookAlikes()));
        lines.add("");
        lines.add("| told by | planted | found | floor |");
        lines.add("| --- | ---: | ---: | ---: |");
        FLOORS.forEach((manner, floor) -> lines.add(String.format(
                Locale.ROOT,
                "| %s | %,d | %s | %s |",
                switch (manner) {
                    case KNOWN -> "its value, which the session file names";
                    case CHECKED -> "check digits";
                    case NAMED -> "name and form";
                    case BULK -> "shape";
                },
                trial.of(manner).planted(),
                share(trial.of(manner).recall()),
                share(floor))));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "Alarms where there is nobody's data: %d (floor: %.0f): %s.",
                trial.alarmed(),
                trial.lookAlikes() * MOST_ALARMS,
                byForm(trial.alarms())));
        lines.add("");
        lines.add("By type, and how it was told: " + all(trial.byType()) + ".");
        lines.add("");
        lines.add("By the form of a known value: " + all(trial.byForm()) + ".");
        lines.add("");
        lines.add("By layer on the way: " + all(trial.byLayer()) + ".");
        lines.add("");
        lines.add("Missed, by name or form: " + byForm(trial.missed()) + ".");
        return String.join("\n", lines);
    }

    private static String all(Map<String, Trial.Score> scores) {
        return scores.entrySet().stream()
                .map(s -> s.getKey() + " "
                        + (s.getValue().missed() == 0
                                ? "all " + s.getValue().planted()
                                : s.getValue().planted() - s.getValue().missed() + " of "
                                        + s.getValue().planted()))
                .collect(Collectors.joining(" · "));
    }

    /** Without the layers, of which there are as many as cases. */
    private static String byForm(Map<String, Integer> whats) {
        Map<String, Integer> byForm = new TreeMap<>();
        whats.forEach((what, times) -> byForm.merge(what.substring(0, what.indexOf(" in ")), times, Integer::sum));
        return byForm.isEmpty()
                ? "none"
                : byForm.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                        .map(m -> m.getKey() + " × " + m.getValue())
                        .collect(Collectors.joining(" · "));
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
