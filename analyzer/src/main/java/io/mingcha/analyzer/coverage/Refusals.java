package io.mingcha.analyzer.coverage;

import io.mingcha.flows.Flow;
import io.mingcha.flows.Tls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Judges refusals of the certificate in the light of the whole session, whatever the order in which its flows become known.
 *
 * <ul>
 *   <li>Who refuses the certificate of one host and takes that of another with the same TLS stack pins it.
 *   <li>If a client never took any, it does not trust the authority.
 *   <li>If other software of the same client did, either may be true.
 *   <li>Who closed without a word refused if it came back and never took the certificate of that host; else the
 *       connection was opened to spare, or the network broke it.
 * </ul>
 */
final class Refusals {
    static final String PINNED = "pinned";
    static final String NOT_TRUSTED = "ca_not_trusted";
    static final String REFUSED = "client_refused_certificate";
    private static final String SILENT = "closed_after_handshake";
    private static final String BROKEN_OFF = "closed_in_handshake";
    private static final Set<String> CERTAIN = Set.of(REFUSED, "passed_after_refusals");

    private record Key(String who, String host, String ja4) {}

    private record Stack(String who, String ja4) {}

    private record Place(String who, String host) {}

    /** From when to when a connection lasted. */
    private record Life(Instant opened, Instant closed) {
        /** A client may open its next connection a moment before the end of the last one is seen. */
        private static final Duration MOMENT = Duration.ofMillis(250);

        boolean isFollowedAt(Instant later) {
            return opened.isBefore(later) && closed.minus(MOMENT).isBefore(later);
        }
    }

    /** What happened under one key. */
    private static final class Trial {
        private final List<Life> silent = new ArrayList<>();
        private final List<Life> brokenOff = new ArrayList<>();
        private int refused;
        private Instant last = Instant.MIN;

        boolean established() {
            return refused > 0
                    || Stream.concat(silent.stream(), brokenOff.stream()).anyMatch(life -> life.isFollowedAt(last));
        }
    }

    private final Map<Key, Trial> trials = new HashMap<>();
    private final Set<Stack> stacks = new HashSet<>();
    private final Set<String> clients = new HashSet<>();
    private final Set<Place> places = new HashSet<>();

    /** Whether the reason of an unread flow is to be judged here. */
    static boolean concern(String reason) {
        return CERTAIN.contains(reason) || reason.equals(SILENT) || reason.equals(BROKEN_OFF);
    }

    /** A client sent something behind our handshake. */
    void taken(Flow flow, String host) {
        String who = flow.client().who();
        stacks.add(new Stack(who, ja4(flow)));
        clients.add(who);
        places.add(new Place(who, host));
    }

    void add(Flow flow, String host) {
        Trial trial = trials.computeIfAbsent(new Key(flow.client().who(), host, ja4(flow)), k -> new Trial());
        String reason = flow.outcome().reason();
        Instant opened = flow.timing().opened();
        trial.last = opened.isAfter(trial.last) ? opened : trial.last;
        if (CERTAIN.contains(reason)) {
            trial.refused++;
        } else {
            (reason.equals(SILENT) ? trial.silent : trial.brokenOff)
                    .add(new Life(opened, flow.timing().closed().orElse(opened)));
        }
    }

    private static String ja4(Flow flow) {
        return flow.clientTls().flatMap(Tls::ja4).orElse("");
    }

    /** For each client and host: reason → connections; those that were opened to spare under {@link Tally#UNUSED}. */
    Map<String, Map<String, Map<String, Integer>>> judged() {
        Map<String, Map<String, Map<String, Integer>>> out = new TreeMap<>();
        trials.forEach((key, trial) -> {
            boolean taken = places.contains(new Place(key.who(), key.host()));
            boolean refusing = !taken && trial.established();
            int silent = refusing ? trial.silent.size() : 0;
            int brokenOff = refusing ? trial.brokenOff.size() : 0;
            Map<String, Integer> reasons = out.computeIfAbsent(key.who(), w -> new TreeMap<>())
                    .computeIfAbsent(key.host(), h -> new TreeMap<>());
            add(reasons, kind(key), trial.refused + silent + brokenOff);
            add(reasons, Tally.UNUSED, trial.silent.size() - silent);
            add(reasons, BROKEN_OFF, trial.brokenOff.size() - brokenOff);
        });
        return out;
    }

    private static void add(Map<String, Integer> reasons, String reason, int count) {
        if (count > 0) {
            reasons.merge(reason, count, Integer::sum);
        }
    }

    private String kind(Key key) {
        if (stacks.contains(new Stack(key.who(), key.ja4()))) {
            return PINNED;
        }
        return clients.contains(key.who()) ? REFUSED : NOT_TRUSTED;
    }
}
