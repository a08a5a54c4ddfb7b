package io.mingcha.analyzer;

import io.mingcha.flows.Flow;
import io.mingcha.flows.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Opens flows on several threads and places them in their order, so that the result is that of one thread. How many are
 * under way is bounded by number and bytes; small ones are handed over together, since each handing over takes as long as some of
 * them do.
 */
final class Parallel implements AutoCloseable {
    /** More would be ready before their turn and live through collections that those of a few milliseconds do not see. */
    private static final int MOST_PER_THREAD = 64;

    private static final long MOST_BYTES = 64L << 20;
    private static final int TOGETHER = 16;
    private static final long BYTES_TOGETHER = 128L << 10;

    private final Function<Flow, FlowAnalysis> open;
    private final BiConsumer<Flow, FlowAnalysis> place;
    private final ExecutorService threads;
    private final int most;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private int flows;
    private long bytes;
    private List<Flow> next = new ArrayList<>(TOGETHER);
    private long nextBytes;

    private record Pending(List<Flow> flows, long bytes, Future<List<FlowAnalysis>> analyses) {}

    /**
     * @param open safe for several threads
     * @param place is called by the thread that adds, in the order of what was added
     * @param count of threads
     */
    Parallel(Function<Flow, FlowAnalysis> open, BiConsumer<Flow, FlowAnalysis> place, int count) {
        this.open = open;
        this.place = place;
        this.most = count * MOST_PER_THREAD;
        this.threads = Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, "analysis");
            thread.setDaemon(true);
            return thread;
        });
    }

    void add(Flow flow) {
        next.add(flow);
        nextBytes += size(flow);
        if (next.size() == TOGETHER || nextBytes >= BYTES_TOGETHER) {
            handOver();
        }
        while (flows > most
                || bytes > MOST_BYTES
                || !pending.isEmpty() && pending.getFirst().analyses().isDone()) {
            placeFirst();
        }
    }

    private void handOver() {
        List<Flow> together = List.copyOf(next);
        pending.add(new Pending(
                together,
                nextBytes,
                threads.submit(() -> together.stream().map(open).toList())));
        flows += together.size();
        bytes += nextBytes;
        next = new ArrayList<>(TOGETHER);
        nextBytes = 0;
    }

    void finish() {
        if (!next.isEmpty()) {
            handOver();
        }
        while (!pending.isEmpty()) {
            placeFirst();
        }
    }

    private void placeFirst() {
        Pending first = pending.removeFirst();
        flows -= first.flows().size();
        bytes -= first.bytes();
        try {
            List<FlowAnalysis> analyses = first.analyses().get();
            for (int i = 0; i < analyses.size(); i++) {
                place.accept(first.flows().get(i), analyses.get(i));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the analysis was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(
                    "one of the exchanges "
                            + first.flows().get(0).ordinal() + " to "
                            + first.flows().get(first.flows().size() - 1).ordinal() + " could not be analysed",
                    e.getCause());
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
