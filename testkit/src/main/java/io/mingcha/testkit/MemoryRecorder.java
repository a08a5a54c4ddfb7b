package io.mingcha.testkit;

import io.mingcha.flows.Arrivals;
import io.mingcha.flows.Body;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Flow;
import io.mingcha.flows.FlowRecorder;
import io.mingcha.flows.FlowSink;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Message;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Server;
import io.mingcha.flows.Timing;
import io.mingcha.flows.Tls;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One flow of a {@link RecordingSink}. */
final class MemoryRecorder implements FlowRecorder {
    private final RecordingSink sink;
    private final int ordinal;
    private final FlowSink.Opening opening;
    private final boolean keep;
    private final Map<Direction, Half> halves = new EnumMap<>(Direction.class);
    private Server server;
    private Optional<Tls> clientTls = Optional.empty();
    private Optional<Tls> serverTls = Optional.empty();
    private boolean closed;
    private @Nullable Flow finished;

    private static final class Half {
        private Optional<Head> head = Optional.empty();
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private long length;
        private final Arrivals arrivals = new Arrivals();
        private List<Header> trailers = List.of();
        private final Instant first;
        private Optional<Instant> last = Optional.empty();
        private boolean complete;

        Half(Instant first) {
            this.first = first;
        }

        Message message() {
            byte[] bytes = kept.toByteArray();
            long whole = length;
            Body body = new Body() {
                @Override
                public long length() {
                    return whole;
                }

                @Override
                public byte[] bytes() {
                    return bytes;
                }
            };
            return new Message(head, body, trailers, first, last, complete, arrivals.list());
        }
    }

    MemoryRecorder(RecordingSink sink, int ordinal, FlowSink.Opening opening, boolean keep) {
        this.sink = sink;
        this.ordinal = ordinal;
        this.opening = opening;
        this.keep = keep;
        this.server = opening.server();
    }

    @Override
    public int ordinal() {
        return ordinal;
    }

    @Override
    public void connections(Server reached, Optional<Tls> withClient, Optional<Tls> withServer, Timing timing) {
        later(() -> {
            server = reached;
            clientTls = withClient;
            serverTls = withServer;
        });
    }

    @Override
    public void head(Direction direction, Head head, Instant firstByte) {
        later(() -> {
            Half half = new Half(firstByte);
            half.head = Optional.of(head);
            if (halves.put(direction, half) != null) {
                throw new IllegalStateException("two heads for " + direction);
            }
        });
    }

    @Override
    public void bytes(Direction direction, ByteBuffer bytes, Instant at, Runnable release) {
        later(() -> {
            Half half = half(direction, at);
            half.arrivals.note(half.length, at);
            half.length += bytes.remaining();
            if (keep) {
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                half.kept.write(copy, 0, copy.length);
            }
            release.run();
        });
    }

    @Override
    public void skipped(Direction direction, long count) {
        later(() -> half(direction, opening.opened()).length += count);
    }

    @Override
    public void end(Direction direction, List<Header> trailers, Instant lastByte, boolean complete) {
        later(() -> {
            Half half = halves.get(direction);
            if (half != null) {
                half.trailers = trailers;
                half.last = Optional.of(lastByte);
                half.complete = complete;
            }
        });
    }

    @Override
    public void close(Outcome outcome, Timing timing) {
        later(() -> finished = new Flow(
                ordinal,
                opening.connection(),
                opening.scheme(),
                opening.protocol(),
                opening.client(),
                server,
                clientTls,
                serverTls,
                timing,
                message(Direction.REQUEST),
                message(Direction.RESPONSE),
                outcome));
        closed = true;
        sink.later(sink::changed);
    }

    /** As a disk would: after the call returned, in order. */
    private void later(Runnable work) {
        if (closed) {
            throw new IllegalStateException("flow " + ordinal + " is closed");
        }
        sink.later(() -> {
            synchronized (this) {
                work.run();
            }
        });
    }

    private Half half(Direction direction, Instant at) {
        return halves.computeIfAbsent(direction, d -> new Half(at));
    }

    private Optional<Message> message(Direction direction) {
        return Optional.ofNullable(halves.get(direction)).map(Half::message);
    }

    synchronized long bytes(Direction direction) {
        Half half = halves.get(direction);
        return half == null ? 0 : half.length;
    }

    synchronized Optional<Flow> flow() {
        return Optional.ofNullable(finished);
    }
}
