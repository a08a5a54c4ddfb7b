package io.mingcha.proxy.policy;

import java.util.Optional;

/** How often one client refused the certificate of one host. Not safe for several threads. */
final class Attempts {
    private static final int ENOUGH = 2;

    private int refusals;
    private boolean leftSilently;
    private Optional<String> alert = Optional.empty();

    void refused(Optional<String> with) {
        if (with.isPresent()) {
            refusals++;
            leftSilently = false;
            alert = with;
        } else {
            leftSilently = true;
        }
    }

    /**
     * The client comes again.
     *
     * @param accepted whether it took the certificate of this host before: then it left without a word for another reason
     * @return whether it refused often enough
     */
    boolean again(boolean accepted) {
        if (leftSilently && !accepted) {
            refusals++;
        }
        leftSilently = false;
        return refusals >= ENOUGH;
    }

    String detail() {
        return "passed through after " + refusals + " refusals"
                + alert.map(a -> ", client alert: " + a).orElse(", each time the client only left");
    }
}
