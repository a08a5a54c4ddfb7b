package io.mingcha.sessions.attribution;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Joins connections and sockets by the port that both sides see. Ports come again, so time decides as well: a socket that was
 * seen while the connection stood is the connection's; one that may have lived then is, if nothing speaks for another.
 */
final class ByPort {
    private static final double SURE = 0.98;
    private static final double LIKELY = 0.8;

    private final Map<Integer, List<Episode>> byPort;
    private final Duration lag;

    ByPort(Episodes episodes, Duration lag) {
        this.lag = lag;
        byPort = episodes.all().stream().collect(Collectors.groupingBy(Episode::port));
    }

    Map<Integer, Verdict> of(List<Connection> connections) {
        Map<Integer, Verdict> verdicts = new HashMap<>();
        Set<Episode> explained = new HashSet<>();
        for (Connection connection : connections) {
            only(connection, e -> isSeen(e, connection)).ifPresent(app -> {
                verdicts.put(connection.number(), new Verdict(app, SURE));
                at(connection).stream().filter(e -> isSeen(e, connection)).forEach(explained::add);
            });
        }
        for (Connection connection : connections) {
            if (!verdicts.containsKey(connection.number())) {
                only(connection, e -> !explained.contains(e) && mayBe(e, connection))
                        .ifPresent(app -> verdicts.put(connection.number(), new Verdict(app, LIKELY)));
            }
        }
        return verdicts;
    }

    private List<Episode> at(Connection connection) {
        return byPort.getOrDefault(connection.client().getPort(), List.of());
    }

    /** The app of all that fit, if it is one. */
    private Optional<String> only(Connection connection, Predicate<Episode> fits) {
        List<String> apps = at(connection).stream()
                .filter(fits)
                .map(Episode::app)
                .distinct()
                .toList();
        return apps.size() == 1 ? Optional.of(apps.get(0)) : Optional.empty();
    }

    private boolean isSeen(Episode episode, Connection connection) {
        Instant closed = connection.closed().orElse(Instant.MAX);
        return mayBe(episode, connection)
                && !episode.last().isBefore(connection.accepted())
                && !episode.first().isAfter(closed);
    }

    private boolean mayBe(Episode episode, Connection connection) {
        return !episode.absent().isAfter(connection.accepted())
                && !episode.gone().isBefore(connection.accepted().minus(lag));
    }
}
