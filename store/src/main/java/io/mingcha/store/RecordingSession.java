package io.mingcha.store;

import io.mingcha.flows.Flow;
import io.mingcha.flows.FlowRecorder;
import io.mingcha.flows.FlowSink;
import io.mingcha.flows.Marker;
import io.mingcha.flows.Owner;
import io.mingcha.flows.Session;
import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.json.OwnerJson;
import io.mingcha.settings.Fault;
import io.mingcha.settings.FaultException;
import io.mingcha.store.body.SegmentWriter;
import io.mingcha.store.body.Segments;
import io.mingcha.store.chain.Chain;
import io.mingcha.store.log.Entry;
import io.mingcha.store.log.SessionLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session that is being recorded. What was handed over is on disk within half a second. */
public final class RecordingSession implements FlowSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingSession.class);

    private final SessionFolder folder;
    private final FolderLock lock;
    private final byte[] secret;
    private final SessionClock clock;
    private final Intake intake;
    private final Segments segments;
    private final RecordWriter writer;
    private final Thread writing;
    private final Thread forcing;
    private final AtomicInteger ordinals = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Consumer<Flow>> listeners = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Integer, byte[]>> followers = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<Integer, Instant>> partings = new CopyOnWriteArrayList<>();
    private final List<Consumer<Fault>> watchers = new CopyOnWriteArrayList<>();
    private final List<Marker> markers = new CopyOnWriteArrayList<>();
    /** Evidence that is added to piece by piece. */
    private final Set<String> growing = ConcurrentHashMap.newKeySet();

    private volatile Session session;
    private volatile boolean recording = true;
    private volatile boolean unforced;
    private boolean stopped;

    private RecordingSession(
            SessionFolder folder, FolderLock lock, SessionSpec spec, SessionClock clock, RecordingOptions options)
            throws IOException, SQLException {
        this.folder = folder;
        this.lock = lock;
        this.secret = folder.secret();
        this.session = new Session(
                folder.id(), spec, clock.started(), Optional.empty(), Session.State.RUNNING, secret, Optional.empty());
        this.intake = new Intake(options.queueBytes());
        this.segments = new Segments(folder.path());
        SessionLog log = SessionLog.forWriting(folder.path());
        Chain chain = Chain.of(folder.id());
        first(log, chain, Entry.STATE, SessionFile.stateRecord(session));
        first(log, chain, Entry.SPEC, SessionFile.specRecord(spec));
        log.commit();
        log.checkpoint();
        SegmentWriter bodies =
                new SegmentWriter(folder.path(), folder.id(), 1, options.segmentBytes(), options.segments());
        this.writer = new RecordWriter(folder, this, intake, bodies, segments, log, chain);
        this.clock = clock;
        this.writing = new Thread(writer, "mingcha-recorder");
        this.forcing = new Thread(this::force, "mingcha-recorder-force");
        writing.setDaemon(true);
        forcing.setDaemon(true);
    }

    static RecordingSession start(
            SessionFolder folder, FolderLock lock, SessionSpec spec, SessionClock clock, RecordingOptions options)
            throws IOException, SQLException {
        RecordingSession recording = new RecordingSession(folder, lock, spec, clock, options);
        SessionFile.of(recording.session, new SessionLog.Totals(0, 0), 0, "").writeTo(folder.path());
        recording.writing.start();
        recording.forcing.start();
        return recording;
    }

    private static void first(SessionLog log, Chain chain, String kind, byte[] record) throws SQLException {
        Chain.Link link = chain.append(kind, record);
        log.add(new Entry(link.seq(), kind, record, link.hash()));
    }

    /** As it stands now. */
    public Session session() {
        Session now = session;
        return now.withSpec(Markers.with(now.spec(), markers));
    }

    /** How the recording fares. */
    public Progress progress() {
        return new Progress(ordinals.get(), writer.flows(), writer.totals().bytes(), intake.waitingBytes());
    }

    /**
     * How a recording fares.
     *
     * @param opened exchanges and tunnels so far
     * @param recorded of them those that ended and are on record
     * @param bytes of bodies, both ways
     * @param backlog bytes that wait to be written
     */
    public record Progress(int opened, int recorded, long bytes, long backlog) {}

    /**
     * Is told of every exchange once it can be read, in order of ending, on the writer's thread: who has much to do takes
     * it elsewhere.
     */
    public void onRecorded(Consumer<Flow> listener) {
        listeners.add(listener);
    }

    /**
     * Is told of every exchange that is on disk, by its ordinal, with what describes it: another process reads it by that, see
     * {@link SessionStore#follow}. On the writer's thread, which must not be held up.
     */
    public void onDescribed(BiConsumer<Integer, byte[]> follower) {
        followers.add(follower);
    }

    /** What describes the exchanges on disk from an ordinal on, ascending, at most so many. */
    public List<Described> described(int from, int most) {
        return writer.log().flows(from, most).stream()
                .map(row -> new Described(row.ordinal(), row.record()))
                .toList();
    }

    /** An exchange and what describes it. */
    public record Described(int ordinal, byte[] description) {}

    /** For the writer: tells who follows. */
    void describe(int ordinal, byte[] description) {
        followers.forEach(follower -> follower.accept(ordinal, description));
    }

    /** Is told when a client's connection is gone, on an event loop: it must not block. */
    public void onDisconnected(BiConsumer<Integer, Instant> listener) {
        partings.add(listener);
    }

    /** Is told once if recording has to stop while traffic goes on. */
    public void onFault(Consumer<Fault> watcher) {
        watchers.add(watcher);
    }

    /** Reads what is on record so far; closing it closes nothing of the recording. */
    public StoredSession reader() {
        return StoredSession.running(folder, this::session, writer::log, segments);
    }

    /**
     * Sets a marker.
     *
     * @throws FaultException if the recording has ended: then {@link SessionStore#addMarker} sets it
     */
    public void addMarker(Marker marker) {
        if (!writing.isAlive()) {
            throw Faults.ended(folder.id());
        }
        markers.add(marker);
        put(new Intake.Marked(marker, System.nanoTime()));
    }

    /**
     * Keeps something beside the record, such as a screenshot. Its digest enters the chain; of two with the same name the
     * later one gets a number.
     *
     * @param name letters, digits, dots and dashes
     */
    public void keep(String name, byte[] content) {
        if (!writing.isAlive()) {
            throw Faults.ended(folder.id());
        }
        try {
            byte[] record = Evidence.keep(folder.path(), name, content).record();
            put(new Intake.Noted(Entry.EVIDENCE, record, System.nanoTime()));
        } catch (IOException e) {
            throw Faults.unusable(folder.path(), e);
        }
    }

    /**
     * Adds to something beside the record, which outlives this process at once. The digest of the whole enters the chain when
     * the recording ends.
     *
     * @param name letters, digits, dots and dashes, of nothing that is kept as a whole
     */
    public void add(String name, byte[] piece) {
        if (!writing.isAlive()) {
            throw Faults.ended(folder.id());
        }
        try {
            Evidence.add(folder.path(), name, piece);
            growing.add(name);
        } catch (IOException e) {
            throw Faults.unusable(folder.path(), e);
        }
    }

    /** What was added to is whole now. */
    private void noteGrown() {
        for (String name : growing) {
            try {
                byte[] record = Evidence.added(folder.path(), name).record();
                put(new Intake.Noted(Entry.EVIDENCE, record, System.nanoTime()));
            } catch (IOException e) {
                LOG.warn("session {}: {}", folder.id(), e.toString());
            }
        }
    }

    /** Notes whose connections were, by their numbers. */
    public void own(Map<Integer, Owner> owners) {
        if (!writing.isAlive()) {
            throw Faults.ended(folder.id());
        }
        byte[] record = OwnerJson.write(owners).toString().getBytes(StandardCharsets.UTF_8);
        put(new Intake.Noted(Entry.OWNERS, record, System.nanoTime()));
    }

    /** Waits until everything handed over so far can be read and outlives this process. */
    public void flush() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        put(new Intake.Barrier(done, System.nanoTime()));
        done.join();
    }

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public int nextConnection() {
        return connections.getAndIncrement();
    }

    @Override
    public void disconnected(int connection) {
        Instant now = clock.now();
        partings.forEach(listener -> listener.accept(connection, now));
    }

    @Override
    public FlowRecorder open(Opening opening) {
        Recorder recorder = new Recorder(this, ordinals.getAndIncrement(), opening);
        put(new Intake.Opened(recorder, System.nanoTime()));
        return recorder;
    }

    @Override
    public boolean isWritable() {
        return !recording || intake.isWritable();
    }

    @Override
    public void whenWritable(Runnable resume) {
        intake.whenWritable(resume);
    }

    /** Ends the recording in good order; exchanges still open are recorded as incomplete. */
    public synchronized Session stop() {
        if (!stopped) {
            stopped = true;
            if (writing.isAlive()) {
                noteGrown();
            }
            writer.stop();
            LockSupport.unpark(writing);
            join(writing);
            recording = false;
            LockSupport.unpark(forcing);
            join(forcing);
            try (lock) {
                folder.giveUpReserve();
                writeFile();
            } catch (IOException e) {
                LOG.warn("session {}: {}", folder.id(), e.toString());
            }
        }
        return session();
    }

    @Override
    public void close() {
        stop();
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isRecording() {
        return recording;
    }

    void put(Intake.Item item) {
        intake.put(item);
    }

    List<Marker> markers() {
        return markers;
    }

    List<Consumer<Flow>> listeners() {
        return listeners;
    }

    /** For the writer: there is something that the device may not have yet. */
    void needsForce() {
        unforced = true;
    }

    /** For the writer: marks the session as ended now. */
    Session ended() {
        Session s = session;
        session = new Session(
                s.id(), s.spec(), s.started(), Optional.of(now()), Session.State.COMPLETE, secret, s.unrecordedSince());
        return session;
    }

    void unrecordedSince(Instant since) {
        Session s = session;
        session = new Session(s.id(), s.spec(), s.started(), s.ended(), s.state(), secret, Optional.of(since));
    }

    /** For the writer: from now on nothing is recorded. */
    void stopRecording() {
        recording = false;
    }

    void failed(Fault fault) {
        for (Consumer<Fault> watcher : watchers) {
            try {
                watcher.accept(fault);
            } catch (RuntimeException e) {
                LOG.warn("a watcher failed: {}", e.toString());
            }
        }
    }

    /** Writes how the session stands; a full disk may forbid it. */
    void writeFile() {
        boolean over = session.state() != Session.State.RUNNING;
        try {
            SessionFile.of(session, writer.totals(), over ? writer.chainLength() : 0, over ? writer.chainHead() : "")
                    .writeTo(folder.path());
        } catch (IOException e) {
            LOG.warn("session {}: {}", folder.id(), e.toString());
        }
    }

    private void force() {
        int written = 0;
        while (recording) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(900));
            if (unforced && recording) {
                unforced = false;
                writer.force();
                if (writer.flows() != written) {
                    written = writer.flows();
                    writeFile();
                }
            }
        }
    }
}
