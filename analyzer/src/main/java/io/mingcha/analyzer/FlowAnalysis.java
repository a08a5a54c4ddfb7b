package io.mingcha.analyzer;

import io.mingcha.analyzer.decode.Stop;
import io.mingcha.analyzer.detect.Hit;
import io.mingcha.analyzer.detect.Veil;
import io.mingcha.analyzer.signal.Signals;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import java.util.List;

/** What one exchange gave, before it is placed in its session. */
record FlowAnalysis(List<Found> found, List<Stop> stops, List<OpaqueFields.Value> unread, Signals signals) {

    /**
     * @param path as it may be shown
     * @param also the same of a piece that stands elsewhere
     */
    record Found(Direction direction, Hit hit, String path, List<Exposure.Piece> also) {

        static Found of(Direction direction, Hit hit, Veil veil) {
            return new Found(
                    direction,
                    hit,
                    veil.path(hit.node()),
                    hit.also().stream()
                            .map(n -> new Exposure.Piece(veil.path(n), n.offset(), n.length()))
                            .toList());
        }
    }

    /** Whether the request carried bytes that no layer explains. */
    boolean opaque() {
        return !unread.isEmpty();
    }

    static final FlowAnalysis NOTHING = new FlowAnalysis(List.of(), List.of(), List.of(), Signals.NONE);
}
