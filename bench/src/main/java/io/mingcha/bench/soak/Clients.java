package io.mingcha.bench.soak;

import io.mingcha.testkit.Peer;
import io.mingcha.testkit.RawClient;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Well-behaved clients with a mixed load; they remember what they were answered, and when. */
final class Clients implements AutoCloseable {
    private static final int ON_ONE_CONNECTION = 40;

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
    record Answer(String target, long nanos) {}

    private Clients(Capture capture, String name) {
        this.capture = capture;
        this.name = name;
    }

    static Clients start(Capture capture, String name, int count) {
        Clients clients = new Clients(capture, name);
        for (int i = 0; i < count; i++) {
            Random random = new Random(i);
            Thread thread = new Thread(() -> clients.use(random), "client-" + i);
            thread.setDaemon(true);
            clients.threads.add(thread);
            thread.start();
        }
        return clients;
    }

    private void use(Random random) {
        while (!over) {
            boolean plain = random.nextInt(6) == 0;
            try (Peer peer = plain ? RawClient.connect(capture.address()) : secured(random)) {
                for (int i = 0; i < ON_ONE_CONNECTION && !over; i++) {
                    exchange(peer, plain, random);
                }
            } catch (IOException | GeneralSecurityException e) {
                if (!over) {
                    failures.incrementAndGet();
                    lastFailure = e;
                }
            }
        }
    }

    private Peer secured(Random random) throws IOException, GeneralSecurityException {
        String host = "h" + random.nextInt(500) + ".soak.example";
        Peer tunnel = RawClient.tunnel(capture.address(), host + ":443");
        return RawClient.secure(tunnel, capture.root(), host);
    }

    private void exchange(Peer peer, boolean plain, Random random) throws IOException {
        int[] sizes = {2, 200, 1000, 1000, 4000, 64_000, 300_000};
        int size = sizes[random.nextInt(sizes.length)];
        String target = "/size/" + size + "/" + name + "/" + numbers.incrementAndGet();
        String origin = plain ? "http://plain.example" : "";
        String host = plain ? "plain.example" : "any.soak.example";
        long start = System.nanoTime();
        if (random.nextInt(3) == 0) {
            String body = "{\"n\":\"" + "y".repeat(random.nextInt(3000)) + "\"}";
            peer.send("POST " + origin + target + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body);
        } else {
            peer.send("GET " + origin + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        }
        Peer.Received received = peer.read();
        long now = System.nanoTime();
        if (!received.firstLine().contains(" 200 ") || received.body().length != size) {
            throw new IOException(received.firstLine() + ", " + received.body().length + " bytes of " + size);
        }
        slowest.accumulateAndGet(now - start, Math::max);
        answers.add(new Answer(target, now));
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
