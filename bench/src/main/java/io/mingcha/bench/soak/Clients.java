package io.mingcha.bench.soak;

import io.mingcha.testkit.RawClient;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Well-behaved clients, each with its own habit; they remember what they were answered, and when. */
final class Clients implements AutoCloseable {
    private final Capture capture;
    private final String name;
    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();
    private volatile boolean over;
    private volatile @Nullable Exception lastFailure;

    /** One exchange whose response had arrived whole. */
    record Answer(String kind, String target, long nanos) {}

    /** What a client does over and over; a connection's life is one turn. */
    interface Habit {
        void turn(Clients clients, Random random) throws IOException, GeneralSecurityException, InterruptedException;
    }

    private Clients(Capture capture, String name) {
        this.capture = capture;
        this.name = name;
    }

    /** Mixed exchanges of HTTP/1.1, plain and in TLS. */
    static Clients start(Capture capture, String name, int count) {
        Clients clients = new Clients(capture, name);
        clients.add(new Http1Habit(), count);
        return clients;
    }

    /** Half of them speak HTTP/1.1, the rest HTTP/2 and WebSocket in turn. */
    static Clients ofAllProtocols(Capture capture, String name, int count)
            throws IOException, GeneralSecurityException {
        Clients clients = new Clients(capture, name);
        SSLContext trust = RawClient.trusting(capture.root());
        clients.add(new Http1Habit(), count / 2);
        clients.add(new Http2Habit(trust), count / 4);
        clients.add(new WebSocketHabit(trust), count / 4);
        return clients;
    }

    private void add(Habit habit, int count) {
        for (int i = 0; i < count; i++) {
            Random random = new Random(threads.size());
            Thread thread = new Thread(() -> use(habit, random), "client-" + threads.size());
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void use(Habit habit, Random random) {
        while (!over) {
            try {
                habit.turn(this, random);
            } catch (IOException | GeneralSecurityException e) {
                if (!over) {
                    failures.incrementAndGet();
                    lastFailure = e;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    Capture capture() {
        return capture;
    }

    boolean isOver() {
        return over;
    }

    /** The end of a target that nobody else asks for. */
    String unique() {
        return "/" + name + "/" + numbers.incrementAndGet();
    }

    void answered(String kind, String target, long begun) {
        long now = System.nanoTime();
        slowest.accumulateAndGet(now - begun, Math::max);
        answers.add(new Answer(kind, target, now));
    }

    long answered(String kind) {
        return answers.stream().filter(a -> a.kind().equals(kind)).count();
    }

    List<Answer> answers() {
        return List.copyOf(answers);
    }

    int failures() {
        return failures.get();
    }

    String lastFailure() {
        return String.valueOf(lastFailure);
    }

    double slowestSeconds() {
        return slowest.get() / 1e9;
    }

    /** From now on what fails is no failure. */
    void expectTheEnd() {
        over = true;
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        for (Thread thread : threads) {
            thread.join(30_000);
        }
    }
}
