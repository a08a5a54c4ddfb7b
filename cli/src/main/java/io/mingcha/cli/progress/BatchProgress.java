package io.mingcha.cli.progress;

import io.mingcha.sessions.batch.Batch;
import io.mingcha.sessions.batch.Job;
import io.mingcha.sessions.batch.Ledger.Try.Came;
import io.mingcha.sessions.run.RunEvent;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/** How a batch goes on: a line for each run, and below them in a terminal what each device does, drawn anew in its place. */
public final class BatchProgress implements Batch.Watcher, AutoCloseable {
    private static final long LOOK_MILLIS = 500;

    private final PrintWriter out;
    private final Language language;
    private final Optional<TerminalBlock> block;
    private final Map<String, Doing> devices = new LinkedHashMap<>();
    private final long began = System.nanoTime();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private TerminalBlock.Size size = TerminalBlock.Size.USUAL;
    private int settled;
    private int settledHere;
    private int all;

    private record Doing(Optional<String> job, long since, Text what) {
        static Doing nothing() {
            return new Doing(Optional.empty(), System.nanoTime(), Text.same(""));
        }
    }

    /** @param all how many jobs there are */
    public BatchProgress(PrintWriter out, Language language, List<String> devices, int all) {
        this.out = out;
        this.language = language;
        this.all = all;
        this.block = TerminalBlock.isPossible() ? Optional.of(new TerminalBlock(out)) : Optional.empty();
        devices.forEach(device -> this.devices.put(device, Doing.nothing()));
        if (block.isPresent()) {
            size = TerminalBlock.Size.ofTerminal();
            Signal.handle(new Signal("WINCH"), s -> clock.execute(this::measure));
            clock.scheduleAtFixedRate(this::draw, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void measure() {
        TerminalBlock.Size now = TerminalBlock.Size.ofTerminal();
        synchronized (this) {
            size = now;
        }
    }

    private synchronized void draw() {
        block.ifPresent(b -> b.show(lines()));
    }

    private List<String> lines() {
        return view().lines(size, language);
    }

    private BatchView view() {
        long now = System.nanoTime();
        Optional<Duration> rest = settledHere == 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(now - began)
                        .multipliedBy(all - settled)
                        .dividedBy(settledHere));
        return new BatchView(
                settled,
                all,
                rest,
                devices.entrySet().stream()
                        .map(d -> new BatchView.Doing(
                                d.getKey(),
                                d.getValue().job(),
                                Duration.ofNanos(now - d.getValue().since()),
                                d.getValue().what()))
                        .toList());
    }

    private void line(String text) {
        if (block.isPresent()) {
            block.get().above(text, lines());
        } else {
            out.println(text);
            out.flush();
        }
    }

    @Override
    public synchronized void progress(int settledNow, int left, int allNow) {
        settledHere++;
        settled = settledNow;
        all = allNow;
        if (block.isPresent()) {
            draw();
        } else {
            line("  " + view().headline(language));
        }
    }

    @Override
    public synchronized void began(Job job, String device) {
        devices.put(device, new Doing(Optional.of(job.key()), System.nanoTime(), Text.same("")));
    }

    @Override
    public synchronized void givenBack(Job job, String device) {
        devices.put(device, Doing.nothing());
    }

    /** Something that is worth telling happened in the run on a device. */
    public synchronized void happened(String device, RunEvent event) {
        devices.computeIfPresent(device, (name, doing) -> new Doing(doing.job(), doing.since(), event.text()));
    }

    @Override
    public synchronized void settled(Job job, String device, Came came, Text why, Optional<String> session) {
        devices.computeIfPresent(device, (name, doing) -> Doing.nothing());
        String reason = why.en().isEmpty() ? "" : " · " + why.in(language);
        line(device + " · " + job.key() + " · " + came.name().toLowerCase(Locale.ROOT)
                + session.map(s -> " · " + s).orElse("") + reason);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        synchronized (this) {
            block.ifPresent(TerminalBlock::clear);
        }
    }
}
