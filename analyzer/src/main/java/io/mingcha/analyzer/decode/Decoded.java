package io.mingcha.analyzer.decode;

import java.util.ArrayList;
import java.util.List;

/** A message opened: one tree for each of its parts. */
public record Decoded(List<Node> parts, List<Stop> stops) {
    public static final Decoded NOTHING = new Decoded(List.of(), List.of());

    public Decoded {
        parts = List.copyOf(parts);
        stops = List.copyOf(stops);
    }

    /** Of what the path of a request is made. */
    public List<String> steps() {
        List<String> steps = new ArrayList<>();
        for (Node part : parts) {
            if (part.location() == Location.PATH) {
                part.members().forEach(step -> steps.add(step.text()));
            }
        }
        return steps;
    }
}
