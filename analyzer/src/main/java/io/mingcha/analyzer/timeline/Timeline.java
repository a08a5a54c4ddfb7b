package io.mingcha.analyzer.timeline;

import io.mingcha.flows.Marker;
import io.mingcha.flows.Phase;
import io.mingcha.flows.SessionSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The markers of a session in order. Every answer gives the app the benefit of a marker's window. */
public final class Timeline {
    /** Longer than any session: for events that never came. */
    public static final long NEVER = Long.MAX_VALUE / 4;

    private static final Set<String> AWAY = Set.of("background", "screen_off");
    private static final Set<String> PRESENT = Set.of("foreground", "launch", "first_launch");

    private final List<Marker> markers;
    private final Map<String, List<Marker>> byKind = new HashMap<>();
    private final Set<String> watched;

    public Timeline(SessionSpec spec) {
        List<Marker> sorted = new ArrayList<>(spec.markers());
        sorted.sort(Comparator.comparing(Marker::at));
        markers = List.copyOf(sorted);
        watched = new HashSet<>(spec.observes());
        for (Marker marker : markers) {
            byKind.computeIfAbsent(marker.kind(), k -> new ArrayList<>()).add(marker);
            watched.add(marker.kind());
        }
    }

    /** Whether the session would have noticed such an event. */
    public boolean watches(String kind) {
        return watched.contains(kind);
    }

    public List<Marker> markers() {
        return markers;
    }

    /** Milliseconds since the latest such event that certainly came before {@code t}; -1 if none did. */
    public long since(String kind, Instant t) {
        long since = -1;
        for (Marker marker : byKind.getOrDefault(kind, List.of())) {
            if (!marker.notAfter().isAfter(t)) {
                since = Duration.between(marker.notAfter(), t).toMillis();
            }
        }
        return since;
    }

    /** Milliseconds until the first such event, if {@code t} certainly precedes it, else -1; {@link #NEVER} if none came. */
    public long until(String kind, Instant t) {
        List<Marker> events = byKind.getOrDefault(kind, List.of());
        if (events.isEmpty()) {
            return NEVER;
        }
        Instant first = events.get(0).notBefore();
        return t.isBefore(first) ? Duration.between(t, first).toMillis() : -1;
    }

    /** Whether such an event may have come by {@code t}. */
    public boolean happened(String kind, Instant t) {
        return byKind.getOrDefault(kind, List.of()).stream()
                .anyMatch(m -> !m.notBefore().isAfter(t));
    }

    /** The same for an event about one of these: {@code separate_consent[resident_id]}. */
    public boolean happened(String kind, Set<String> arguments, Instant t) {
        return byKind.getOrDefault(kind, List.of()).stream()
                .filter(m -> m.argument().map(arguments::contains).orElse(true))
                .anyMatch(m -> !m.notBefore().isAfter(t));
    }

    public Phase phase(Instant t) {
        Phase phase = beginning();
        for (Marker marker : markers) {
            if (marker.at().isAfter(t)) {
                break;
            }
            phase = after(phase, marker.kind());
        }
        return phase;
    }

    private Phase beginning() {
        if (watches("privacy_prompt_shown")) {
            return Phase.BEFORE_NOTICE;
        }
        return watches("consent_accept") || watches("consent_reject") ? Phase.BEFORE_CONSENT : Phase.UNKNOWN;
    }

    private static Phase after(Phase phase, String kind) {
        return switch (kind) {
            case "privacy_prompt_shown" -> phase == Phase.BEFORE_NOTICE ? Phase.BEFORE_CONSENT : phase;
            case "consent_accept", "reconsent" -> Phase.AFTER_CONSENT;
            case "consent_reject" -> Phase.AFTER_REFUSAL;
            case "consent_withdraw" -> Phase.AFTER_WITHDRAWAL;
            case "personalization_off" -> phase == Phase.AFTER_CONSENT ? Phase.AFTER_OPT_OUT : phase;
            case "personalization_on" -> phase == Phase.AFTER_OPT_OUT ? Phase.AFTER_CONSENT : phase;
            default -> phase;
        };
    }

    /** Whether the app was in front; absent if the session did not watch for it. */
    public Optional<Boolean> foreground(Instant t) {
        return watchesState() ? Optional.of(away(t) == null) : Optional.empty();
    }

    public boolean watchesState() {
        return AWAY.stream().anyMatch(this::watches);
    }

    /** Milliseconds that the app has certainly been out of sight; -1 in front. */
    public long backgroundFor(Instant t) {
        Marker away = away(t);
        return away == null
                ? -1
                : Math.max(0, Duration.between(away.notAfter(), t).toMillis());
    }

    private @org.jspecify.annotations.Nullable Marker away(Instant t) {
        Marker away = null;
        for (Marker marker : markers) {
            if (marker.at().isAfter(t)) {
                break;
            }
            if (PRESENT.contains(marker.kind())) {
                away = null;
            } else if (AWAY.contains(marker.kind()) && away == null) {
                away = marker;
            }
        }
        return away;
    }
}
