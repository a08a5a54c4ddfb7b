package io.mingcha.sessions.attribution;

import io.mingcha.flows.Owner.Whose;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Ties connections to apps. */
public final class Attribution {
    private static final double NAMED = 1.0;
    private static final double SAID = 0.4;
    private static final double SEEN_AND_SAID = 0.75;

    private final Scene scene;
    private final Episodes episodes;
    private final Foreground foreground;
    private final Set<String> known;

    private Attribution(Scene scene) {
        this.scene = scene;
        this.episodes = Episodes.of(scene.samples(), scene.proxy());
        this.foreground = new Foreground(scene.front());
        this.known = known(scene);
    }

    /** The owner of each connection, in the order of the connections. */
    public static List<Attributed> of(List<Connection> connections, Scene scene) {
        return new Attribution(scene).owners(connections);
    }

    private List<Attributed> owners(List<Connection> connections) {
        Map<Integer, Verdict> sockets = scene.portsSeen()
                ? new ByPort(episodes, scene.lag()).of(connections)
                : new ByTime(scene.samples(), episodes, scene.lag()).of(untagged(connections));
        return connections.stream().map(c -> owner(c, sockets)).toList();
    }

    private List<Connection> untagged(List<Connection> connections) {
        return connections.stream()
                .filter(c -> c.tag().filter(scene.tags()::containsKey).isEmpty())
                .toList();
    }

    private Attributed owner(Connection connection, Map<Integer, Verdict> sockets) {
        Optional<String> named = connection.tag().map(scene.tags()::get);
        if (named.isPresent()) {
            return owner(connection, new Verdict(named.get(), NAMED), Witness.TAG);
        }
        Optional<Verdict> socket = Optional.ofNullable(sockets.get(connection.number()));
        if (socket.isPresent()) {
            return owner(connection, socket.get(), scene.portsSeen() ? Witness.PORT : Witness.TIME);
        }
        Optional<String> said = said(connection);
        Optional<Verdict> seen = foreground.at(connection.accepted());
        if (seen.isPresent()) {
            boolean agree = said.filter(seen.get().app()::equals).isPresent();
            return owner(
                    connection, agree ? new Verdict(seen.get().app(), SEEN_AND_SAID) : seen.get(), Witness.FOREGROUND);
        }
        return said.map(app -> owner(connection, new Verdict(app, SAID), Witness.USER_AGENT))
                .orElseGet(() -> Attributed.unknown(connection));
    }

    private Attributed owner(Connection connection, Verdict verdict, Witness by) {
        String app = verdict.app();
        Optional<String> name = app.startsWith("uid:") ? Optional.empty() : Optional.of(app);
        return new Attributed(connection.number(), whose(app), name, by, verdict.confidence());
    }

    private Whose whose(String app) {
        if (scene.own().contains(app)) {
            return Whose.APP;
        }
        if (!app.startsWith("uid:")) {
            return Whose.OTHER_APP;
        }
        // several packages share the number: one of them may be the app
        return Integer.parseInt(app.substring("uid:".length())) % 100_000 < 10_000 ? Whose.SYSTEM : Whose.UNKNOWN;
    }

    /** The app whose package stands in the user agent; the longest, as one name may begin another. */
    private Optional<String> said(Connection connection) {
        String agent = connection.userAgent().orElse("").toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(app -> agent.contains(app.toLowerCase(Locale.ROOT)))
                .max(Comparator.comparingInt(String::length));
    }

    private static Set<String> known(Scene scene) {
        Set<String> known = new TreeSet<>(scene.own());
        known.addAll(scene.tags().values());
        scene.front().forEach(f -> known.add(f.app()));
        scene.samples().forEach(s -> s.sockets().forEach(o -> known.add(o.app())));
        known.removeIf(app -> app.startsWith("uid:"));
        return known;
    }
}
