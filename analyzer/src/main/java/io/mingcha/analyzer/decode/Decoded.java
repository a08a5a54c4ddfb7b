package io.mingcha.analyzer.decode;

import java.util.List;

/** A message opened: one tree for each of its parts. */
public record Decoded(List<Node> parts, List<Stop> stops) {
    public static final Decoded NOTHING = new Decoded(List.of(), List.of());

    public Decoded {
        parts = List.copyOf(parts);
        stops = List.copyOf(stops);
    }
}
