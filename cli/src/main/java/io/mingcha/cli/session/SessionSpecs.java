package io.mingcha.cli.session;

import io.mingcha.flows.Marker;
import io.mingcha.flows.SessionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A session file given after the fact. */
public final class SessionSpecs {
    private SessionSpecs() {}

    /** What is given replaces what was known, but the markers set while recording stay. */
    public static SessionSpec replaced(SessionSpec recorded, Optional<SessionSpec> given) {
        if (given.isEmpty()) {
            return recorded;
        }
        List<Marker> markers = new ArrayList<>(given.get().markers());
        recorded.markers().stream().filter(m -> !markers.contains(m)).forEach(markers::add);
        SessionSpec whole = given.get().withMarkers(markers).withWays(recorded.ways());
        return recorded.run().map(whole::withRun).orElse(whole);
    }
}
