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
 */
public record Message(
        Optional<Head> head,
        Body body,
        List<Header> trailers,
        Instant firstByte,
        Optional<Instant> lastByte,
        boolean complete) {

    public Message {
        trailers = List.copyOf(trailers);
    }
}
