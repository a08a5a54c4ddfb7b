package io.mingcha.analyzer.timeline;

import io.mingcha.flows.Marker;
import io.mingcha.flows.Phase;
import io.mingcha.flows.SessionSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The markers of a session in order. A marker's window leaves room: {@link #Timeline(SessionSpec)} gives the app the benefit of it, {@link
 * #atWorst} the other reading.
 */
public final class Timeline {
    /** Longer than any session: for events that never came. */
    public static final long NEVER = Long.MAX_VALUE / 4;

    private static final Set<String> AWAY = Set.of("background", "screen_off");
    private static final Set<String> PRESENT = Set.of("foreground", "launch", "first_launch");

    private final List<Marker> markers;
    private final Map<String, List<Marker>> byKind = new HashMap<>();
    private final Set<String> watched;
    private final boolean worst;

    public Timeline(SessionSpec spec) {
        this(spec, false);
    }

    /** The same markers, each at that end of its window which speaks against the app. */
    public static Timeline atWorst(SessionSpec spec) {
        return new Timeline(spec, true);
    }

    private Timeline(SessionSpec spec, boolean worst) {
        this.worst = worst;
        List<Marker> sorted = new ArrayList<>(spec.markers());
        sorted.sort(Comparator.comparing(Marker::at));
        markers = List.copyOf(sorted);
        watched = new HashSet<>(spec.observes());
        for (Marker marker : markers) {
            byKind.computeIfAbsent(marker.kind(), k -> new ArrayList<>()).add(marker);
            watched.add(marker.kind());
        }
    }

    /** Whether any marker leaves room. */
    public boolean leavesRoom() {
        return markers.stream().anyMatch(m -> !m.notBefore().equals(m.notAfter()));
    }

    private Instant surelyBy(Marker marker) {
        return worst ? marker.notBefore() : marker.notAfter();
    }

    private Instant perhapsAt(Marker marker) {
        return worst ? marker.notAfter() : marker.notBefore();
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
            if (!surelyBy(marker).isAfter(t)) {
                since = Duration.between(surelyBy(marker), t).toMillis();
            }
        }
        return since;
    }

    /** The same; -1 too if an event of another kind, which takes it back, may have come since. */
    public long since(String kind, String undoing, Instant t) {
        long since = -1;
        for (Marker marker : markers) {
            if (marker.kind().equals(kind) && !surelyBy(marker).isAfter(t)) {
                since = Duration.between(surelyBy(marker), t).toMillis();
            } else if (marker.kind().equals(undoing) && !perhapsAt(marker).isAfter(t)) {
                since = -1;
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
        Instant first = perhapsAt(events.get(0));
        return t.isBefore(first) ? Duration.between(t, first).toMillis() : -1;
    }

    /** Whether such an event may have come by {@code t}. */
    public boolean happened(String kind, Instant t) {
        for (Marker marker : byKind.getOrDefault(kind, List.of())) {
            if (!perhapsAt(marker).isAfter(t)) {
                return true;
            }
        }
        return false;
    }

    /** The same for an event about one of these: {@code separate_consent[resident_id]}. */
    public boolean happened(String kind, Set<String> arguments, Instant t) {
        return byKind.getOrDefault(kind, List.of()).stream()
                .filter(m -> m.argument().map(arguments::contains).orElse(true))
                .anyMatch(m -> !perhapsAt(m).isAfter(t));
    }

    /** The scene that the app was in, innermost; empty outside every scene. */
    public String scene(Instant t) {
        Deque<String> inside = new ArrayDeque<>();
        for (Marker marker : markers) {
            if (marker.at().isAfter(t)) {
                break;
            }
            String scene = marker.argument().orElse("");
            if (marker.kind().equals("scene_enter")) {
                inside.push(scene);
            } else if (marker.kind().equals("scene_exit")) {
                while (!inside.isEmpty() && !inside.pop().equals(scene) && !scene.isEmpty()) {
                    // leaving a scene leaves those that were entered within it
                }
            }
        }
        return inside.isEmpty() ? "" : inside.peek();
    }

    /** The latest of these events that had come by {@code t}. */
    public Optional<Instant> latest(Set<String> kinds, Instant t) {
        Optional<Instant> latest = Optional.empty();
        for (Marker marker : markers) {
            if (kinds.contains(marker.kind()) && !marker.at().isAfter(t)) {
                latest = Optional.of(marker.at());
            }
        }
        return latest;
    }

    /** Whether the user had certainly denied one of these permissions of the system, and granted none since. */
    public boolean denied(List<String> permissions, Instant t) {
        boolean denied = false;
        for (Marker marker : markers) {
            boolean concerns = marker.argument()
                    .map(a -> a.substring(a.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT))
                    .filter(a -> !a.isEmpty() && permissions.stream().anyMatch(p -> p.contains(a)))
                    .isPresent();
            if (concerns
                    && marker.kind().equals("permission_deny")
                    && !surelyBy(marker).isAfter(t)) {
                denied = true;
            } else if (concerns
                    && marker.kind().equals("permission_grant")
                    && !perhapsAt(marker).isAfter(t)) {
                denied = false;
            }
        }
        return denied;
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
                : Math.max(0, Duration.between(surelyBy(away), t).toMillis());
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
