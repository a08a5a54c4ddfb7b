package io.mingcha.flows.session;

import java.util.List;

/** The ids that a session file may use, from {@code config/}. */
public record Vocabulary(List<String> dataTypes, List<String> categories, List<String> sectors) {
    public Vocabulary {
        dataTypes = List.copyOf(dataTypes);
        categories = List.copyOf(categories);
        sectors = List.copyOf(sectors);
    }
}
