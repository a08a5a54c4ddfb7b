package io.mingcha.analyzer.detect;

import io.mingcha.analyzer.adapter.Expected;
import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.hit.Dropped;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.hit.Leaves;
import io.mingcha.analyzer.detect.hit.Witness;
import java.util.List;

/**
 * A message that is being searched.
 *
 * @param hits what was found so far
 * @param shaped values in the form of a digest that no known value explains
 */
record Search(
        Decoded message,
        boolean request,
        Expected expected,
        Witness witness,
        Leaves leaves,
        List<Hit> hits,
        List<Node> shaped) {
    /** The type of the list that a node of no list stands in. */
    static final String NO_LIST = "";

    void add(List<Hit> more) {
        // most nodes give nothing, and an empty list is copied too
        if (!more.isEmpty()) {
            hits.addAll(more);
        }
    }

    /** Tells the witness of what is not kept. */
    void drop(List<Hit> dropped) {
        for (Hit hit : dropped) {
            drop(hit);
        }
    }

    void drop(Hit hit) {
        witness.dropped(hit.node(), hit.type(), hit.value(), Dropped.Why.TOLD_OTHERWISE);
    }
}
