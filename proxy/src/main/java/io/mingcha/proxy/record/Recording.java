package io.mingcha.proxy.record;

import io.mingcha.flows.Direction;
import io.mingcha.flows.FlowRecorder;
import io.mingcha.flows.FlowSink;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Server;
import io.mingcha.flows.Timing;
import io.mingcha.flows.Tls;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** One flow being recorded, on one event loop. Ends what was left open when it closes; closes once. */
public final class Recording {
    /** Below this a copy is cheaper than keeping a whole network buffer alive. */
    private static final int COPIED = 8 * 1024;

    private static final CompletableFuture<?> NOTHING = CompletableFuture.allOf();

    private static final Runnable NOTHING_TO_RELEASE = () -> {};

    private final FlowSink sink;
    private final FlowRecorder recorder;
    private final Runnable onClose;
    private final Set<Direction> ended = EnumSet.noneOf(Direction.class);
    private final Map<Direction, Long> kept = new EnumMap<>(Direction.class);
    private final List<String> changes = new ArrayList<>();
    private Timing timing;
    private CompletableFuture<?> awaited = NOTHING;
    private boolean ending;
    private boolean closed;

    public Recording(FlowSink sink, FlowSink.Opening opening, Runnable onClose) {
        this.sink = sink;
        this.recorder = sink.open(opening);
        this.timing = Timing.at(opening.opened());
        this.onClose = onClose;
    }

    public void connections(Server server, Optional<Tls> clientTls, Optional<Tls> serverTls, Timing marks) {
        if (!closed) {
            timing = marks;
            recorder.connections(server, clientTls, serverTls, marks);
        }
    }

    public Timing timing() {
        return timing;
    }

    public void head(Direction direction, Head head, Instant firstByte) {
        if (!closed) {
            recorder.head(direction, head, firstByte);
        }
    }

    /** Takes over one reference to {@code bytes}. */
    public void bytes(Direction direction, ByteBuf bytes) {
        int count = bytes.readableBytes();
        if (closed || count == 0) {
            bytes.release();
        } else if (count <= COPIED) {
            byte[] copy = new byte[count];
            bytes.getBytes(bytes.readerIndex(), copy);
            bytes.release();
            recorder.bytes(direction, ByteBuffer.wrap(copy), sink.now(), NOTHING_TO_RELEASE);
        } else {
            recorder.bytes(direction, bytes.nioBuffer(), sink.now(), bytes::release);
        }
    }

    /** As {@link #bytes(Direction, ByteBuf)}, but what exceeds so many bytes of a direction is only counted. */
    public void bytes(Direction direction, ByteBuf bytes, long most) {
        long room = Math.max(0, most - kept.getOrDefault(direction, 0L));
        int count = bytes.readableBytes();
        int taken = (int) Math.min(count, room);
        kept.merge(direction, (long) taken, Long::sum);
        bytes(direction, taken == count ? bytes : bytes.slice(bytes.readerIndex(), taken));
        skipped(direction, (long) count - taken);
    }

    public void skipped(Direction direction, long count) {
        if (!closed && count > 0) {
            recorder.skipped(direction, count);
        }
    }

    public void end(Direction direction, List<Header> trailers, boolean complete) {
        if (!closed && ended.add(direction)) {
            recorder.end(direction, trailers, sink.now(), complete);
        }
    }

    /** Notes something that the proxy changed on the way; what was recorded is what came. */
    public void changed(String what) {
        changes.add(what);
    }

    /** Does not close before something else is known that belongs to it; it completes on the same event loop. */
    public void await(CompletableFuture<?> something) {
        awaited = something;
    }

    public void close(Outcome outcome) {
        if (ending) {
            return;
        }
        ending = true;
        Instant end = sink.now();
        awaited.whenComplete((known, problem) -> close(outcome, end));
    }

    private void close(Outcome outcome, Instant end) {
        closed = true;
        recorder.close(
                changes.isEmpty() ? outcome : outcome.with(String.join("; ", changes)),
                new Timing(
                        timing.opened(),
                        timing.accepted(),
                        timing.resolved(),
                        timing.connected(),
                        timing.serverSecured(),
                        timing.clientSecured(),
                        Optional.of(end)));
        onClose.run();
    }
}
