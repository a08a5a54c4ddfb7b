package io.mingcha.analyzer;

import io.mingcha.analyzer.decode.Stop;
import io.mingcha.analyzer.detect.Hit;
import io.mingcha.flows.Direction;
import java.util.List;

/** What one exchange gave, before it is placed in its session. */
record FlowAnalysis(List<Found> found, List<Stop> stops, boolean opaque) {

    record Found(Direction direction, Hit hit) {}

    static final FlowAnalysis NOTHING = new FlowAnalysis(List.of(), List.of(), false);
}
