package io.mingcha.settings;

import java.util.ArrayList;
import java.util.List;

/** Gathers everything wrong with the documents being read, so that a person mends them in one go. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    public void add(Place place, Text message) {
        found.add(new Problem(place, message));
    }

    public void add(Place place, String zh, String en) {
        add(place, Text.of(zh, en));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** In the order of the document. */
    public List<Problem> list() {
        return found.stream().sorted(Problem.IN_PLACE).toList();
    }

    /** @throws InvalidDocument if anything was added */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidDocument(list());
        }
    }
}
