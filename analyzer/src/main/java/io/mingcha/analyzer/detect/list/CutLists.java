package io.mingcha.analyzer.detect.list;

import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.decode.Stop;
import io.mingcha.analyzer.detect.hit.Hit;
import java.util.List;
import java.util.Optional;

/** Lists that decoding did not read to their end: what was counted of them is a lower bound. */
public final class CutLists {
    private CutLists() {}

    public static void tell(List<Hit> hits, List<Stop> stops) {
        if (!stops.isEmpty()) {
            hits.replaceAll(hit -> hit.isCounted() && stops.stream().anyMatch(stop -> cuts(stop.at(), hit.node()))
                    ? hit.orMore()
                    : hit);
        }
    }

    private static boolean cuts(Node stopped, Node list) {
        return isWithin(stopped, list) || endsWith(stopped, list);
    }

    private static boolean isWithin(Node inner, Node outer) {
        Optional<Node> at = Optional.of(inner);
        while (at.isPresent() && at.get() != outer) {
            at = at.get().parent();
        }
        return at.isPresent();
    }

    /** Whether nothing was read of what stopped behind the list: then it may have been the list that stopped. */
    private static boolean endsWith(Node stopped, Node list) {
        Node at = list;
        while (at != stopped) {
            Optional<Node> above = at.parent();
            if (above.isEmpty() || last(above.get()) != at) {
                return false;
            }
            at = above.get();
        }
        return true;
    }

    private static Node last(Node node) {
        List<Node> children = node.children();
        return children.get(children.size() - 1);
    }
}
