package io.mingcha.flows;

import java.time.Instant;
import java.util.Optional;

/**
 * Marks of one exchange on the session's clock, to the nanosecond. Connection marks stand on the first exchange of a
 * connection only.
 *
 * @param opened the first byte of the exchange, or the accept of a connection that carried none
 * @param closed the end of the exchange
 */
public record Timing(
        Instant opened,
        Optional<Instant> accepted,
        Optional<Instant> resolved,
        Optional<Instant> connected,
        Optional<Instant> serverSecured,
        Optional<Instant> clientSecured,
        Optional<Instant> closed) {

    public static Timing at(Instant opened) {
        return new Timing(
                opened,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
