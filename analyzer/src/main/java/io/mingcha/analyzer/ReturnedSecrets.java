package io.mingcha.analyzer;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Remembers the unreadable values that servers gave. An app that sends one back unchanged, a token or the place in a list, hides
 * nothing in it; exchanges come in their order.
 */
final class ReturnedSecrets {
    /** Beyond these a value that is sent back counts as the app's. */
    private static final int MOST = 200_000;

    private final Set<Long> given = new HashSet<>();

    /** What of a request stays unread and is the app's own; then what its answer gives is remembered. */
    List<OpaqueFields.Value> ownOf(FlowAnalysis analysis) {
        List<OpaqueFields.Value> own = analysis.unread().stream()
                .filter(value -> !given.contains(value.content()))
                .toList();
        for (int i = 0; i < analysis.given().length() && given.size() < MOST; i++) {
            given.add(analysis.given().get(i));
        }
        return own;
    }
}
