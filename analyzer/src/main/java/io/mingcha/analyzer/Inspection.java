package io.mingcha.analyzer;

import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.Veil;
import io.mingcha.analyzer.detect.hit.Dropped;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** With what it exposes by values that other exchanges of the session name. */
    public Inspection with(List<Exposure> learned) {
        List<Exposure> exposed = new ArrayList<>(exposures);
        exposed.addAll(learned);
        Inspection inspection = new Inspection(exposed, host, opened);
        inspection.places.putAll(places);
        all.forEach((node, here) -> inspection.all.put(node, new ArrayList<>(here)));
        opened(Direction.REQUEST)
                .ifPresent(request -> request.decoded()
                        .parts()
                        .forEach(part -> part.walk(node -> learned.stream()
                                .filter(e -> isAt(node, e, request.veil()))
                                .forEach(e -> inspection.put(node, e)))));
        return inspection;
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
