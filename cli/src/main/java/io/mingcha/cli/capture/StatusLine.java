package io.mingcha.cli.capture;

import io.mingcha.analyzer.coverage.Readability;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.FlowLine;
import io.mingcha.cli.command.Sizes;
import io.mingcha.cli.live.LiveAnalysis;
import io.mingcha.cli.live.News;
import io.mingcha.flows.Flow;
import io.mingcha.settings.Text;
import io.mingcha.store.RecordingSession;
import java.util.Locale;

/** One line an exchange, and in a terminal a line at the bottom that says how it goes. */
public final class StatusLine {
    private static final long EVERY_NANOS = 1_000_000_000L;

    private final Context context;
    private final boolean quiet;
    private final boolean terminal = System.console() != null;
    private long last = System.nanoTime();
    private int lastCount;
    private boolean shown;

    public StatusLine(Context context, boolean quiet) {
        this.context = context;
        this.quiet = quiet;
    }

    public synchronized void exchange(Flow flow) {
        if (!quiet) {
            line(FlowLine.of(flow, context.language()));
        }
    }

    /** What is sent to somebody for the first time, masked. */
    void news(News news) {
        String type = context.typeName(news.dataType()).in(context.language());
        String name = news.host().endsWith(news.recipient()) ? "" : " (" + news.recipient() + ")";
        String how = news.transform().equals("plain") ? "" : "  " + news.transform();
        line(FlowLine.line("  ⚑ #" + news.flow() + "  " + type + "  "
                + news.shown().in(context.language()) + " → " + news.host() + name + how));
    }

    public synchronized void line(String text) {
        clear();
        context.out().println(text);
        context.out().flush();
    }

    synchronized void tick(Capture capture) {
        long now = System.nanoTime();
        if (!terminal || now - last < EVERY_NANOS) {
            return;
        }
        RecordingSession.Progress progress = capture.recording().progress();
        Readability seen = capture.readability();
        double rate = (progress.recorded() - lastCount) * 1e9 / (now - last);
        last = now;
        lastCount = progress.recorded();
        Text text = Text.of(
                String.format(
                        Locale.ROOT,
                        "%.1f/s · %d 个请求 · %d 个连接未读（已读 %d%%）· 待写 %s",
                        rate,
                        progress.opened(),
                        seen.unread(),
                        seen.whole().percent(),
                        Sizes.of(progress.backlog())),
                String.format(
                        Locale.ROOT,
                        "%.1f/s · %d exchanges · %d connections unread (%d %% read) · backlog %s",
                        rate,
                        progress.opened(),
                        seen.unread(),
                        seen.whole().percent(),
                        Sizes.of(progress.backlog())));
        String live = capture.live().map(this::live).orElse("");
        context.out().print("\r\u001B[K" + text.in(context.language()) + live);
        context.out().flush();
        shown = true;
    }

    private String live(LiveAnalysis.Progress seen) {
        Text text = Text.of(
                " · 个人信息 " + seen.exposures() + " 处" + (seen.waiting() > 0 ? "，待分析 " + seen.waiting() : ""),
                " · " + seen.exposures() + " pieces of personal data"
                        + (seen.waiting() > 0 ? ", " + seen.waiting() + " to be looked at" : ""));
        return text.in(context.language());
    }

    public synchronized void clear() {
        if (shown) {
            context.out().print("\r\u001B[K");
            context.out().flush();
            shown = false;
        }
    }
}
