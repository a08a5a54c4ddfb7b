package io.mingcha.store;

import io.mingcha.flows.Body;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Message;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Session;
import io.mingcha.store.body.BodyRef;
import io.mingcha.store.body.Extent;
import io.mingcha.store.body.RecordKind;
import io.mingcha.store.body.SegmentOpener;
import io.mingcha.store.body.SegmentScan;
import io.mingcha.store.body.SegmentWriter;
import io.mingcha.store.body.Segments;
import io.mingcha.store.chain.Chain;
import io.mingcha.store.log.Entry;
import io.mingcha.store.log.FlowJson;
import io.mingcha.store.log.SessionLog;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings a session whose process died to a close: what was in flight becomes incomplete, what is torn is cut. */
final class Recovery {
    private final SessionFolder folder;
    private final Map<Integer, Map<RecordKind, List<Extent>>> found = new HashMap<>();
    private Instant last;

    private Recovery(SessionFolder folder, Instant started) {
        this.folder = folder;
        this.last = started;
    }

    /** The caller holds the session's lock. */
    static void run(SessionFolder folder) throws IOException, SQLException {
        SessionFile file = SessionFile.readFrom(folder.path());
        new Recovery(folder, file.started()).run(file);
    }

    private void run(SessionFile file) throws IOException, SQLException {
        folder.giveUpReserve();
        try (SessionLog log = SessionLog.forWriting(folder.path());
                Segments segments = new Segments(folder.path())) {
            List<FlowJson.Described> torn = new ArrayList<>();
            for (byte[] record : log.open()) {
                FlowJson.Described described = FlowJson.read(record, ref -> Body.EMPTY);
                torn.add(described);
                found.put(described.flow().ordinal(), new EnumMap<>(RecordKind.class));
            }
            for (int number : Segments.numbers(folder.path())) {
                SegmentScan.cut(folder.path(), number, folder.id(), this::collect);
            }
            SessionLog.Tail tail = log.tail();
            Chain chain = tail.length() == 0 ? Chain.of(folder.id()) : Chain.resume(tail.hash(), tail.length());
            try (SegmentWriter none = new SegmentWriter(
                    folder.path(), folder.id(), folder.nextSegment(), Long.MAX_VALUE, SegmentOpener.ON_DISK)) {
                for (FlowJson.Described described : torn) {
                    FlowJson.Bodies bodies = new FlowJson.Bodies(
                            body(described, RecordKind.REQUEST, segments),
                            body(described, RecordKind.RESPONSE, segments));
                    RecordWriter.append(interrupted(described.flow(), bodies, segments), bodies, log, chain, none);
                    log.removeOpen(described.flow().ordinal());
                }
                none.flush();
            }
            log.flows(Math.max(0, log.totals().flows() - 64), Integer.MAX_VALUE)
                    .forEach(row -> last = later(Instant.ofEpochSecond(0, row.opened())));
            log.commit();
            Session ended = new Session(
                    file.id(),
                    file.spec(),
                    file.started(),
                    Optional.of(last),
                    Session.State.INTERRUPTED,
                    folder.secret(),
                    file.unrecordedSince());
            byte[] state = SessionFile.stateRecord(ended);
            Chain.Link link = chain.append(Entry.STATE, state);
            log.add(new Entry(link.seq(), Entry.STATE, state, link.hash()));
            log.commit();
            log.checkpoint();
            SessionFile.of(ended, log.totals(), chain.length(), chain.head()).writeTo(folder.path());
        }
    }

    private void collect(int ordinal, RecordKind kind, long offset, Extent extent) {
        Map<RecordKind, List<Extent>> bodies = found.get(ordinal);
        if (bodies != null) {
            bodies.computeIfAbsent(kind, k -> new ArrayList<>()).add(extent);
        }
    }

    private BodyRef body(FlowJson.Described described, RecordKind kind, Segments segments) {
        List<Extent> extents = Optional.ofNullable(found.get(described.flow().ordinal()))
                .map(m -> m.get(kind))
                .orElse(List.of());
        long kept = extents.stream().mapToLong(Extent::length).sum();
        return new BodyRef(kept, kept, segments.sha256(extents), extents);
    }

    private Flow interrupted(Flow flow, FlowJson.Bodies bodies, Segments segments) {
        return flow.withMessages(
                message(flow, flow.request(), bodies.request(), segments),
                message(flow, flow.response(), bodies.response(), segments),
                Outcome.incomplete("capture_interrupted", "the capturing process died before it ended"));
    }

    // bytes may have reached the disk before word of their message did
    private static Optional<Message> message(Flow flow, Optional<Message> known, BodyRef ref, Segments segments) {
        if (known.isEmpty() && ref.kept() == 0) {
            return Optional.empty();
        }
        Body body = segments.body(ref);
        Message m = known.orElse(
                new Message(Optional.empty(), body, List.of(), flow.timing().opened(), Optional.empty(), false));
        return Optional.of(
                new Message(m.head(), body, m.trailers(), m.firstByte(), m.lastByte(), m.complete(), m.arrivals()));
    }

    private Instant later(Instant instant) {
        return instant.isAfter(last) ? instant : last;
    }
}
