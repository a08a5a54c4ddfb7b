package io.mingcha.analyzer;

import com.google.common.primitives.ImmutableLongArray;
import io.mingcha.analyzer.decode.Stop;
import io.mingcha.analyzer.detect.Veil;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.learn.SaidAccount;
import io.mingcha.analyzer.learn.Sent;
import io.mingcha.analyzer.signal.Signals;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import java.util.List;

/**
 * What one exchange gave, before it is placed in its session.
 *
 * @param vendors whose clients speak as the request does
 * @param answered prints of the values of the answer
 * @param positions prints of the positions that it says
 * @param accounts that the answer says are of who asks
 */
record FlowAnalysis(
        List<Found> found,
        List<Stop> stops,
        List<OpaqueFields.Value> unread,
        Signals signals,
        List<String> vendors,
        Sent sent,
        ImmutableLongArray answered,
        ImmutableLongArray given,
        ImmutableLongArray positions,
        List<SaidAccount> accounts) {

    FlowAnalysis(List<Found> found) {
        this(
                found,
                List.of(),
                List.of(),
                Signals.NONE,
                List.of(),
                Sent.NOTHING,
                ImmutableLongArray.of(),
                ImmutableLongArray.of(),
                ImmutableLongArray.of(),
                List.of());
    }

    /** The same, with something else found. */
    FlowAnalysis with(List<Found> others) {
        return new FlowAnalysis(others, stops, unread, signals, vendors, sent, answered, given, positions, accounts);
    }

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

        Found as(String type) {
            return new Found(direction, hit.as(type), path, also);
        }

        Found noSurerThan(double confidence) {
            return new Found(direction, hit.noSurerThan(confidence), path, also);
        }
    }

    static final FlowAnalysis NOTHING = new FlowAnalysis(List.of());
}
