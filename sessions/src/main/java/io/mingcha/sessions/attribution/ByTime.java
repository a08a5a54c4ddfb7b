package io.mingcha.sessions.attribution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Joins connections and sockets by when they came and went, where no port is seen on both sides: through adb the proxy sees
 * the adb server's ports. Samples bound both ends of a socket's life, and what fits one connection only is taken from the
 * others. What stays open between apps gets an answer only if nearly all that fits is of one.
 */
final class ByTime {
    private static final double UNIQUE = 0.9;
    private static final double ONE_APP = 0.8;
    private static final double MOST = 0.65;

    private final List<Sample> samples;
    private final List<Episode> episodes;
    private final Duration lag;
    private final Map<Integer, Verdict> verdicts = new HashMap<>();
    private final Set<Episode> taken = new HashSet<>();
    private final Set<Integer> certain = new HashSet<>();

    ByTime(List<Sample> samples, Episodes episodes, Duration lag) {
        this.samples = samples;
        this.lag = lag;
        this.episodes = episodes.all();
    }

    Map<Integer, Verdict> of(List<Connection> connections) {
        connections.stream().filter(this::mustBeSeen).forEach(c -> certain.add(c.number()));
        settle(connections, Duration.ZERO);
        settle(connections, lag);
        return verdicts;
    }

    /** What needs less leeway goes first, so that it is not taken by what only might be it. */
    private void settle(List<Connection> connections, Duration leeway) {
        Map<Connection, List<Episode>> fitting = new LinkedHashMap<>();
        for (Connection connection : connections) {
            if (!verdicts.containsKey(connection.number())) {
                List<Episode> fit = new ArrayList<>(episodes.stream()
                        .filter(e -> !taken.contains(e) && fits(e, connection, leeway))
                        .toList());
                if (!fit.isEmpty()) {
                    fitting.put(connection, fit);
                }
            }
        }
        boolean changed = true;
        while (changed) {
            changed = pair(fitting);
        }
        fitting.forEach((connection, fit) -> {
            share(fit, certain.contains(connection.number()))
                    .ifPresent(verdict -> verdicts.put(connection.number(), verdict));
            // they are of these, whichever is whose
            taken.addAll(fit);
        });
    }

    private boolean fits(Episode episode, Connection connection, Duration leeway) {
        Instant accepted = connection.accepted();
        Instant closed = connection.closed().orElse(Instant.MAX);
        return !episode.absent().isAfter(accepted)
                && !accepted.minus(lag).isAfter(episode.first())
                && !episode.last().minus(leeway).isAfter(closed)
                && (episode.gone().equals(Instant.MAX)
                        || !closed.equals(Instant.MAX) && !closed.minus(lag).isAfter(episode.gone()));
    }

    /** Takes connections and sockets that have only each other; whether there were any. */
    private boolean pair(Map<Connection, List<Episode>> fitting) {
        Map<Episode, List<Connection>> wanting = new LinkedHashMap<>();
        Map<Episode, List<Connection>> needing = new HashMap<>();
        fitting.forEach((connection, fit) -> {
            fit.forEach(e -> wanting.computeIfAbsent(e, x -> new ArrayList<>()).add(connection));
            if (fit.size() == 1 && certain.contains(connection.number())) {
                needing.computeIfAbsent(fit.get(0), x -> new ArrayList<>()).add(connection);
            }
        });
        boolean found = false;
        for (Map.Entry<Episode, List<Connection>> entry : wanting.entrySet()) {
            List<Connection> only = needing.getOrDefault(entry.getKey(), List.of());
            Optional<Connection> match = entry.getValue().size() == 1
                    ? Optional.of(entry.getValue().get(0))
                    : only.size() == 1 ? Optional.of(only.get(0)) : Optional.empty();
            if (match.filter(fitting::containsKey).isPresent() && !taken.contains(entry.getKey())) {
                take(match.get(), entry.getKey(), fitting);
                found = true;
            }
        }
        return found;
    }

    /** One that stood while the device was asked has a socket among those that were seen; a shorter one may have none. */
    private boolean mustBeSeen(Connection connection) {
        Instant closed = connection.closed().orElse(Instant.MAX);
        return samples.stream()
                .anyMatch(s -> !s.from().isBefore(connection.accepted())
                        && !s.to().plus(lag).isAfter(closed));
    }

    private void take(Connection connection, Episode episode, Map<Connection, List<Episode>> fitting) {
        verdicts.put(connection.number(), new Verdict(episode.app(), UNIQUE));
        taken.add(episode);
        fitting.remove(connection);
        fitting.values().forEach(fit -> fit.remove(episode));
        fitting.values().removeIf(List::isEmpty);
    }

    private static Optional<Verdict> share(List<Episode> fit, boolean certain) {
        Map<String, Long> counts = fit.stream().collect(Collectors.groupingBy(Episode::app, Collectors.counting()));
        if (counts.size() == 1) {
            return Optional.of(new Verdict(fit.get(0).app(), certain ? ONE_APP : MOST));
        }
        return counts.entrySet().stream()
                .filter(e -> 4 * e.getValue() >= 3 * fit.size())
                .findFirst()
                .map(e -> new Verdict(e.getKey(), MOST * e.getValue() / fit.size()));
    }
}
