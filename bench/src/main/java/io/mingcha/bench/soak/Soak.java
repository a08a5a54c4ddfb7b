package io.mingcha.bench.soak;

import io.mingcha.bench.process.Child;
import io.mingcha.bench.process.Workspace;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Outcome;
import io.mingcha.store.SessionStore;
import io.mingcha.store.SessionSummary;
import io.mingcha.store.StoredSession;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Load, flood, sudden deaths, and at the end every session verified. */
public final class Soak {
    private static final long MOST_MIB = 450;
    /** What is alive after a full collection may differ by the requests under way. */
    private static final long LIVE_GROWTH_MIB = 16;
    /** Outside the heap, which is resident from the start: compiled code and the compilers' own memory still settle. */
    private static final long NATIVE_GROWTH_MIB = 64;

    /** Exchanges of each that have ended before a sudden death is due. */
    private static final int ENOUGH = 20;

    private static final List<String> KINDS = List.of(Http1Habit.KIND, Http2Habit.KIND, WebSocketHabit.KIND);
    /** Connections under way at a sudden death. */
    private static final int BUSY = 64;

    /** Connections opened and dropped, for each second of the soak: 100,000 within four minutes. */
    private static final int DROPPED_PER_SECOND = 420;

    private static final int SPARE_DESCRIPTORS = 24;
    private static final double PATIENCE_SECONDS = 10;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Path home;
    private final Path data;
    private final Internet internet;
    private final PrintStream out;
    private final int dropped;
    private boolean good = true;

    private Soak(Path home, Path data, Internet internet, int dropped, PrintStream out) {
        this.home = home;
        this.data = data;
        this.internet = internet;
        this.dropped = dropped;
        this.out = out;
    }

    /**
     * True if everything held.
     *
     * @param seconds of load and flood, roughly
     */
    public static boolean run(Workspace workspace, Path home, int seconds, int deaths, PrintStream out)
            throws IOException, GeneralSecurityException, InterruptedException {
        try (Internet internet = new Internet(workspace.folder("internet"))) {
            Path data = workspace.folder("soak").resolve("data");
            Soak soak = new Soak(home, data, internet, seconds * DROPPED_PER_SECOND, out);
            soak.loadAndFlood(seconds * 2 / 5, seconds / 6);
            for (int death = 1; death <= deaths; death++) {
                soak.suddenDeath(death);
            }
            soak.verifyAll();
            out.println(soak.good ? "PASS  soak" : "FAIL  soak");
            return soak.good;
        }
    }

    private void check(boolean holds, String what) {
        good &= holds;
        out.println((holds ? "PASS  " : "FAIL  ") + what);
    }

    private void loadAndFlood(int loadSeconds, int floodSeconds) throws IOException, InterruptedException {
        try (Capture capture = Capture.start(home, data, internet)) {
            Child process = capture.process();
            long idle = process.descriptors();
            steady(capture, process, loadSeconds);
            check(
                    settles(process, idle),
                    "descriptors after the load: " + process.descriptors() + ", before it: " + idle);
            flood(capture, process, floodSeconds);
            check(
                    settles(process, idle),
                    "descriptors after the flood: " + process.descriptors() + ", before it: " + idle);
            check(process.isAlive(), "the capture is alive");
            check(process.peakMiB() <= MOST_MIB, "most memory at any time: " + process.peakMiB() + " MiB");
            check(
                    !capture.process().log().contains("LEAK") && !process.log().contains("OutOfMemory"),
                    "no leak and no lack of memory in its output");
        }
    }

    private void steady(Capture capture, Child process, int seconds) throws IOException, InterruptedException {
        try (Clients clients = Clients.start(capture, "load", 12)) {
            TimeUnit.MILLISECONDS.sleep(seconds * 500L);
            long liveHalf = process.liveHeapMiB();
            long half = process.residentMiB();
            TimeUnit.MILLISECONDS.sleep(seconds * 500L);
            long live = process.liveHeapMiB();
            long whole = process.residentMiB();
            int answers = clients.answers().size();
            check(answers > 20 * seconds, "load: " + answers + " exchanges in " + seconds + " s");
            check(
                    clients.failures() == 0,
                    "load: " + clients.failures() + " failures"
                            + (clients.failures() == 0 ? "" : ", the last: " + clients.lastFailure()));
            check(
                    live - liveHalf <= LIVE_GROWTH_MIB,
                    "load: live heap half way " + liveHalf + " MiB, at the end " + live + " MiB");
            check(
                    whole - half <= NATIVE_GROWTH_MIB,
                    "load: resident half way " + half + " MiB, at the end " + whole + " MiB");
        }
    }

