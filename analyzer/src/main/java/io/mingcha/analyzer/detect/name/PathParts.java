package io.mingcha.analyzer.detect.name;

import io.mingcha.analyzer.decode.Node;

/** The parts of a path: each is called by the one before it. */
final class PathParts {
    private PathParts() {}

    /** The part before; empty for the first. */
    static String before(Node part) {
        String before = "";
        for (Node other : part.fellows()) {
            if (other == part) {
                return before;
            }
            before = other.text();
        }
        return "";
    }
}
