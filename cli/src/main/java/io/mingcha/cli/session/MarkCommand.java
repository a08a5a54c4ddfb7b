package io.mingcha.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.OpenSession;
import io.mingcha.cli.command.RunningCapture;
import io.mingcha.flows.Marker;
import io.mingcha.flows.MarkerKinds;
import io.mingcha.flows.session.SessionFile;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Nearest;
import io.mingcha.settings.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "mark")
public final class MarkCommand implements Callable<Integer> {
    private static final Duration SLACK = Duration.ofMinutes(1);

    private final Context context;

    @Parameters(index = "0", paramLabel = "KIND")
    private String kind = "";

    @Option(names = "--at", paramLabel = "T")
    private String at = "";

    @Option(names = "--session", paramLabel = "ID")
    private String session = "";

    MarkCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        checkKind(kind);
        Marker marker = marker();
        Optional<RunningCapture> capture = RunningCapture.find(context);
        if (capture.isPresent()
                && (session.isEmpty() || context.sessions().isRunning(OpenSession.resolve(context, session)))) {
            JsonNode answer = capture.get()
                    .ask(capture.get()
                            .request("mark")
                            .put("kind", marker.label())
                            .put("at", marker.at().toString())
                            .put("exact", !at.isEmpty()));
            String when = answer.path("at").asText();
            context.say("已标记 " + marker.label() + "  " + when, "Marked " + marker.label() + "  " + when);
            if (!at.isEmpty()) {
                warnOutside(answer.path("session").asText(), marker.at());
            }
            return Exit.NOTHING_FOUND;
        }
        if (session.isEmpty()) {
            RunningCapture.require(context);
        }
        String id = OpenSession.resolve(context, session);
        if (at.isEmpty()) {
            throw new Fault(
                            Text.of("已结束的会话需要标记时间", "A stopped session needs the time of the marker"),
                            id,
                            Text.of(
                                    "请用 --at 指定，例如 --at 2026-11-25T10:00:05+08:00",
                                    "Give it with --at, such as --at 2026-11-25T10:00:05+08:00"))
                    .asException();
        }
        context.sessions().addMarker(id, marker);
        warnOutside(id, marker.at());
        context.say(
                "已标记 " + marker.label() + "  " + marker.at() + "  (" + id + ")",
                "Marked " + marker.label() + "  " + marker.at() + "  (" + id + ")");
        return Exit.NOTHING_FOUND;
    }

    /** A marker hours away from the session is mostly a slip of the time zone. */
    private void warnOutside(String id, Instant at) {
        context.sessions().sessions().stream()
                .filter(s -> s.id().equals(id))
                .filter(s -> at.isBefore(s.started())
                        || at.isAfter(s.ended().orElse(Instant.now()).plus(SLACK)))
                .findFirst()
                .ifPresent(s -> context.complain(Text.of(
                                "注意：此时间在会话之外（"
                                        + s.started() + " 至 "
                                        + s.ended().map(Instant::toString).orElse("现在") + "）。",
                                "Note: this time lies outside the session (" + s.started() + " to "
                                        + s.ended().map(Instant::toString).orElse("now") + ").")
                        .in(context.language())));
    }

    /** When the command was typed: nothing is lost in start-up. */
    private Marker marker() {
        if (at.isEmpty()) {
            return Marker.at(kind, context.typed(), Marker.Source.HAND);
        }
        Instant instant = SessionFile.parseInstant(at)
                .orElseThrow(() -> new Fault(
                                Text.of(at + " 不是时间", at + " is not a time"),
                                "--at",
                                Text.of(
                                        "例如 2026-11-25T10:00:05.250+08:00",
                                        "Write it like 2026-11-25T10:00:05.250+08:00"))
                        .asException());
        return Marker.at(kind, instant, Marker.Source.HAND);
    }

    static void checkKind(String label) {
        String kind = MarkerKinds.kindOf(label);
        if (!MarkerKinds.all().contains(kind)) {
            Optional<String> nearest = Nearest.to(kind, MarkerKinds.all());
            throw new Fault(
                            Text.of(kind + " 不是标记类型", kind + " is not a kind of marker"),
                            "mark",
                            nearest.map(n -> Text.of("是否想写 " + n + "？", "Did you mean " + n + "?"))
                                    .orElse(Text.of(
                                            "可用：" + String.join("、", MarkerKinds.all()),
                                            "Known: " + String.join(", ", MarkerKinds.all()))))
                    .asException();
        }
    }
}
