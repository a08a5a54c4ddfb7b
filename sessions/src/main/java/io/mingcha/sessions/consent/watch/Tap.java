package io.mingcha.sessions.consent.watch;

import io.mingcha.sessions.consent.Role;
import io.mingcha.sessions.device.Node;
import java.util.Optional;

/** A tap of the plan, on a frame, some time within a window. */
record Tap(Node node, View on, Window window) {

    boolean hits(Role role) {
        return hits(on.sight().find(role));
    }

    /** Whether it fell on an element, on something inside it, or on what holds nothing else. */
    boolean hits(Optional<Node> target) {
        return target.filter(t -> t.all().anyMatch(n -> n.ref().equals(node.ref()))
                        || node.all().anyMatch(n -> n.ref().equals(t.ref()))
                                && node.all().filter(n -> !n.label().isEmpty()).count() <= 1)
                .isPresent();
    }
}
