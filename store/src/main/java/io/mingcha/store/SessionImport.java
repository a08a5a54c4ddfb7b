package io.mingcha.store;

import io.mingcha.flows.Body;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Message;
import io.mingcha.flows.Session;
import io.mingcha.flows.SessionSpec;
import io.mingcha.store.body.BodyRef;
import io.mingcha.store.body.Extent;
import io.mingcha.store.body.RecordKind;
import io.mingcha.store.body.SegmentOpener;
import io.mingcha.store.body.SegmentWriter;
import io.mingcha.store.body.Segments;
import io.mingcha.store.chain.Chain;
import io.mingcha.store.log.Entry;
import io.mingcha.store.log.FlowJson;
import io.mingcha.store.log.SessionLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Makes a session of exchanges that come from elsewhere. Closed before it is finished it leaves nothing behind. */
public final class SessionImport implements AutoCloseable {
    private static final int PIECE = 8 << 20;
    private static final int ROWS = 500;

    private final SessionFolder folder;
    private final FolderLock lock;
    private final SessionLog log;
    private final SegmentWriter segments;
    private final Chain chain;
    private final Instant made;
    private Optional<Instant> started = Optional.empty();
    private Optional<Instant> ended = Optional.empty();
    private int next;
    private int rows;
    private boolean finished;

    private SessionImport(SessionFolder folder, FolderLock lock, Instant made, SessionLog log) {
        this.folder = folder;
        this.lock = lock;
        this.made = made;
        this.log = log;
        this.chain = Chain.of(folder.id());
        this.segments = new SegmentWriter(
                folder.path(), folder.id(), 1, RecordingOptions.DEFAULT.segmentBytes(), SegmentOpener.ON_DISK);
    }

    static SessionImport start(SessionFolder folder, FolderLock lock, Instant made) throws IOException {
        folder.giveUpReserve();
        return new SessionImport(folder, lock, made, SessionLog.forWriting(folder.path()));
    }

    public String id() {
        return folder.id();
    }

    /** Adds an exchange; one whose ordinal is not behind the last one's gets the next. */
    public void add(Flow flow) {
        try {
            Flow placed = flow.ordinal() >= next ? flow : withOrdinal(flow, next);
            next = placed.ordinal() + 1;
            FlowJson.Bodies bodies = new FlowJson.Bodies(
                    store(placed.ordinal(), RecordKind.REQUEST, placed.request()),
                    store(placed.ordinal(), RecordKind.RESPONSE, placed.response()));
            RecordWriter.append(placed, bodies, log, chain, segments);
            Instant opened = placed.timing().opened();
            Instant closed = placed.timing().closed().orElse(opened);
            started = Optional.of(started.filter(s -> s.isBefore(opened)).orElse(opened));
            ended = Optional.of(ended.filter(e -> e.isAfter(closed)).orElse(closed));
            if (++rows % ROWS == 0) {
                segments.flush();
                log.commit();
            }
        } catch (IOException | SQLException e) {
            throw Faults.unusable(folder.path(), e);
        }
    }

    /** Puts the session in place. */
    public Session finish(SessionSpec spec) {
        try {
            Session session = new Session(
                    folder.id(),
                    spec,
                    started.orElse(made),
                    Optional.of(ended.orElse(made)),
                    Session.State.IMPORTED,
                    folder.secret(),
                    Optional.empty());
            append(Entry.STATE, SessionFile.stateRecord(session));
            append(Entry.SPEC, SessionFile.specRecord(spec));
            segments.flush();
            segments.force();
            log.commit();
            log.checkpoint();
            SessionFile.of(session, log.totals(), chain.length(), chain.head()).writeTo(folder.path());
            finished = true;
            close();
            return session;
        } catch (IOException | SQLException e) {
            throw Faults.unusable(folder.path(), e);
        }
    }

    @Override
    public void close() {
        try (lock) {
            segments.close();
            log.close();
            if (!finished) {
                Private.deleteTree(folder.path());
            }
        } catch (IOException | SQLException e) {
            throw Faults.unusable(folder.path(), e);
        }
    }

    private void append(String kind, byte[] record) throws SQLException {
        Chain.Link link = chain.append(kind, record);
        log.add(new Entry(link.seq(), kind, record, link.hash()));
    }

    private BodyRef store(int ordinal, RecordKind kind, Optional<Message> message) throws IOException {
        Body body = message.map(Message::body).orElse(Body.EMPTY);
        byte[] bytes = body.bytes();
        if (bytes.length == 0) {
            return new BodyRef(body.length(), 0, "", List.of());
        }
        MessageDigest digest = Segments.sha256();
        digest.update(bytes);
        List<Extent> extents = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += PIECE) {
            ByteBuffer piece = ByteBuffer.wrap(bytes, at, Math.min(PIECE, bytes.length - at));
            extents.add(segments.append(ordinal, kind, at, piece));
        }
        return new BodyRef(body.length(), bytes.length, HexFormat.of().formatHex(digest.digest()), extents);
    }

    private static Flow withOrdinal(Flow f, int ordinal) {
        return new Flow(
                ordinal,
                f.connection(),
                f.scheme(),
                f.protocol(),
                f.client(),
                f.server(),
                f.clientTls(),
                f.serverTls(),
                f.timing(),
                f.request(),
                f.response(),
                f.outcome());
    }
}
