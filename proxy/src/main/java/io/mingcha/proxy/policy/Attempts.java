package io.mingcha.proxy.policy;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How often one client refused the certificate of one host. Not safe for several threads. */
final class Attempts {
    private static final int ENOUGH = 2;

    /** A client may open its next connection a moment before the end of the last one is seen. */
    private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private int refusals;
    private boolean leftSilently;
    private Optional<String> alert = Optional.empty();
    private @Nullable Target latest;
    private long latestAt;

    void refused(Refusal refusal) {
        Target next = latest;
        boolean back = next != null && next != refusal.target() && System.nanoTime() - latestAt < MOMENT_NANOS;
        if (refusal.alert().isPresent()) {
            refusals++;
            alert = refusal.alert();
        } else if (back) {
            refusals++;
        } else {
            leftSilently = true;
        }
    }

    /**
     * The client comes, or comes again.
     *
     * @param accepted whether it took the certificate of this host before: then it left without a word for another reason
     * @return whether it refused often enough
     */
    boolean next(Target target, boolean accepted) {
        if (leftSilently && !accepted) {
            refusals++;
        }
        leftSilently = false;
        latest = target;
        latestAt = System.nanoTime();
        return refusals >= ENOUGH;
    }

    String detail() {
        return "passed through after " + refusals + " refusals"
                + alert.map(a -> ", client alert: " + a).orElse(", each time the client only left");
    }
}
