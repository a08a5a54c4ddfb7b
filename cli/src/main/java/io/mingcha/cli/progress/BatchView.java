package io.mingcha.cli.progress;

import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a batch stands.
 *
 * @param rest how long it may still take; absent while nobody can know
 */
record BatchView(int settled, int all, Optional<Duration> rest, List<Doing> devices) {
    private static final int BAR = 24;
    private static final int MOST_OF_A_NAME = 22;
    private static final int CLOCK = 8;

    BatchView {
        devices = List.copyOf(devices);
    }

    /**
     * What a device does.
     *
     * @param job that it runs; absent while it waits
     * @param since when it does
     * @param what the step it did last
     */
    record Doing(String device, Optional<String> job, Duration since, Text what) {}

    /** Bar, count and time that is left. */
    String headline(Language language) {
        int width = BAR * settled / Math.max(1, all);
        Text left = rest.map(r -> Text.of("，约余 " + shown(r).zh(), ", about " + shown(r).en() + " left"))
                .orElse(Text.same(""));
        return "[" + "█".repeat(width) + "·".repeat(BAR - width) + "] " + settled + "/" + all + left.in(language);
    }

    private static Text shown(Duration time) {
        return time.toHours() > 0
                ? Text.of(
                        time.toHours() + " 小时 " + time.toMinutesPart() + " 分",
                        time.toHours() + " h " + time.toMinutesPart() + " min")
                : Text.of(
                        time.toMinutes() + " 分 " + time.toSecondsPart() + " 秒",
                        time.toMinutes() + " min " + time.toSecondsPart() + " s");
    }

    /** In a terminal: the headline, and a line for each device, as many as there is room for. */
    List<String> lines(TerminalBlock.Size size, Language language) {
        int width = size.columns() - 1;
        int names =
                devices.stream().mapToInt(d -> Cells.width(d.device())).max().orElse(0);
        int room = Math.max(1, size.rows() - 3);
        List<String> lines = new ArrayList<>(List.of(Cells.cut(headline(language), width)));
        for (Doing device : devices.subList(0, Math.min(room, devices.size()))) {
            lines.add(Cells.cut(line(device, Math.min(names, MOST_OF_A_NAME), language), width));
        }
        if (devices.size() > room) {
            int more = devices.size() - room;
            lines.add(Text.of("…另有 " + more + " 台", "… and " + more + " more").in(language));
        }
        return lines;
    }

    private static String line(Doing device, int names, Language language) {
        String name = Cells.fit(device.device(), names);
        if (device.job().isEmpty()) {
            return name + "  " + Text.of("空闲", "idle").in(language);
        }
        String clock = String.format(
                "%d:%02d", device.since().toMinutes(), device.since().toSecondsPart());
        String what = device.what().in(language);
        return name + "  " + Cells.fit(clock, CLOCK - 2) + "  " + device.job().get()
                + (what.isEmpty() ? "" : " · " + what);
    }
}
