package io.mingcha.sessions.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingcha.flows.Marker;
import io.mingcha.flows.RunVerdict.Cause;
import io.mingcha.flows.RunVerdict.Level;
import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.settings.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** What happened in a run, and what of it stands against a verdict. */
final class RunLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Consumer<RunEvent> listener;
    private final List<RunEvent> events = new ArrayList<>();
    private final List<StepOutcome> steps = new ArrayList<>();
    private final List<Cause> causes = new ArrayList<>();
    private final List<Marker> markers = new ArrayList<>();
    private final Set<String> unclear = new LinkedHashSet<>();
    private final List<DeviceTrouble> told = new ArrayList<>();
    private Consumer<byte[]> record = line -> {};

    RunLog(Consumer<RunEvent> listener) {
        this.listener = listener;
    }

    void event(Instant at, String kind, Text text) {
        RunEvent event = new RunEvent(at, kind, text);
        add(event);
        listener.accept(event);
    }

    private void add(RunEvent event) {
        events.add(event);
        record.accept(line(event));
    }

    /** What is told with the result, so that it need not be told before. */
    void concluded(Instant at, String kind, Text text) {
        add(new RunEvent(at, kind, text));
    }

    void step(StepOutcome outcome) {
        steps.add(outcome);
        String note = outcome.note().en().isEmpty() ? "" : " · ";
        event(
                outcome.to(),
                "step",
                Text.of(
                        outcome.shown() + note + outcome.note().zh(),
                        outcome.shown() + note + outcome.note().en()));
    }

    void marked(Marker marker) {
        markers.add(marker);
        event(marker.at(), "marker", Text.same("▸ " + marker.label()));
    }

    void unclear(String kind, Text why, Instant at) {
        unclear.add(kind);
        event(at, "unclear", why);
        cause(
                "unclear",
                Level.LIMITED,
                Text.of("无法确定 " + kind + "：" + why.zh(), kind + " could not be told: " + why.en()),
                Text.of(
                        "查看截图，必要时用 mingcha mark 补上标记",
                        "Look at the screenshots and, if need be, set the marker with mingcha mark"));
    }

    /** Told once, wherever it passes by. */
    void trouble(DeviceTrouble trouble, Instant at) {
        if (told.contains(trouble)) {
            return;
        }
        told.add(trouble);
        event(
                at,
                "trouble." + trouble.kind().name().toLowerCase(Locale.ROOT),
                Text.of(
                        trouble.fault().in(io.mingcha.settings.Language.ZH),
                        trouble.fault().in(io.mingcha.settings.Language.EN)));
    }

    /** Something that stands against a full verdict and has no other event; as a cause it counts once. */
    void limited(Instant at, String kind, Level level, Text what, Text next) {
        event(at, kind, whole(what, next));
        if (causes.stream().noneMatch(c -> c.kind().equals(kind))) {
            cause(kind, level, what, next);
        }
    }

    /** What happened, with what to do. */
    static Text whole(Text what, Text next) {
        return Text.of(what.zh() + "。" + next.zh(), what.en() + ". " + next.en());
    }

    void cause(String kind, Level level, Text what, Text next) {
        Cause cause = new Cause(kind, level, what, next);
        if (!causes.contains(cause)) {
            causes.add(cause);
        }
    }

    /** Has each event written there as it comes, those so far at once. */
    void writeTo(Consumer<byte[]> lines) {
        record = lines;
        // one that finds no room is told, too
        List.copyOf(events).forEach(event -> lines.accept(line(event)));
    }

    /** What comes from now on is written nowhere. */
    void written() {
        record = line -> {};
    }

    private static byte[] line(RunEvent event) {
        String line = JSON.createObjectNode()
                        .put("at", event.at().toString())
                        .put("kind", event.kind())
                        .put("zh", event.text().zh())
                        .put("en", event.text().en())
                + "\n";
        return line.getBytes(StandardCharsets.UTF_8);
    }

    List<RunEvent> events() {
        return events;
    }

    List<StepOutcome> steps() {
        return steps;
    }

    List<Cause> causes() {
        return causes;
    }

    List<Marker> markers() {
        return markers;
    }

    /** Kinds of marker of which nobody can say whether they fell. */
    Set<String> unclear() {
        return unclear;
    }
}
