package io.mingcha.analyzer.detect.hit;

import io.mingcha.analyzer.decode.Node;

/** Told of every text of a message that no deeper layer explains and that is no entry of a list that is told as a whole. */
@FunctionalInterface
public interface Leaves {
    Leaves UNTOLD = leaf -> {};

    void met(Node leaf);
}
