package io.mingcha.analyzer;

import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.Veil;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One exchange opened for people to look at: its trees, and what is exposed where. */
public final class Inspection {
    private final List<Exposure> exposures;
    private final List<Opened> opened;
    private final Map<Node, Exposure> places = new IdentityHashMap<>();

    /** One direction. */
    public record Opened(Direction direction, Decoded decoded, Veil veil) {}

    Inspection(List<FlowAnalysis.Found> found, List<Exposure> exposures, List<Opened> opened) {
        this.exposures = List.copyOf(exposures);
        this.opened = List.copyOf(opened);
        for (int i = 0; i < exposures.size(); i++) {
            Exposure exposure = exposures.get(i);
            places.putIfAbsent(found.get(i).hit().node(), exposure);
            found.get(i).hit().also().ifPresent(n -> places.putIfAbsent(n, exposure));
        }
    }

    public List<Exposure> exposures() {
        return exposures;
    }

    /** What could be opened of a direction. */
    public Optional<Opened> opened(Direction direction) {
        return opened.stream().filter(o -> o.direction() == direction).findFirst();
    }

    /** What is exposed at a node itself. */
    public Optional<Exposure> at(Node node) {
        return Optional.ofNullable(places.get(node));
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
