package io.mingcha.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Marker;
import io.mingcha.flows.Owner;
import io.mingcha.flows.Session;
import io.mingcha.flows.json.OwnerJson;
import io.mingcha.flows.json.SpecJson;
import io.mingcha.store.body.Extent;
import io.mingcha.store.body.Segments;
import io.mingcha.store.log.Entry;
import io.mingcha.store.log.FlowJson;
import io.mingcha.store.log.Pointer;
import io.mingcha.store.log.Row;
import io.mingcha.store.log.SessionLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A session that is being read. Bodies are read when asked for, while it is open. */
public final class StoredSession implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 256;

    private final SessionFolder folder;
    private final Supplier<Session> session;
    private final Supplier<SessionLog> log;
    private final Segments segments;
    private final boolean running;
    private volatile @Nullable Map<Integer, Owner> owners;

    private StoredSession(
            SessionFolder folder,
            Supplier<Session> session,
            Supplier<SessionLog> log,
            Segments segments,
            boolean running) {
        this.folder = folder;
        this.session = session;
        this.log = log;
        this.segments = segments;
        this.running = running;
    }

    static StoredSession running(
            SessionFolder folder, Supplier<Session> session, Supplier<SessionLog> log, Segments segments) {
        return new StoredSession(folder, session, log, segments, true);
    }

    static StoredSession stopped(SessionFolder folder) throws IOException {
        Session stored = SessionFile.readFrom(folder.path()).session(folder.secret());
        SessionLog log = SessionLog.forReading(folder.path());
        Session whole = stored.withSpec(Markers.with(stored.spec(), markers(log.entries())));
        return new StoredSession(folder, () -> whole, () -> log, new Segments(folder.path()), false);
    }

    /** With all markers: those of the specification and those that were set. */
    public Session session() {
        return session.get();
    }

    /** All markers in order of time. */
    public List<Marker> markers() {
        return session().spec().markers();
    }

    /** How many exchanges are on record. */
    public int count() {
        return log.get().totals().flows();
    }

    /** In ordinal order; may be gone through more than once. */
    public Iterable<Flow> flows() {
        return Pages::new;
    }

    public Stream<Flow> stream() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(new Pages(), Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    public Optional<Flow> flow(int ordinal) {
        return log.get().flow(ordinal).map(this::flow);
    }

    /** What is kept beside the record, in the order it came. */
    public List<Evidence> evidence() {
        return log.get().entries().stream()
                .filter(entry -> entry.kind().equals(Entry.EVIDENCE))
                .map(Evidence::of)
                .toList();
    }

    /** What is kept under a name, if anything is. */
    public Optional<byte[]> evidence(String name) {
        return evidence().stream()
                .filter(kept -> kept.name().equals(name))
                .findFirst()
                .map(kept -> {
                    try {
                        return kept.content(folder.path());
                    } catch (IOException e) {
                        throw Faults.unusable(folder.path(), e);
                    }
                });
    }

    /** Checks the hash chain, every body and what is kept beside the record. */
    public Verification verify() {
        return new Verifier(folder, log.get(), segments, running).verify();
    }

    @Override
    public void close() {
        if (running) {
            return;
        }
        try {
            segments.close();
            log.get().close();
        } catch (IOException | SQLException e) {
            throw Faults.unusable(folder.path(), e);
        }
    }

    /** Read once a session has ended; while it is being recorded nobody knows yet. */
    private Map<Integer, Owner> owners() {
        Map<Integer, Owner> known = owners;
        if (known == null) {
            known = running ? Map.of() : owners(log.get().entries());
            owners = known;
        }
        return known;
    }

    private static Map<Integer, Owner> owners(List<Entry> entries) {
        Map<Integer, Owner> owners = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.kind().equals(Entry.OWNERS)) {
                try {
                    owners.putAll(OwnerJson.readAll(JSON.readTree(entry.record())));
                } catch (IOException e) {
                    throw new UncheckedIOException("what is said of owners is damaged", e);
                }
            }
        }
        return owners;
    }

    private Flow flow(Row row) {
        try {
            Flow flow = FlowJson.read(record(row, segments), segments::body).flow();
            Owner owner = owners().get(flow.connection());
            return owner == null ? flow : flow.withClient(flow.client().withOwner(owner));
        } catch (IOException e) {
            throw new UncheckedIOException("exchange " + row.ordinal() + " of session " + folder.id(), e);
        }
    }

    /** The description of an exchange, wherever it lies. */
    static byte[] record(Row row, Segments segments) {
        Optional<Extent> elsewhere = Pointer.in(row.record());
        return elsewhere.map(e -> segments.read(List.of(e))).orElse(row.record());
    }

    static List<Marker> markers(List<Entry> entries) {
        List<Marker> markers = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.kind().equals(Entry.MARKER)) {
                try {
                    SpecJson.readMarker(JSON.readTree(entry.record())).ifPresent(markers::add);
                } catch (IOException e) {
                    throw new UncheckedIOException("a marker is damaged", e);
                }
            }
        }
        return markers;
    }

    private final class Pages implements Iterator<Flow> {
        private List<Row> page = List.of();
        private int next;
        private int from;
        private boolean last;

        @Override
        public boolean hasNext() {
            if (next == page.size() && !last) {
                page = log.get().flows(from, PAGE);
                next = 0;
                last = page.size() < PAGE;
                if (!page.isEmpty()) {
                    from = page.get(page.size() - 1).ordinal() + 1;
                }
            }
            return next < page.size();
        }

        @Override
        public Flow next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return flow(page.get(next++));
        }
    }
}
