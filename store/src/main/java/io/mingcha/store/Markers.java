package io.mingcha.store;

import io.mingcha.flows.Marker;
import io.mingcha.flows.SessionSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Markers of a session file together with those that were set while it ran. */
final class Markers {
    private Markers() {}

    /** The specification with more markers, all in order of time, none twice. */
    static SessionSpec with(SessionSpec spec, List<Marker> more) {
        if (more.isEmpty()) {
            return spec;
        }
        Set<Marker> all = new LinkedHashSet<>(spec.markers());
        all.addAll(more);
        List<Marker> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing(Marker::at));
        return spec.withMarkers(sorted);
    }
}
