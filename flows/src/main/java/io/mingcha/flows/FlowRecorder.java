package io.mingcha.flows;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The record of one exchange being written. All calls for one recorder come from one thread, in order; after
 * {@link #close} none.
 */
public interface FlowRecorder {

    /** The exchange's place in the session. */
    int ordinal();

    /** What is known of the connections behind it; a later call replaces an earlier one. */
    void connections(Server server, Optional<Tls> clientTls, Optional<Tls> serverTls, Timing timing);

    /** A message begins. Interim (1xx) heads are not handed over. */
    void head(Direction direction, Head head, Instant firstByte);

    /**
     * Bytes of a body, or of a tunnel's direction. The sink owns {@code bytes} until it runs {@code release}, exactly once,
     * on any thread.
     */
    void bytes(Direction direction, ByteBuffer bytes, Instant at, Runnable release);

    /** Bytes passed that are not worth keeping, such as those of a connection that stays encrypted: only their number is. */
    void skipped(Direction direction, long count);

    /** A message ended; {@code complete} if its framing said so. */
    void end(Direction direction, List<Header> trailers, Instant lastByte, boolean complete);

    /** The exchange is over. */
    void close(Outcome outcome, Timing timing);
}
