package io.mingcha.flows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One direction of an exchange, or of a tunnel that carried no HTTP (then without a head).
 *
 * @param firstByte when its first byte reached the proxy
 * @param lastByte when its last byte did, absent if it never ended
 * @param complete whether it ended as its framing says it should
 * @param arrivals when later parts of the body arrived, in order; empty if it came at once or that is not known
 */
public record Message(
        Optional<Head> head,
        Body body,
        List<Header> trailers,
        Instant firstByte,
        Optional<Instant> lastByte,
        boolean complete,
        List<Arrival> arrivals) {

    public Message {
        trailers = List.copyOf(trailers);
        arrivals = List.copyOf(arrivals);
    }

    /** A message of whose body no more is known than when it began and ended. */
    public Message(
            Optional<Head> head,
            Body body,
            List<Header> trailers,
            Instant firstByte,
            Optional<Instant> lastByte,
            boolean complete) {
        this(head, body, trailers, firstByte, lastByte, complete, List.of());
    }

    /** When the byte at an offset of the body arrived, or at the latest before. */
    public Instant arrivedAt(long offset) {
        Instant at = firstByte;
        for (Arrival arrival : arrivals) {
            if (arrival.offset() > offset) {
                break;
            }
            at = arrival.at();
        }
        return at;
    }
}
