package io.mingcha.analyzer;

import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.Veil;
import io.mingcha.analyzer.detect.hit.Dropped;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One exchange opened for people to look at: its trees, and what is exposed where. */
public final class Inspection {
    private final List<Exposure> exposures;
    private final Decoded host;
    private final List<Opened> opened;
    private final Map<Node, Exposure> places = new IdentityHashMap<>();
    private final Map<Node, List<Exposure>> all = new IdentityHashMap<>();

    /**
     * One direction.
     *
     * @param searched false of code, pictures and the proxy's own answers
     * @param dropped what might have been personal data and does not count
     */
    public record Opened(Direction direction, Decoded decoded, Veil veil, boolean searched, List<Dropped> dropped) {
        public Opened {
            dropped = List.copyOf(dropped);
        }

        private Opened with(List<Dropped> more) {
            List<Dropped> both = new ArrayList<>(dropped);
            both.addAll(more);
            return new Opened(direction, decoded, veil, searched, both);
        }
    }

    private Inspection(List<Exposure> exposures, Decoded host, List<Opened> opened) {
        this.exposures = List.copyOf(exposures);
        this.host = host;
        this.opened = List.copyOf(opened);
    }

    Inspection(List<FlowAnalysis.Found> found, List<Exposure> exposures, Decoded host, List<Opened> opened) {
        this(exposures, host, opened);
        for (int i = 0; i < exposures.size(); i++) {
            Exposure exposure = exposures.get(i);
            put(found.get(i).hit().node(), exposure);
            found.get(i).hit().also().ifPresent(n -> put(n, exposure));
        }
    }

    /**
     * The same with what it exposes once its whole session was read: other types, less, or values that others name.
     *
     * @param whole all that it exposes then
     */
    public Inspection with(List<Exposure> whole) {
        Map<Place, Exposure> there = new HashMap<>();
        whole.forEach(e -> there.putIfAbsent(Place.of(e), e));
        Set<Exposure> left = new LinkedHashSet<>(whole);
        Map<Direction, List<Dropped>> given = new EnumMap<>(Direction.class);
        Map<Node, List<Exposure>> kept = new IdentityHashMap<>();
        all.forEach((node, here) -> here.forEach(e -> {
            Exposure instead = there.get(Place.of(e));
            if (instead != null) {
                left.remove(instead);
                kept.computeIfAbsent(node, n -> new ArrayList<>(1)).add(instead);
            } else if (e.direction() == Direction.REQUEST) {
                given.computeIfAbsent(e.direction(), d -> new ArrayList<>())
                        .add(new Dropped(node, e.dataType(), e.value(), Dropped.Why.SAID_BY_SERVER));
            }
        }));
        Inspection inspection = new Inspection(
                whole,
                host,
                opened.stream()
                        .map(o -> o.with(given.getOrDefault(o.direction(), List.of())))
                        .toList());
        kept.forEach((node, here) -> here.forEach(e -> inspection.put(node, e)));
        opened(Direction.REQUEST)
                .ifPresent(request -> request.decoded()
                        .parts()
                        .forEach(part -> part.walk(node -> left.stream()
                                .filter(e -> isAt(node, e, request.veil()))
                                .forEach(e -> inspection.put(node, e)))));
        return inspection;
    }

    /** Where something is exposed, and by what: the session says another type of it, never another value. */
    private record Place(
            Direction direction, String path, int offset, int length, Exposure.Method method, String value) {
        static Place of(Exposure e) {
            return new Place(e.direction(), e.path(), e.offset(), e.length(), e.method(), e.value());
        }
    }

    private static boolean isAt(Node node, Exposure exposure, Veil veil) {
        return node.kind() == Node.Kind.TEXT
                && node.offset() == exposure.offset()
                && node.length() == exposure.length()
                && veil.path(node).equals(exposure.path());
    }

    private void put(Node node, Exposure exposure) {
        places.putIfAbsent(node, exposure);
        all.computeIfAbsent(node, n -> new ArrayList<>(1)).add(exposure);
    }

    public List<Exposure> exposures() {
        return exposures;
    }

    /** The name of the server; nothing if it is a bare address. */
    Decoded host() {
        return host;
    }

    List<Opened> all() {
        return opened;
    }

    /** What could be opened of a direction. */
    public Optional<Opened> opened(Direction direction) {
        return opened.stream().filter(o -> o.direction() == direction).findFirst();
    }

    /** What is exposed at a node itself. */
    public Optional<Exposure> at(Node node) {
        return Optional.ofNullable(places.get(node));
    }

    /** Everything that is exposed at a node itself. */
    public List<Exposure> allAt(Node node) {
        return all.getOrDefault(node, List.of());
    }

    /** Whether a node stands in something that is exposed as a whole, such as an address book. */
    public boolean isWithin(Node node) {
        Optional<Node> above = node.parent();
        while (above.isPresent()) {
            if (places.containsKey(above.get())) {
                return true;
            }
            above = above.get().parent();
        }
        return false;
    }
}
