package io.mingcha.flows;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the tester says about a run, as a session file holds it.
 *
 * @param declaration absent if the tester gave none: rules that need it are then not judgeable
 * @param observes marker kinds that this session watches for; one that never came did not happen
 * @param noted what was seen elsewhere than in the traffic, by names such as {@code screen.login_wall}; the value is a whole
 *     number, {@code true} or {@code false}
 * @param run what a scripted run came to; absent for a run that nobody scripted
 * @param ways in that were open, as a capture by hand has them; of a scripted run its verdict tells
 * @param keys that open what the app encrypts, in hex by name; recipes ask for them. Shown in no report
 */
public record SessionSpec(
        App app,
        Persona persona,
        Optional<Declaration> declaration,
        Set<String> observes,
        List<Marker> markers,
        Map<String, String> noted,
        Map<String, String> keys,
        Optional<RunVerdict> run,
        List<String> ways) {

    public SessionSpec {
        keys = Collections.unmodifiableMap(new TreeMap<>(keys));
        observes = Collections.unmodifiableSet(new LinkedHashSet<>(observes));
        markers = List.copyOf(markers);
        ways = List.copyOf(ways);
        noted = Collections.unmodifiableMap(new LinkedHashMap<>(noted));
    }

    /** One of which nothing else is told. */
    public static SessionSpec of(App app) {
        return new SessionSpec(
                app,
                Persona.UNKNOWN,
                Optional.empty(),
                Set.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                List.of());
    }

    public SessionSpec withPersona(Persona replaced) {
        return new SessionSpec(app, replaced, declaration, observes, markers, noted, keys, run, ways);
    }

    public SessionSpec withObserves(Set<String> replaced) {
        return new SessionSpec(app, persona, declaration, replaced, markers, noted, keys, run, ways);
    }

    public SessionSpec withNoted(Map<String, String> replaced) {
        return new SessionSpec(app, persona, declaration, observes, markers, replaced, keys, run, ways);
    }

    public SessionSpec withMarkers(List<Marker> replaced) {
        return new SessionSpec(app, persona, declaration, observes, replaced, noted, keys, run, ways);
    }

    public SessionSpec withRun(RunVerdict came) {
        return new SessionSpec(app, persona, declaration, observes, markers, noted, keys, Optional.of(came), ways);
    }

    public SessionSpec withWays(List<String> open) {
        return new SessionSpec(app, persona, declaration, observes, markers, noted, keys, run, open);
    }
}
