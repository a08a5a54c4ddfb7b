package io.mingcha.store;

import io.mingcha.flows.Flow;
import io.mingcha.flows.Marker;
import io.mingcha.flows.Session;
import io.mingcha.flows.SessionSpec;
import io.mingcha.settings.FaultException;
import io.mingcha.settings.Text;
import io.mingcha.store.chain.Chain;
import io.mingcha.store.log.Entry;
import io.mingcha.store.log.SessionLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions in a data folder. Several processes may use it at once; a session that one of them records is read through
 * {@link RecordingSession#reader} there and followed by others, all others are read by anyone.
 */
public final class SessionStore {
    private static final Logger LOG = LoggerFactory.getLogger(SessionStore.class);

    private final Path data;
    private final Path sessions;

    private SessionStore(Path data) {
        this.data = data;
        this.sessions = data.resolve("sessions");
    }

    public static SessionStore at(Path data) {
        return new SessionStore(data);
    }

    /** Begins to record a session. */
    public RecordingSession create(SessionSpec spec, Instant started) {
        return create(spec, started, RecordingOptions.DEFAULT);
    }

    public RecordingSession create(SessionSpec spec, Instant started, RecordingOptions options) {
        // now, and not when all is ready: else the clock would be late by what that takes
        SessionClock clock = new SessionClock(started);
        try {
            SessionFolder folder = SessionFolder.create(sessions, started);
            return RecordingSession.start(folder, lock(folder), spec, clock, options);
        } catch (IOException | SQLException e) {
            throw Faults.unusable(data, e);
        }
    }

    /** Begins a session of exchanges that come from elsewhere. */
    public SessionImport startImport() {
        try {
            Instant now = Instant.now();
            SessionFolder folder = SessionFolder.create(sessions, now);
            return SessionImport.start(folder, lock(folder), now);
        } catch (IOException e) {
            throw Faults.unusable(data, e);
        }
    }

    public Session importSession(SessionSpec spec, Iterable<Flow> flows) {
        try (SessionImport session = startImport()) {
            flows.forEach(session::add);
            return session.finish(spec);
        }
    }

    /** All sessions, oldest first; one whose process died is closed in passing. */
    public List<SessionSummary> sessions() {
        List<SessionSummary> list = new ArrayList<>();
        for (String id : ids()) {
            SessionFolder folder = new SessionFolder(id, sessions.resolve(id));
            try {
                recoverIfDead(folder);
            } catch (IOException | SQLException | RuntimeException e) {
                // it is listed as it stands; opening it says what is wrong
                LOG.warn("session {} could not be closed: {}", id, e.toString());
            }
            try {
                SessionFile file = SessionFile.readFrom(folder.path());
                list.add(new SessionSummary(
                        file.id(),
                        file.spec().app(),
                        file.started(),
                        file.ended(),
                        file.state(),
                        file.unrecordedSince(),
                        file.flows(),
                        file.bytes()));
            } catch (IOException e) {
                // a session without its file cannot be listed; purge still removes it by its id
            }
        }
        return list;
    }

    /**
     * The id of the one session that begins, or ends, with some characters.
     *
     * @throws FaultException if there is none, or more than one
     */
    public String resolve(String part) {
        List<String> ids = ids();
        if (ids.contains(part)) {
            return part;
        }
        List<String> matching = ids.stream().filter(id -> id.startsWith(part)).toList();
        if (matching.isEmpty()) {
            matching = ids.stream().filter(id -> id.endsWith(part)).toList();
        }
        if (part.isEmpty() || matching.isEmpty()) {
            throw Faults.unknown(data, part);
        }
        if (matching.size() > 1) {
            throw Faults.ambiguous(data, part, matching);
        }
        return matching.get(0);
    }

    /** The session that was begun last. */
    public Optional<String> latest() {
        List<String> ids = ids();
        return ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(ids.size() - 1));
    }

    /** Whether some process records it now. */
    public boolean isRunning(String id) {
        try {
            return FolderLock.isHeld(folder(id).path());
        } catch (IOException e) {
            throw Faults.unusable(data, e);
        }
    }

    /**
     * Opens a session for reading.
     *
     * @throws FaultException if it is being recorded: then its process reads it
     */
    public StoredSession open(String id) {
        SessionFolder folder = folder(id);
        try {
            recoverIfDead(folder);
            if (SessionFile.readFrom(folder.path()).state() == Session.State.RUNNING) {
                throw Faults.running(id);
            }
            return StoredSession.stopped(folder);
        } catch (IOException | SQLException e) {
            throw Faults.unusable(folder.path(), e);
        }
    }

    /** Reads along in a session that another process records, exchange by exchange as that one describes them. */
    public FollowedSession follow(String id) {
        SessionFolder folder = folder(id);
        try {
            return FollowedSession.of(
                    folder, SessionFile.readFrom(folder.path()).session(folder.secret()));
        } catch (IOException e) {
            throw Faults.unusable(folder.path(), e);
        }
    }

    /** Adds a marker to a session that is not being recorded. */
    public void addMarker(String id, Marker marker) {
        change(id, Entry.MARKER, RecordWriter.markerRecord(marker), file -> file);
    }

    /** Replaces what the tester says about a session that is not being recorded; markers that were set stay. */
    public void setSpec(String id, SessionSpec spec) {
        change(id, Entry.SPEC, SessionFile.specRecord(spec), file -> file.withSpec(spec));
    }

    /** Checks the hash chain and every body of a session that is not being recorded. */
    public Verification verify(String id) {
        try (StoredSession session = open(id)) {
            return session.verify();
        } catch (FaultException e) {
            if (isRunning(id)) {
                throw e;
            }
            Text what = e.fault().what();
            return new Verification(
                    id, 0, 0, 0, "", List.of(new Verification.Defect(e.fault().where(), what)));
        }
    }

    /** Removes a session for good. */
    public Purged purge(String id) {
        SessionFolder folder = folder(id);
        try (FolderLock lock = lock(folder)) {
            int flows = SessionFile.isIn(folder.path())
                    ? SessionFile.readFrom(folder.path()).flows()
                    : 0;
            long bytes = 0;
            int files = 0;
            try (Stream<Path> all = Files.walk(folder.path())) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    bytes += Files.size(file);
                    files++;
                }
            }
            Private.deleteTree(folder.path());
            return new Purged(id, flows, files, bytes);
        } catch (IOException e) {
            throw Faults.unusable(folder.path(), e);
        }
    }

    private void change(String id, String kind, byte[] record, UnaryOperator<SessionFile> edit) {
        SessionFolder folder = folder(id);
        try {
            recoverIfDead(folder);
            try (FolderLock lock = lock(folder);
                    SessionLog log = SessionLog.forWriting(folder.path())) {
                SessionLog.Tail tail = log.tail();
                Chain chain = Chain.resume(tail.hash(), tail.length());
                Chain.Link link = chain.append(kind, record);
                log.add(new Entry(link.seq(), kind, record, link.hash()));
                log.commit();
                log.checkpoint();
                edit.apply(SessionFile.readFrom(folder.path())).withChain(chain).writeTo(folder.path());
            }
        } catch (IOException | SQLException e) {
            throw Faults.unusable(folder.path(), e);
        }
    }

    private static void recoverIfDead(SessionFolder folder) throws IOException, SQLException {
        if (SessionFile.isIn(folder.path())
                && SessionFile.readFrom(folder.path()).state() == Session.State.RUNNING) {
            Optional<FolderLock> lock = FolderLock.take(folder.path());
            if (lock.isPresent()) {
                try (FolderLock held = lock.get()) {
                    // it may have been stopped in good order in between
                    if (SessionFile.readFrom(folder.path()).state() == Session.State.RUNNING) {
                        Recovery.run(folder);
                    }
                }
            }
        }
    }

    private static FolderLock lock(SessionFolder folder) throws IOException {
        return FolderLock.take(folder.path()).orElseThrow(() -> Faults.running(folder.id()));
    }

    private SessionFolder folder(String id) {
        Path path = sessions.resolve(id).normalize();
        if (id.isEmpty() || !sessions.normalize().equals(path.getParent()) || !Files.isDirectory(path)) {
            throw Faults.unknown(data, id);
        }
        return new SessionFolder(id, path);
    }

    private List<String> ids() {
        try (Stream<Path> folders = Files.list(sessions)) {
            return folders.filter(Files::isDirectory)
                    .map(p -> p.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | UncheckedIOException e) {
            throw Faults.unusable(data, e);
        }
    }
}
