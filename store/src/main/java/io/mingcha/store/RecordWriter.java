package io.mingcha.store;

import io.mingcha.flows.Flow;
import io.mingcha.flows.Marker;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.json.SpecJson;
import io.mingcha.store.body.Extent;
import io.mingcha.store.body.RecordKind;
import io.mingcha.store.body.SegmentScan;
import io.mingcha.store.body.SegmentWriter;
import io.mingcha.store.body.Segments;
import io.mingcha.store.chain.Chain;
import io.mingcha.store.log.Entry;
import io.mingcha.store.log.FlowJson;
import io.mingcha.store.log.Pointer;
import io.mingcha.store.log.Row;
import io.mingcha.store.log.SessionLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes a session: bodies to segments, then rows to the log, then tells who listens. When the disk
 * fails it closes the books with what it has and from then on only empties the queue.
 */
final class RecordWriter implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordWriter.class);
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int ROWS = 500;
    private static final long BYTES = 4 << 20;

    private final SessionFolder folder;
    private final RecordingSession session;
    private final Intake intake;
    private final SegmentWriter segments;
    private final Segments reader;
    private final Map<Integer, Recorder> open = new LinkedHashMap<>();
    /** Closed, but a death of this process could still take them along. */
    private final List<Recorder> unsafe = new ArrayList<>();

    private final List<Told> untold = new ArrayList<>();
    private final List<CompletableFuture<Void>> barriers = new ArrayList<>();
    private Chain chain;
    private volatile SessionLog log;
    private volatile @Nullable Exception trouble;
    private volatile boolean stopping;
    private volatile int flows;
    private volatile long bytes;
    private volatile boolean closedInOrder;
    private volatile long chainLength;
    private volatile String chainHead = "";
    private boolean failed;
    private boolean dirty;
    private long batchBytes;
    private int batchRows;
    private long lastTick = System.nanoTime();

    /** An exchange that is to be told of, and what describes it. */
    private record Told(Flow flow, byte[] description) {}

    RecordWriter(
            SessionFolder folder,
            RecordingSession session,
            Intake intake,
            SegmentWriter segments,
            Segments reader,
            SessionLog log,
            Chain chain) {
        this.folder = folder;
        this.session = session;
        this.intake = intake;
        this.segments = segments;
        this.reader = reader;
        this.log = log;
        this.chain = chain;
    }

    SessionLog log() {
        return log;
    }

    int flows() {
        return flows;
    }

    SessionLog.Totals totals() {
        return new SessionLog.Totals(flows, bytes);
    }

    /** The end of the chain as it is on disk, once nothing is written any more. */
    long chainLength() {
        return chainLength;
    }

    /** Whether the chain says how the session ended; if not, the next who opens it finds out. */
    boolean isClosedInOrder() {
        return closedInOrder;
    }

    String chainHead() {
        return chainHead;
    }

    void stop() {
        stopping = true;
    }

    /** Waits until the device has what was written; any thread. */
    void force() {
        try {
            segments.force();
            log.sync();
        } catch (IOException | RuntimeException e) {
            if (!stopping) {
                trouble = e;
            }
        }
    }

    @Override
    public void run() {
        while (true) {
            // asked first: what came before the end was called for is in the queue by now
            boolean ending = stopping;
            Intake.Item item = intake.poll();
            try {
                if (item != null) {
                    if (!failed) {
                        intake.began(item);
                        handle(item);
                    }
                } else {
                    settle();
                    tick();
                }
                if (batchRows >= ROWS || batchBytes >= BYTES || System.nanoTime() - lastTick > TICK) {
                    settle();
                    tick();
                }
            } catch (IOException | SQLException | RuntimeException e) {
                fail(e);
            }
            if (item != null) {
                if (failed && item instanceof Intake.Barrier barrier) {
                    barrier.done().complete(null);
                }
                intake.done(item);
            } else if (ending) {
                break;
            } else {
                intake.await(dirty || !open.isEmpty() ? TICK : 5 * TICK);
            }
        }
        finish();
        intake.end();
    }

    private void handle(Intake.Item item) throws IOException, SQLException {
        if (item instanceof Intake.Chunk chunk) {
            Recorder recorder = chunk.recorder();
            Extent extent = segments.append(
                    recorder.ordinal(),
                    RecordKind.of(chunk.direction()),
                    recorder.kept(chunk.direction()),
                    chunk.data());
            recorder.keep(chunk.direction(), chunk.data(), extent);
            batchBytes += extent.length();
        } else if (item instanceof Intake.Opened opened) {
            open.put(opened.recorder().ordinal(), opened.recorder());
        } else if (item instanceof Intake.Closed closed) {
            Recorder recorder = closed.recorder();
            open.remove(recorder.ordinal());
            unsafe.add(recorder);
            write(recorder);
        } else if (item instanceof Intake.Marked marked) {
            append(Entry.MARKER, markerRecord(marked.marker()));
        } else if (item instanceof Intake.Noted noted) {
            append(noted.kind(), noted.record());
        } else if (item instanceof Intake.Barrier barrier) {
            barriers.add(barrier.done());
            settle();
            checkpoint();
        }
    }

    static byte[] markerRecord(Marker marker) {
        return SpecJson.write(marker).toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(Recorder recorder) throws IOException, SQLException {
        FlowJson.Bodies bodies = recorder.bodies();
        Flow flow = recorder.flow(bodies, reader::body);
        Row row = append(flow, bodies, log, chain, segments);
        if (recorder.noted != 0) {
            log.removeOpen(recorder.ordinal());
        }
        untold.add(new Told(flow, row.record()));
        flows++;
        bytes += row.requestBytes() + row.responseBytes();
        batchRows++;
    }

    /** Adds a flow whose bodies are in segments to the log and the chain. */
    static Row append(Flow flow, FlowJson.Bodies bodies, SessionLog log, Chain chain, SegmentWriter segments)
            throws IOException, SQLException {
        byte[] record = FlowJson.write(flow, bodies);
        Chain.Link link = chain.append(Entry.FLOW, record);
        byte[] inRow = record;
        if (record.length > Pointer.LONGEST_ROW) {
            inRow = Pointer.to(segments.append(flow.ordinal(), RecordKind.DESCRIPTION, 0, ByteBuffer.wrap(record)));
        }
        Row row = Row.of(flow, link.seq(), inRow, link.hash());
        log.add(row);
        return row;
    }

    private void append(String kind, byte[] record) throws SQLException {
        Chain.Link link = chain.append(kind, record);
        log.add(new Entry(link.seq(), kind, record, link.hash()));
        batchRows++;
    }

    /** Body before row, row before word of it. */
    private void settle() throws IOException, SQLException {
        if (batchRows > 0 || batchBytes > 0) {
            segments.flush();
            log.commit();
            dirty = true;
            batchRows = 0;
            batchBytes = 0;
        }
        if (!untold.isEmpty()) {
            for (Told told : untold) {
                tell(told.flow());
                session.describe(told.flow().ordinal(), told.description());
            }
            untold.clear();
        }
        if (!barriers.isEmpty()) {
            checkpoint();
            barriers.forEach(b -> b.complete(null));
            barriers.clear();
        }
    }

    private void tell(Flow flow) {
        for (Consumer<Flow> listener : session.listeners()) {
            try {
                listener.accept(flow);
            } catch (RuntimeException e) {
                LOG.warn("a listener failed on exchange {}: {}", flow.ordinal(), e.toString());
            }
        }
    }

    private void tick() throws IOException, SQLException {
        Exception found = trouble;
        if (found != null && !failed) {
            trouble = null;
            throw new IOException(Faults.reason(found), found);
        }
        long now = System.nanoTime();
        if (failed || now - lastTick < TICK) {
            return;
        }
        lastTick = now;
        Instant settled = session.now().minusNanos(TICK);
        boolean noted = false;
        for (Recorder recorder : open.values()) {
            int revision = recorder.revision() + 1;
            if (recorder.noted != revision && recorder.opened().isBefore(settled)) {
                recorder.noted = revision;
                byte[] record = FlowJson.write(recorder.flow(FlowJson.Bodies.NONE, reader::body), FlowJson.Bodies.NONE);
                // one too long for a row is told by what comes after it
                if (record.length <= Pointer.LONGEST_ROW) {
                    log.addOpen(recorder.ordinal(), record);
                    noted = true;
                }
            }
        }
        if (noted) {
            segments.flush();
            log.commit();
            dirty = true;
        }
        checkpoint();
    }

    private void checkpoint() throws SQLException {
        if (dirty) {
            log.checkpoint();
            dirty = false;
            unsafe.clear();
            session.needsForce();
        }
        intake.settled();
    }

    /** Closes the books as well as the disk allows; traffic goes on. */
    private void fail(Exception cause) {
        if (failed) {
            LOG.warn("session {}: {}", folder.id(), cause.toString());
            return;
        }
        failed = true;
        LOG.warn("session {} is no longer recorded: {}", folder.id(), cause.toString());
        session.stopRecording();
        Instant since = intake.end().filter(d -> d.isBefore(session.now())).orElse(session.now());
        List<Recorder> torn = new ArrayList<>(unsafe);
        torn.addAll(open.values());
        for (Recorder recorder : open.values()) {
            since = earlier(since, recorder.opened());
        }
        session.unrecordedSince(since);
        try {
            closeQuietly(log);
            closeQuietly(segments);
            folder.giveUpReserve();
            session.writeFile();
            cutLastSegment();
            SessionLog reopened = SessionLog.forWriting(folder.path());
            log = reopened;
            SessionLog.Tail tail = reopened.tail();
            chain = tail.length() == 0 ? Chain.of(folder.id()) : Chain.resume(tail.hash(), tail.length());
            SessionLog.Totals stored = reopened.totals();
            flows = stored.flows();
            bytes = stored.bytes();
            session.unrecordedSince(salvage(torn, since, reopened));
            append(Entry.STATE, SessionFile.stateRecord(session.session()));
            reopened.commit();
            reopened.checkpoint();
        } catch (IOException | SQLException | RuntimeException e) {
            LOG.warn("session {} could not be closed in good order: {}", folder.id(), e.toString());
            for (Recorder recorder : torn) {
                since = earlier(since, recorder.opened());
            }
            session.unrecordedSince(since);
        }
        open.clear();
        unsafe.clear();
        untold.forEach(told -> tell(told.flow()));
        untold.clear();
        barriers.forEach(b -> b.complete(null));
        barriers.clear();
        session.writeFile();
        session.failed(Faults.unrecorded(folder.id(), cause));
    }

    private static Instant earlier(Instant one, Instant other) {
        return other.isBefore(one) ? other : one;
    }

    private void endOfChain() {
        chainLength = chain.length();
        chainHead = chain.head();
    }

    private void cutLastSegment() throws IOException {
        List<Integer> numbers = Segments.numbers(folder.path());
        if (!numbers.isEmpty()) {
            int last = numbers.get(numbers.size() - 1);
            SegmentScan.cut(folder.path(), last, folder.id(), (ordinal, kind, offset, extent) -> {});
        }
    }

    private Instant salvage(List<Recorder> torn, Instant failure, SessionLog reopened)
            throws IOException, SQLException {
        Instant since = failure;
        int first = torn.stream().mapToInt(Recorder::ordinal).min().orElse(0);
        Set<Integer> stored = reopened.ordinals(first);
        for (Recorder recorder : torn) {
            if (stored.contains(recorder.ordinal())) {
                continue;
            }
            List<Extent> lost = new ArrayList<>();
            for (Extent extent : recorder.extents()) {
                if (!segments.isWritten(extent)) {
                    lost.add(extent);
                }
            }
            recorder.keepOnly(lost, reader);
            if (open.containsKey(recorder.ordinal()) || !recorder.isWhole()) {
                recorder.replaceOutcome(Outcome.incomplete("not_recorded", "recording stopped: the disk failed"));
                since = earlier(since, recorder.opened());
            }
            recorder.noted = 1;
            write(recorder);
        }
        return since;
    }

    private void finish() {
        try {
            if (!failed) {
                for (Iterator<Recorder> it = open.values().iterator(); it.hasNext(); ) {
                    Recorder recorder = it.next();
                    it.remove();
                    recorder.abandon(Outcome.incomplete("capture_stopped", "the capture was stopped before it ended"));
                    write(recorder);
                }
                settle();
            }
        } catch (IOException | SQLException | RuntimeException e) {
            fail(e);
        }
        try {
            if (failed) {
                markersSince();
            }
            append(Entry.STATE, SessionFile.stateRecord(session.ended()));
            log.commit();
            segments.flush();
            segments.force();
            log.checkpoint();
            endOfChain();
            closedInOrder = true;
        } catch (IOException | SQLException | RuntimeException e) {
            if (!failed) {
                fail(e);
            }
        }
        closeQuietly(segments);
        closeQuietly(log);
        try {
            reader.close();
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("closing segments: {}", e.toString());
        }
    }

    // markers are few and say what the exchanges mean: they are kept even after the disk failed
    private void markersSince() throws SQLException {
        List<Marker> stored = StoredSession.markers(log.entries());
        for (Marker marker : session.markers()) {
            if (!stored.contains(marker)) {
                append(Entry.MARKER, markerRecord(marker));
            }
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOG.debug("closing: {}", e.toString());
        }
    }
}
