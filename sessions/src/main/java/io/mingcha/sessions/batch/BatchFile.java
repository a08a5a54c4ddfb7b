package io.mingcha.sessions.batch;

import io.mingcha.settings.Document;
import io.mingcha.settings.Malformed;
import io.mingcha.settings.Problems;
import io.mingcha.settings.Setting;
import io.mingcha.settings.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a night is to do.
 *
 * @param attempts how often a run is tried at the most, the first time included
 * @param quarantineAfter so many failed runs of one plan and variant in a row, and its others are left out
 * @param time after which no further run begins
 * @param disk bytes that must stay free in the data folder for a run to begin
 */
public record BatchFile(
        String name,
        List<String> devices,
        List<Job> jobs,
        int attempts,
        int quarantineAfter,
        Duration time,
        long disk,
        Optional<String> persona) {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(MB|GB)");
    private static final int MOST_TIMES = 1_000;

    public BatchFile {
        devices = List.copyOf(devices);
        jobs = List.copyOf(jobs);
    }

    /**
     * Reads a batch file; the plans it names are not read.
     *
     * @throws io.mingcha.settings.InvalidDocument with everything that is wrong
     */
    public static BatchFile parse(String source, String text) {
        Problems problems = new Problems();
        Setting root = Document.parse(source, text, problems)
                .allow("name", "devices", "runs", "attempts", "quarantine_after", "time", "disk", "persona");
        List<Job> jobs = new ArrayList<>();
        for (Setting run : root.require("runs").list()) {
            jobs(run, jobs);
        }
        BatchFile file = new BatchFile(
                root.get("name").text(source.replaceAll("^.*/|\\.ya?ml$", "")),
                root.require("devices").texts().stream().distinct().toList(),
                jobs,
                (int) root.get("attempts").integer(1, 10).orElse(2),
                (int) root.get("quarantine_after").integer(1, 100).orElse(3),
                root.get("time").parsed(Span::parse).orElse(Duration.ofHours(12)),
                root.get("disk").parsed(BatchFile::size).orElse(1L << 30),
                root.get("persona").text());
        problems.throwIfAny();
        return file;
    }

    private static void jobs(Setting run, List<Job> jobs) {
        if (run.isScalar()) {
            run.text().ifPresent(plan -> jobs.add(new Job(plan, Optional.empty(), 1)));
            return;
        }
        run.allow("plan", "variants", "times");
        Optional<String> plan = run.require("plan").text();
        int times = (int) run.get("times").integer(1, MOST_TIMES).orElse(1);
        List<String> variants = run.get("variants").texts();
        for (int round = 1; plan.isPresent() && round <= times; round++) {
            if (variants.isEmpty()) {
                jobs.add(new Job(plan.get(), Optional.empty(), round));
            }
            for (String variant : variants) {
                jobs.add(new Job(plan.get(), Optional.of(variant), round));
            }
        }
    }

    private static long size(String text) {
        Matcher m = SIZE.matcher(text.strip());
        if (!m.matches()) {
            throw new Malformed(text + " 不是大小，写法如 500MB、20GB", text + " is not a size; write it like 500MB or 20GB");
        }
        return Long.parseLong(m.group(1)) << (m.group(2).equals("GB") ? 30 : 20);
    }
}
