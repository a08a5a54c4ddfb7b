package io.mingcha.store;

import io.mingcha.flows.Arrivals;
import io.mingcha.flows.Body;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Flow;
import io.mingcha.flows.FlowRecorder;
import io.mingcha.flows.FlowSink.Opening;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Message;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Server;
import io.mingcha.flows.Timing;
import io.mingcha.flows.Tls;
import io.mingcha.store.body.BodyRef;
import io.mingcha.store.body.Extent;
import io.mingcha.store.body.Segments;
import io.mingcha.store.log.FlowJson;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One exchange being recorded. The proxy's thread describes it, the writer's thread keeps its bytes. */
final class Recorder implements FlowRecorder {
    // small bodies are copied: cheaper than holding on to the buffers of an event loop
    private static final int COPIED = 8 << 10;
    private static final Runnable NOTHING = () -> {};

    private final RecordingSession session;
    private final int ordinal;
    private final Opening opening;
    private final Side request = new Side();
    private final Side response = new Side();
    private Server server;
    private Optional<Tls> clientTls = Optional.empty();
    private Optional<Tls> serverTls = Optional.empty();
    private Timing timing;
    private Outcome outcome = Outcome.incomplete("", "");
    private boolean closed;
    private int revision;

    /** Belongs to the writer: the revision that it last noted as open, 0 if none. */
    int noted;

    private static final class Side {
        private boolean begun;
        private Optional<Head> head = Optional.empty();
        private @Nullable Instant firstByte;
        private Optional<Instant> lastByte = Optional.empty();
        private List<Header> trailers = List.of();
        private boolean complete;
        private long length;
        private final Arrivals arrivals = new Arrivals();
        // the writer's
        private final List<Extent> extents = new ArrayList<>(1);
        private long kept;
        private @Nullable MessageDigest digest;
    }

    Recorder(RecordingSession session, int ordinal, Opening opening) {
        this.session = session;
        this.ordinal = ordinal;
        this.opening = opening;
        this.server = opening.server();
        this.timing = Timing.at(opening.opened());
    }

    @Override
    public int ordinal() {
        return ordinal;
    }

    Instant opened() {
        return opening.opened();
    }

    @Override
    public synchronized void connections(
            Server known, Optional<Tls> withClient, Optional<Tls> withServer, Timing marks) {
        server = known;
        clientTls = withClient;
        serverTls = withServer;
        timing = marks;
        revision++;
    }

    @Override
    public synchronized void head(Direction direction, Head head, Instant firstByte) {
        Side side = side(direction);
        side.begun = true;
        side.head = Optional.of(head);
        side.firstByte = firstByte;
        revision++;
    }

    @Override
    public void bytes(Direction direction, ByteBuffer bytes, Instant at, Runnable release) {
        int length = bytes.remaining();
        synchronized (this) {
            Side side = side(direction);
            side.arrivals.note(side.length, at);
            side.length += length;
            if (!side.begun) {
                side.begun = true;
                side.firstByte = at;
                revision++;
            }
            if (closed) {
                length = 0;
            }
        }
        if (length == 0 || !session.isRecording()) {
            release.run();
        } else if (length <= COPIED) {
            byte[] copy = new byte[length];
            bytes.duplicate().get(copy);
            release.run();
            session.put(new Intake.Chunk(this, direction, ByteBuffer.wrap(copy), NOTHING, System.nanoTime()));
        } else {
            session.put(new Intake.Chunk(this, direction, bytes, release, System.nanoTime()));
        }
    }

    @Override
    public synchronized void skipped(Direction direction, long count) {
        Side side = side(direction);
        side.length += count;
        if (!side.begun) {
            side.begun = true;
            side.firstByte = session.now();
        }
        revision++;
    }

    @Override
    public synchronized void end(Direction direction, List<Header> trailers, Instant lastByte, boolean complete) {
        Side side = side(direction);
        if (!side.begun) {
            side.begun = true;
            side.firstByte = lastByte;
        }
        side.trailers = List.copyOf(trailers);
        side.lastByte = Optional.of(lastByte);
        side.complete = complete;
        revision++;
    }

    @Override
    public void close(Outcome result, Timing marks) {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            outcome = result;
            timing = marks;
            revision++;
        }
        session.put(new Intake.Closed(this, System.nanoTime()));
    }

    /** For the writer: closes it in the proxy's stead. */
    synchronized void abandon(Outcome result) {
        if (!closed) {
            closed = true;
            outcome = result;
        }
    }

    /** For the writer: says how it ended, whatever the proxy said. */
    synchronized void replaceOutcome(Outcome result) {
        closed = true;
        outcome = result;
    }

    /** For the writer: whether every byte that passed was kept. */
    synchronized boolean isWhole() {
        return request.kept == request.length && response.kept == response.length;
    }

    synchronized int revision() {
        return revision;
    }

    private Side side(Direction direction) {
        return direction == Direction.REQUEST ? request : response;
    }

    /** For the writer: how many bytes of a direction it has kept. */
    long kept(Direction direction) {
        return side(direction).kept;
    }

    /** For the writer: bytes of a direction lie in a segment now. */
    void keep(Direction direction, ByteBuffer data, Extent extent) {
        Side side = side(direction);
        side.extents.add(extent);
        side.kept += extent.length();
        MessageDigest digest = side.digest;
        if (digest == null) {
            digest = Segments.sha256();
            side.digest = digest;
        }
        digest.update(data.duplicate());
    }

    /** For the writer, after a failure: forgets what did not reach the disk. */
    void keepOnly(List<Extent> lost, Segments segments) {
        for (Side side : List.of(request, response)) {
            if (side.extents.removeAll(lost)) {
                side.kept = side.extents.stream().mapToLong(Extent::length).sum();
                side.digest = Segments.sha256();
                if (!side.extents.isEmpty()) {
                    side.digest.update(segments.read(side.extents));
                }
            }
        }
    }

    List<Extent> extents() {
        List<Extent> all = new ArrayList<>(request.extents);
        all.addAll(response.extents);
        return all;
    }

    /** For the writer: where the kept bytes lie. */
    FlowJson.Bodies bodies() {
        return new FlowJson.Bodies(bodyRef(request), bodyRef(response));
    }

    private synchronized BodyRef bodyRef(Side side) {
        MessageDigest digest = side.digest;
        if (digest == null || side.extents.isEmpty()) {
            return new BodyRef(side.length, 0, "", List.of());
        }
        try {
            MessageDigest copy = (MessageDigest) digest.clone();
            return new BodyRef(side.length, side.kept, HexFormat.of().formatHex(copy.digest()), side.extents);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the digests of the JDK can be copied", e);
        }
    }

    /** The exchange as it is known now. */
    synchronized Flow flow(FlowJson.Bodies bodies, Function<BodyRef, Body> read) {
        return new Flow(
                ordinal,
                opening.connection(),
                opening.scheme(),
                opening.protocol(),
                opening.client(),
                server,
                clientTls,
                serverTls,
                timing,
                message(request, read.apply(bodies.request())),
                message(response, read.apply(bodies.response())),
                outcome);
    }

    private static Optional<Message> message(Side side, Body body) {
        Instant firstByte = side.firstByte;
        if (firstByte == null) {
            return Optional.empty();
        }
        return Optional.of(new Message(
                side.head, body, side.trailers, firstByte, side.lastByte, side.complete, side.arrivals.list()));
    }
}
