package io.mingcha.sessions.device;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a device showed at some instant between two, by the clock of this machine.
 *
 * @param roots its windows, the topmost last
 * @param asked when it was asked for: what it shows is not older
 * @param got when it was there: what it shows is not newer
 * @param app the app in front, if the device tells
 * @param source as the device told it, XML or JSON: kept as evidence
 */
public record Screen(List<Node> roots, Instant asked, Instant got, Optional<String> app, String source) {

    public Screen {
        roots = List.copyOf(roots);
    }

    /** Every element, windows from the back to the front, each from the outside in. */
    public Stream<Node> all() {
        return roots.stream().flatMap(Node::all);
    }

    /** Everything that a person could read on it, a line an element. */
    public String text() {
        return all().map(Node::label).filter(label -> !label.isEmpty()).collect(Collectors.joining("\n"));
    }
}
