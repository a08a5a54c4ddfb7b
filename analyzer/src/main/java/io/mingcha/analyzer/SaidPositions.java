package io.mingcha.analyzer;

import io.mingcha.analyzer.attribute.Attributed;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.place.PositionPrints;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Party;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Remembers the positions that servers said before the app sent them: of a shop, a station, a place that was kept. No device measured
 * those, and who is told one that he said himself learns nothing of it. Somebody else may learn whose home it is; that is suspected at
 * most. Exchanges come in their order.
 */
final class SaidPositions {
    /** Beyond these a position that is sent counts as measured. */
    private static final int MOST = 200_000;

    /** Below what rules convict on. */
    private static final double TOLD_TO_ANOTHER = 0.65;

    /** Who said it, by its print. */
    private final Map<Long, String> said = new HashMap<>();

    private final Set<Long> sent = new HashSet<>();

    /** What was found in an exchange without the positions that its recipient said before; then what its answer says is remembered. */
    FlowAnalysis without(FlowAnalysis analysis, Attributed to) {
        String who = to.party() == Party.FIRST ? "" : to.recipient().id();
        List<FlowAnalysis.Found> found = new ArrayList<>(analysis.found().size());
        boolean all = true;
        for (FlowAnalysis.Found one : analysis.found()) {
            OptionalLong print = print(one);
            String by = print.isPresent() ? said.get(print.getAsLong()) : null;
            if (by == null) {
                found.add(one);
                if (print.isPresent() && sent.size() < MOST) {
                    sent.add(print.getAsLong());
                }
            } else if (!by.equals(who)) {
                found.add(one.noSurerThan(TOLD_TO_ANOTHER));
                all = false;
            } else {
                all = false;
            }
        }
        for (int i = 0; i < analysis.positions().length() && said.size() < MOST; i++) {
            long print = analysis.positions().get(i);
            if (!sent.contains(print)) {
                said.putIfAbsent(print, who);
            }
        }
        return all ? analysis : analysis.with(found);
    }

    private static OptionalLong print(FlowAnalysis.Found found) {
        Hit hit = found.hit();
        return found.direction() == Direction.REQUEST && mayBeSaid(hit.type(), hit.method())
                ? PositionPrints.of(hit.value())
                : OptionalLong.empty();
    }

    /** A position of the session file is the person's whoever said it first. */
    private static boolean mayBeSaid(String type, Exposure.Method method) {
        return type.equals("precise_location") && method == Exposure.Method.NAMED_FIELD;
    }

    /** Whether the answer of another exchange may make nobody's of it. */
    static boolean mayBeSaid(Exposure exposure) {
        return exposure.direction() == Direction.REQUEST
                && mayBeSaid(exposure.dataType(), exposure.method())
                && PositionPrints.of(exposure.value()).isPresent();
    }
}
