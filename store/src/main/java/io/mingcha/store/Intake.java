package io.mingcha.store;

import io.mingcha.flows.Direction;
import io.mingcha.flows.Marker;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written, bounded in bytes and in age. It takes everything that is handed over; who does not stop when
 * {@link #isWritable} says so can exceed the bound, but loses nothing.
 */
final class Intake {
    // older than this at the head of the queue, and a death of the process would cost more than a second
    private static final long OLDEST = TimeUnit.MILLISECONDS.toNanos(350);
    /** A writer that has just begun is slow: it shall not owe more than it can do in a fraction of a second. */
    private static final int MOST_ITEMS = 8_000;

    private static final long SAFE = Long.MIN_VALUE;
    private static final long WORTH_WAKING = 1 << 20;
    private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(4);

    /** One thing to write. */
    sealed interface Item {
        /** When it was handed over. */
        long at();

        /** Bytes of memory it holds. */
        default long cost() {
            return 256;
        }

        /** When the exchange was opened that it belongs to. */
        default @Nullable Instant opened() {
            return null;
        }

        /** Gives back what it holds. */
        default void release() {}
    }

    record Opened(Recorder recorder, long at) implements Item {
        @Override
        public Instant opened() {
            return recorder.opened();
        }
    }

    record Chunk(Recorder recorder, Direction direction, ByteBuffer data, Runnable whenDone, long at) implements Item {
        @Override
        public long cost() {
            return 256L + data.capacity();
        }

        @Override
        public Instant opened() {
            return recorder.opened();
        }

        @Override
        public void release() {
            whenDone.run();
        }
    }

    record Closed(Recorder recorder, long at) implements Item {
        @Override
        public long cost() {
            return 2048;
        }

        @Override
        public Instant opened() {
            return recorder.opened();
        }
    }

    record Marked(Marker marker, long at) implements Item {}

    /** Goes into the chain as it is. */
    record Noted(String kind, byte[] record, long at) implements Item {}

    /** Completes once everything before it can be read. */
    record Barrier(CompletableFuture<Void> done, long at) implements Item {}

    private final Queue<Item> queue = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger waitingItems = new AtomicInteger();
    private final long high;
    private final long low;
    private volatile boolean congested;
    private volatile boolean parked;
    private volatile long inHand = SAFE;
    private volatile @Nullable Thread writer;
    private volatile boolean ended;
    private @Nullable Instant oldestDropped;

    Intake(long high) {
        this.high = high;
        this.low = high / 2;
    }

    void put(Item item) {
        long held = bytes.addAndGet(item.cost());
        queue.add(item);
        if (waitingItems.incrementAndGet() > MOST_ITEMS || held > high) {
            congested = true;
        } else if (!congested && item.at() - oldestUnsafe(item.at()) > OLDEST) {
            congested = true;
        }
        if (parked && (held > WORTH_WAKING || held == item.cost() || !(item instanceof Chunk))) {
            parked = false;
            LockSupport.unpark(writer);
        }
        if (ended) {
            dropAll();
        }
    }

    /** For the writer: the next thing, or null. What it got it gives back to {@link #done}. */
    @Nullable
    Item poll() {
        Item item = queue.poll();
        if (item != null) {
            waitingItems.decrementAndGet();
        }
        return item;
    }

    /** For the writer: an item was written. */
    void done(Item item) {
        item.release();
        long held = bytes.addAndGet(-item.cost());
        if (congested && held < low && waitingItems.get() < MOST_ITEMS / 2) {
            long now = System.nanoTime();
            if (now - oldestUnsafe(now) < OLDEST / 2) {
                relieve();
            }
        }
    }

    /** For the writer: it has this item in hand, and nothing older is without its place on disk. */
    void began(Item item) {
        if (inHand == SAFE) {
            inHand = item.at();
        }
    }

    /** For the writer: everything it had in hand would outlive this process. */
    void settled() {
        inHand = SAFE;
    }

    /** When the oldest item that a sudden death would lose came in. */
    private long oldestUnsafe(long otherwise) {
        long held = inHand;
        if (held != SAFE) {
            return held;
        }
        Item oldest = queue.peek();
        return oldest == null ? otherwise : oldest.at();
    }

    private void relieve() {
        congested = false;
        for (Runnable resume = waiting.poll(); resume != null; resume = waiting.poll()) {
            resume.run();
        }
    }

    /** For the writer: waits for work, at most so long; then a little more, so that work comes in batches. */
    void await(long nanos) {
        writer = Thread.currentThread();
        if (congested && bytes.get() < low) {
            relieve();
        }
        parked = true;
        if (queue.isEmpty()) {
            LockSupport.parkNanos(this, nanos);
        }
        if (!queue.isEmpty() && bytes.get() < WORTH_WAKING) {
            parked = false;
            LockSupport.parkNanos(this, LINGER);
        }
        parked = false;
    }

    boolean isWritable() {
        return !congested || ended;
    }

    void whenWritable(Runnable resume) {
        waiting.add(resume);
        if (isWritable()) {
            relieve();
        }
    }

    long waitingBytes() {
        return bytes.get();
    }

    /**
     * For the writer: whatever waits and whatever comes from now on is dropped, and nobody has to wait any more.
     *
     * @return when the oldest exchange that lost something thereby was opened
     */
    Optional<Instant> end() {
        ended = true;
        dropAll();
        relieve();
        synchronized (this) {
            return Optional.ofNullable(oldestDropped);
        }
    }

    private synchronized void dropAll() {
        for (Item item = queue.poll(); item != null; item = queue.poll()) {
            item.release();
            bytes.addAndGet(-item.cost());
            Instant opened = item.opened();
            if (opened != null && (oldestDropped == null || opened.isBefore(oldestDropped))) {
                oldestDropped = opened;
            }
            if (item instanceof Barrier barrier) {
                barrier.done().complete(null);
            }
        }
    }
}
