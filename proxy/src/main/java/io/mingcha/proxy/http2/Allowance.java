package io.mingcha.proxy.http2;

import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How much a peer may ask without carrying anything. Far above what apps do that drop requests as their user scrolls, far
 * below what costs the proxy its other connections.
 */
final class Allowance {
    private static final long PERIOD = TimeUnit.SECONDS.toNanos(10);
    private static final int RESETS = 1_000;
    private static final int EMPTY = 1_000;
    private static final int FREE_PER_USEFUL = 4;
    private static final int FAULTS = 200;

    private long since = System.nanoTime();
    private int resets;
    private int empty;
    private int faults;

    /** A stream was cancelled. */
    Optional<Http2Exception> reset() {
        renew();
        return ++resets > RESETS ? exceeded(RESETS, "streams reset") : Optional.empty();
    }

    /** A frame that carries neither head nor body. */
    Optional<Http2Exception> empty() {
        renew();
        return ++empty > EMPTY ? exceeded(EMPTY, "frames without content") : Optional.empty();
    }

    /** A frame that carried something: what asks goes along with what is done, such as measuring the round trip. */
    void useful() {
        empty = Math.max(0, empty - FREE_PER_USEFUL);
    }

    /** A frame that broke the protocol within its stream. */
    Optional<Http2Exception> fault() {
        renew();
        return ++faults > FAULTS ? exceeded(FAULTS, "streams in error") : Optional.empty();
    }

    private void renew() {
        long now = System.nanoTime();
        if (now - since > PERIOD) {
            since = now;
            resets = 0;
            empty = 0;
            faults = 0;
        }
    }

    private static Optional<Http2Exception> exceeded(int count, String what) {
        return Optional.of(Http2Exception.connectionError(
                Http2Error.ENHANCE_YOUR_CALM, "more than %d %s within ten seconds", count, what));
    }
}
