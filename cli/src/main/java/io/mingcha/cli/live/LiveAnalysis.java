package io.mingcha.cli.live;

import io.mingcha.analyzer.Analyzer;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Message;
import io.mingcha.store.RecordingSession;
import io.mingcha.store.StoredSession;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what is on record while recording goes on, on a thread of its own. It never holds the recording up: it falls
 * behind, then takes from the record what it did not keep, and catches up.
 */
public final class LiveAnalysis implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveAnalysis.class);

    /** So many exchanges are kept as they came; of others the number is enough to find them on record. */
    private static final int MOST_KEPT = 256;

    /** What is larger is left to the analysis afterwards: a capture's memory is small. */
    private static final long LARGEST = 4L << 20;

    private final Analyzer analyzer;
    private final RecordingSession recording;
    private final StoredSession record;
    private final Consumer<Exposure> news;
    private final Thread thread = new Thread(this::follow, "live-analysis");
    private final Set<String> told = new HashSet<>();
    private final Deque<Flow> kept = new ArrayDeque<>();
    private final BitSet later = new BitSet();
    private boolean working;
    private boolean ended;
    private int looked;
    private int left;
    private int exposures;
    private Duration behind = Duration.ZERO;
    private Duration mostBehind = Duration.ZERO;

    /**
     * How far it is.
     *
     * @param looked exchanges looked at
     * @param waiting exchanges on record that it has not come to
     * @param left exchanges too large to be looked at while recording goes on
     * @param exposures pieces of personal data that the app sent
     * @param behind how long after its end the latest exchange was looked at
     * @param mostBehind the longest of these times
     */
    public record Progress(int looked, int waiting, int left, int exposures, Duration behind, Duration mostBehind) {}

    /**
     * Begins to follow a recording.
     *
     * @param analyzer of this session, used by nobody else
     * @param news is told on this thread of what goes for the first time to a recipient
     */
    public LiveAnalysis(Analyzer analyzer, RecordingSession recording, Consumer<Exposure> news) {
        this.analyzer = analyzer;
        this.recording = recording;
        this.record = recording.reader();
        this.news = news;
        thread.setDaemon(true);
        thread.start();
    }

    /** An exchange is on record. Does not block. */
    public synchronized void recorded(Flow flow) {
        if (kept.size() < MOST_KEPT && later.isEmpty()) {
            kept.add(flow);
        } else {
            later.set(flow.ordinal());
        }
        notifyAll();
    }

    public synchronized Progress progress() {
        return new Progress(
                looked, kept.size() + later.cardinality() + (working ? 1 : 0), left, exposures, behind, mostBehind);
    }

    private void follow() {
        Optional<Flow> flow = next();
        while (flow.isPresent()) {
            look(flow.get());
            flow = next();
        }
    }

    private Optional<Flow> next() {
        Optional<Flow> flow = Optional.empty();
        while (flow.isEmpty()) {
            int ordinal;
            synchronized (this) {
                working = false;
                notifyAll();
                if (!await()) {
                    return Optional.empty();
                }
                working = true;
                if (!kept.isEmpty()) {
                    return Optional.of(kept.remove());
                }
                ordinal = later.nextSetBit(0);
                later.clear(ordinal);
            }
            flow = record.flow(ordinal);
        }
        return flow;
    }

    /** Waits for work; false if there will be none. */
    private synchronized boolean await() {
        try {
            while (!ended && kept.isEmpty() && later.isEmpty()) {
                wait();
            }
        } catch (InterruptedException e) {
            return false;
        }
        return !ended;
    }

    private void look(Flow flow) {
        boolean small = size(flow) <= LARGEST;
        int sent = 0;
        if (small) {
            try {
                for (Exposure exposure : analyzer.glance(flow)) {
                    if (exposure.direction() == Direction.REQUEST) {
                        sent++;
                        tell(exposure);
                    }
                }
            } catch (RuntimeException | OutOfMemoryError e) {
                // what a hostile message does to it is the analysis' to bear, never the recording's
                small = false;
                LOG.warn("exchange {} could not be looked at live: {}", flow.ordinal(), e.getClass());
            }
        }
        Duration since =
                Duration.between(flow.timing().closed().orElse(flow.timing().opened()), recording.now());
        synchronized (this) {
            looked += small ? 1 : 0;
            left += small ? 0 : 1;
            exposures += sent;
            behind = since;
            mostBehind = since.compareTo(mostBehind) > 0 ? since : mostBehind;
        }
    }

    private void tell(Exposure exposure) {
        if (told.add(exposure.dataType() + " " + exposure.recipient())) {
            news.accept(exposure);
        }
    }

    private static long size(Flow flow) {
        return kept(flow.request()) + kept(flow.response());
    }

    private static long kept(Optional<Message> message) {
        return message.map(m -> m.body().kept()).orElse(0L);
    }

    /** Waits until it has come to everything that is on record, at most so long. */
    public synchronized boolean catchUp(Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        while (working || !kept.isEmpty() || !later.isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /** Ends after the exchange that it is at. */
    @Override
    public void close() {
        synchronized (this) {
            ended = true;
            notifyAll();
        }
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        record.close();
    }
}
