package io.mingcha.cli.live;

import io.mingcha.store.RecordingSession;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has another process look at what is on record while recording goes on: the proxy shares neither memory nor collections of garbage
 * with it, and lets it have what processor time is left. It never holds the recording up: it falls behind, then is handed from the
 * record what was not kept for it, and catches up.
 */
public final class LiveAnalysis implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveAnalysis.class);

    /** So many bytes of descriptions are kept as they came; of others the number is enough to find them on record. */
    private static final int MOST_KEPT = 8 << 20;

    /** So many of those others are read from the record at a time. */
    private static final int READ_TOGETHER = 256;

    private static final int BUFFER = 1 << 16;
    private static final long PATIENCE_SECONDS = 5;
    /** What is recorded within this time goes out together: to be woken for each exchange costs both processes more than to look at it. */
    private static final long GATHERED_MILLIS = 50;

    private final RecordingSession recording;
    private final Process process;
    private final Consumer<News> news;
    private final Thread sending = new Thread(this::send, "live-sending");
    private final Thread hearing = new Thread(this::hear, "live-hearing");
    private final Deque<byte[]> kept = new ArrayDeque<>();
    private final BitSet later = new BitSet();
    private int keptBytes;
    private int recorded;
    private boolean ended;
    private boolean gone;
    private Seen seen = Seen.NOTHING;

    /**
     * How far it is.
     *
     * @param looked exchanges looked at
     * @param waiting exchanges on record that it has not come to
     * @param left exchanges that could not be looked at while recording goes on: too large
     * @param exposures pieces of personal data that the app sent
     * @param behind how long after its end the latest exchange was looked at
     * @param mostBehind the longest of these times
     */
    public record Progress(int looked, int waiting, int left, int exposures, Duration behind, Duration mostBehind) {}

    private LiveAnalysis(RecordingSession recording, Process process, Consumer<News> news) {
        this.recording = recording;
        this.process = process;
        this.news = news;
    }

    /**
     * Begins to follow a recording.
     *
     * @param command of a process that does {@link LiveWork} for this session
     * @param news is told on a thread of its own of what goes for the first time to a recipient
     */
    public static LiveAnalysis start(RecordingSession recording, List<String> command, Consumer<News> news) {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("the process that looks at the traffic did not start", e);
        }
        LiveAnalysis live = new LiveAnalysis(recording, process, news);
        live.sending.setDaemon(true);
        live.hearing.setDaemon(true);
        live.sending.start();
        live.hearing.start();
        recording.onDescribed(live::recorded);
        return live;
    }

    private synchronized void recorded(int ordinal, byte[] description) {
        recorded++;
        if (gone) {
            return;
        }
        boolean first = isNothing();
        if (later.isEmpty() && keptBytes + description.length <= MOST_KEPT) {
            kept.add(description);
            keptBytes += description.length;
        } else {
            later.set(ordinal);
        }
        if (first) {
            notifyAll();
        }
    }

    private boolean isNothing() {
        return kept.isEmpty() && later.isEmpty();
    }

    public synchronized Progress progress() {
        return new Progress(
                seen.looked(),
                recorded - seen.looked() - seen.left(),
                seen.left(),
                seen.exposures(),
                seen.behind(),
                seen.mostBehind());
    }

    private void send() {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), BUFFER))) {
            while (gather()) {
                for (List<byte[]> next = next(); !next.isEmpty(); next = next()) {
                    for (byte[] description : next) {
                        out.writeInt(description.length);
                        out.write(description);
                    }
                }
                out.flush();
            }
        } catch (IOException e) {
            LOG.debug("sending: {}", e.toString());
            end();
        }
    }

    /** Waits for something to be sent, and a little for more; false if there will be nothing. */
    private boolean gather() {
        try {
            synchronized (this) {
                while (!ended && isNothing()) {
                    wait();
                }
            }
            TimeUnit.MILLISECONDS.sleep(GATHERED_MILLIS);
        } catch (InterruptedException e) {
            return false;
        }
        synchronized (this) {
            return !ended;
        }
    }

    private List<byte[]> next() {
        int first;
        synchronized (this) {
            if (ended || isNothing()) {
                return List.of();
            }
            if (!kept.isEmpty()) {
                byte[] description = kept.remove();
                keptBytes -= description.length;
                return List.of(description);
            }
            first = later.nextSetBit(0);
        }
        List<RecordingSession.Described> found = recording.described(first, READ_TOGETHER);
        synchronized (this) {
            List<byte[]> due = found.stream()
                    .filter(exchange -> later.get(exchange.ordinal()))
                    .map(RecordingSession.Described::description)
                    .toList();
            found.forEach(exchange -> later.clear(exchange.ordinal()));
            later.clear(first);
            return due;
        }
    }

    private void hear() {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER))) {
            for (int kind = in.read(); kind >= 0; kind = in.read()) {
                if (kind == LiveWork.NEWS) {
                    news.accept(News.readFrom(in));
                } else {
                    hear(Seen.readFrom(in));
                }
            }
        } catch (IOException e) {
            LOG.debug("hearing: {}", e.toString());
        } finally {
            end();
        }
    }

    private synchronized void hear(Seen now) {
        seen = now;
        notifyAll();
    }

    /** The other process is no more. */
    private synchronized void end() {
        if (!ended) {
            LOG.warn("the process that looks at the traffic has ended; what is recorded from now on is for analyze");
        }
        ended = true;
        gone = true;
        kept.clear();
        later.clear();
        notifyAll();
    }

    /** Waits until it has come to everything that is on record, at most so long. */
    public synchronized boolean catchUp(Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        while (!gone && progress().waiting() > 0) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return progress().waiting() == 0;
    }

    /** Ends after what was handed over. */
    @Override
    public void close() {
        synchronized (this) {
            ended = true;
            notifyAll();
        }
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            hearing.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