    private void flood(Capture capture, Child process, int seconds) throws IOException, InterruptedException {
        double alone = served(capture, "alone", seconds, () -> {});
        try (Flood flood = new Flood(capture.address())) {
            flood.open(400);
            double beset = served(capture, "flood of 400 connections", seconds, flood::trickle);
            check(
                    beset >= alone / 2,
                    String.format("flood of 400 connections: %.0f/s, %.0f/s without it", beset, alone));
            check(process.isAlive(), "flood: the capture is alive, " + process.descriptors() + " descriptors");
        }
        int each = dropped / seconds;
        served(capture, dropped + " connections dropped", seconds, () -> Flood.openAndDrop(capture.address(), each));
        check(process.isAlive(), "the capture is alive after them, " + process.descriptors() + " descriptors");
    }

    /** What good clients get a second while once a second something is done to the proxy. */
    private double served(Capture capture, String when, int seconds, Siege siege)
            throws IOException, InterruptedException {
        try (Clients clients = Clients.start(capture, "good", 2)) {
            long start = System.nanoTime();
            for (int i = 0; i < seconds; i++) {
                siege.second();
                long left = start + (i + 1) * SECOND - System.nanoTime();
                TimeUnit.NANOSECONDS.sleep(Math.max(0, left));
            }
            double took = (System.nanoTime() - start) / 1e9;
            int answers = clients.answers().size();
            check(
                    answers > seconds && clients.failures() == 0,
                    when + ": good clients got " + answers + " answers, " + clients.failures() + " failures"
                            + (clients.failures() == 0 ? "" : ", the last: " + clients.lastFailure()));
            check(
                    clients.slowestSeconds() <= PATIENCE_SECONDS,
                    String.format("%s: slowest answer %.2f s", when, clients.slowestSeconds()));
            return answers / took;
        }
    }

    /** What is done to the proxy in a second. */
    private interface Siege {
        void second() throws IOException;
    }

    private static boolean settles(Child process, long idle) throws InterruptedException {
        for (int i = 0; i < 60; i++) {
            if (process.descriptors() <= idle + SPARE_DESCRIPTORS) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
        return false;
    }

    private void suddenDeath(int number) throws IOException, GeneralSecurityException, InterruptedException {
        List<Clients.Answer> answers;
        long killed;
        try (Capture capture = Capture.start(home, data, internet);
                Clients clients = Clients.ofAllProtocols(capture, "death" + number, BUSY)) {
            for (int i = 0; i < 300 && !KINDS.stream().allMatch(k -> clients.answered(k) >= ENOUGH); i++) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            TimeUnit.MILLISECONDS.sleep(1500 + new Random(number).nextInt(1500));
            check(
                    clients.failures() == 0,
                    "death " + number + ": " + clients.failures() + " failures before it"
                            + (clients.failures() == 0 ? "" : ", the last: " + clients.lastFailure()));
            clients.expectTheEnd();
            killed = System.nanoTime();
            capture.process().kill();
            answers = clients.answers();
        }
        String id = newest();
        Child.Output verified = Capture.command(home, data, "verify", id);
        Set<String> kept = new HashSet<>();
        try (StoredSession session = SessionStore.at(data).open(id)) {
            for (Flow flow : session.flows()) {
                if (flow.outcome().state() == Outcome.State.COMPLETE) {
                    flow.requestHead().map(Head.Request::target).ifPresent(kept::add);
                }
            }
        }
        for (String kind : KINDS) {
            List<Clients.Answer> due = answers.stream()
                    .filter(a -> killed - a.nanos() > SECOND && a.kind().equals(kind))
                    .toList();
            long lost = due.stream().filter(a -> !kept.contains(a.target())).count();
            check(
                    lost == 0 && !due.isEmpty(),
                    "death " + number + ": " + lost + " lost of " + due.size() + " " + kind
                            + " exchanges that had ended more than 1 s before kill -9");
        }
        check(
                verified.code() == 0,
                "death " + number + ": verify ends with " + verified.code()
                        + (verified.code() == 0 ? "" : ": " + verified.text()));
    }

    private String newest() {
        return SessionStore.at(data).latest().orElseThrow();
    }

    private void verifyAll() throws IOException, InterruptedException {
        for (SessionSummary session : SessionStore.at(data).sessions()) {
            Child.Output verified = Capture.command(home, data, "verify", session.id());
            check(
                    verified.code() == 0,
                    "verify " + session.id() + " ends with " + verified.code()
                            + (verified.code() == 0 ? "" : ": " + verified.text()));
        }
    }
}
