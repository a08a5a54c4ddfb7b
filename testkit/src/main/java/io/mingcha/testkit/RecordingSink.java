package io.mingcha.testkit;

import io.mingcha.flows.Direction;
import io.mingcha.flows.Flow;
import io.mingcha.flows.FlowRecorder;
import io.mingcha.flows.FlowSink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Keeps flows in memory, written by a thread of its own after the calls returned. Can be told to take no more, as a
 * recorder whose disk is slow.
 */
public final class RecordingSink implements FlowSink {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<MemoryRecorder> recorders = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private final ThreadPoolExecutor writer =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), RecordingSink::thread);
    private int connections;
    private boolean writable = true;
    private boolean keepBodies = true;

    public RecordingSink() {
        writer.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "recording-sink");
        thread.setDaemon(true);
        return thread;
    }

    void later(Runnable work) {
        writer.execute(work);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public synchronized int nextConnection() {
        return connections++;
    }

    @Override
    public synchronized FlowRecorder open(Opening opening) {
        MemoryRecorder recorder = new MemoryRecorder(this, recorders.size(), opening, keepBodies);
        recorders.add(recorder);
        return recorder;
    }

    @Override
    public synchronized boolean isWritable() {
        return writable;
    }

    @Override
    public void whenWritable(Runnable resume) {
        synchronized (this) {
            if (!writable) {
                waiting.add(resume);
                return;
            }
        }
        resume.run();
    }

    /** Counts bodies without keeping them. */
    public RecordingSink countingOnly() {
        keepBodies = false;
        return this;
    }

    /** Takes no more until told otherwise. */
    public synchronized void block() {
        writable = false;
    }

    public void unblock() {
        List<Runnable> all;
        synchronized (this) {
            writable = true;
            all = List.copyOf(waiting);
            waiting.clear();
        }
        all.forEach(Runnable::run);
    }

    /** Flows that are over, in order of opening. */
    public synchronized List<Flow> flows() {
        return recorders.stream().flatMap(r -> r.flow().stream()).toList();
    }

    /** Bytes of a direction handed over so far, over all flows. */
    public synchronized long bytes(Direction direction) {
        return recorders.stream().mapToLong(r -> r.bytes(direction)).sum();
    }

    public synchronized int opened() {
        return recorders.size();
    }

    /** Waits until so many flows are over. */
    public List<Flow> await(int count) {
        return awaitThat(flows -> flows.size() >= count);
    }

    /** The only flow, once it is over. */
    public Flow only() {
        List<Flow> all = await(1);
        if (all.size() != 1) {
            throw new AssertionError("not one flow but " + all);
        }
        return all.get(0);
    }

    public synchronized List<Flow> awaitThat(Predicate<List<Flow>> condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.test(flows())) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("waited in vain; opened " + recorders.size() + ", over: " + flows());
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        return flows();
    }

    synchronized void changed() {
        notifyAll();
    }
}
