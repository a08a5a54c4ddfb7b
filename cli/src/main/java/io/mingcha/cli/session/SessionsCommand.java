package io.mingcha.cli.session;

import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.Sizes;
import io.mingcha.settings.Text;
import io.mingcha.store.SessionSummary;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "sessions")
public final class SessionsCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Context context;

    SessionsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<SessionSummary> sessions = context.sessions().sessions();
        if (sessions.isEmpty()) {
            context.say("还没有会话。开始一个：mingcha capture", "No sessions yet. Begin one with: mingcha capture");
        }
        for (SessionSummary s : sessions) {
            context.say(String.format(
                    Locale.ROOT,
                    "%-22s  %s  %-11s  %6d %s  %8s  %s",
                    s.id(),
                    TIME.format(s.started()),
                    state(s).in(context.language()),
                    s.flows(),
                    Text.of("条", "flows").in(context.language()),
                    Sizes.of(s.bytes()),
                    s.app().packageName()));
        }
        return Exit.NOTHING_FOUND;
    }

    private static Text state(SessionSummary summary) {
        return switch (summary.state()) {
            case RUNNING -> Text.of("运行中", "running");
            case COMPLETE -> Text.of("完整", "complete");
            case INTERRUPTED -> Text.of("中断", "interrupted");
            case IMPORTED -> Text.of("导入", "imported");
        };
    }
}
