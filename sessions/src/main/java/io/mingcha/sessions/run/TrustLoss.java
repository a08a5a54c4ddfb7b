package io.mingcha.sessions.run;

import io.mingcha.sessions.run.CaptureService.Handshake;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds in the handshakes of a session since when the device does not trust the root any more that it trusted before. An app
 * that pins has never taken our certificate for its hosts, so only hosts count for which it was taken.
 */
final class TrustLoss {
    private static final int ENOUGH = 2;

    private TrustLoss() {}

    /** When the first of several hosts in a row was refused that had been taken before; nothing taken meanwhile. */
    static Optional<Instant> in(List<Handshake> handshakes) {
        Set<String> taken = new HashSet<>();
        Set<String> refused = new HashSet<>();
        int refusals = 0;
        Optional<Instant> since = Optional.empty();
        for (Handshake one :
                handshakes.stream().sorted(Comparator.comparing(Handshake::at)).toList()) {
            if (one.accepted()) {
                taken.add(one.host());
                refused.clear();
                refusals = 0;
                since = Optional.empty();
            } else if (taken.contains(one.host())) {
                refused.add(one.host());
                refusals++;
                since = since.or(() -> Optional.of(one.at()));
            }
            if (refusals >= ENOUGH && refused.size() >= Math.min(ENOUGH, taken.size())) {
                return since;
            }
        }
        return Optional.empty();
    }
}
