package io.mingcha.analyzer.detect.hit;

import io.mingcha.analyzer.decode.Node;

/** Told of every candidate that a detector looked at and did not keep. */
@FunctionalInterface
public interface Witness {
    /** Of a search whose answer alone counts. */
    Witness NOBODY = (node, type, value, why) -> {};

    void dropped(Node node, String type, String value, Dropped.Why why);
}
