package io.mingcha.flows.session;

import java.util.List;
import java.util.Map;

/**
 * The words that a session file may use, from {@code config/}.
 *
 * @param notes what may be noted beside the traffic: by section ({@code screen}, {@code probe}, {@code policy}), each name
 *     with whether it is a number rather than yes or no
 */
public record Vocabulary(
        List<String> dataTypes,
        List<String> categories,
        List<String> sectors,
        Map<String, Map<String, Boolean>> notes) {
    public Vocabulary {
        dataTypes = List.copyOf(dataTypes);
        categories = List.copyOf(categories);
        sectors = List.copyOf(sectors);
        notes = Map.copyOf(notes);
    }
}
