package io.mingcha.analyzer;

import io.mingcha.flows.Flow;
import io.mingcha.flows.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Opens flows on several threads and places them in their order, so that the result is that of one thread. How many are
 * under way is bounded by number and bytes.
 */
final class Parallel implements AutoCloseable {
    private static final int MOST = 256;
    private static final long MOST_BYTES = 64L << 20;

    private final Analyzer analyzer;
    private final ExecutorService threads;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private long bytes;

    private record Pending(Flow flow, long bytes, Future<FlowAnalysis> analysis) {}

    Parallel(Analyzer analyzer, int count) {
        this.analyzer = analyzer;
        this.threads = Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, "analysis");
            thread.setDaemon(true);
            return thread;
        });
    }

    void add(Flow flow) {
        long size = size(flow);
        pending.add(new Pending(flow, size, threads.submit(() -> analyzer.open(flow))));
        bytes += size;
        while (pending.size() > MOST
                || bytes > MOST_BYTES
                || !pending.isEmpty() && pending.getFirst().analysis().isDone()) {
            placeFirst();
        }
    }

    void finish() {
        while (!pending.isEmpty()) {
            placeFirst();
        }
    }

    private void placeFirst() {
        Pending first = pending.removeFirst();
        bytes -= first.bytes();
        try {
            analyzer.place(first.flow(), first.analysis().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the analysis was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(
                    "exchange " + first.flow().ordinal() + " could not be analysed", e.getCause());
        }
    }

    private static long size(Flow flow) {
        return flow.request().map(Message::body).map(b -> b.kept()).orElse(0L)
                + flow.response().map(Message::body).map(b -> b.kept()).orElse(0L);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
