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
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The markers of a session in order. A marker's window leaves room: {@link #Timeline(SessionSpec)} gives the app the benefit of it, {@link
 * #atWorst} the other reading.
 */
public final class Timeline {
    /** Longer than any session: for events that never came. */
    public static final long NEVER = Long.MAX_VALUE / 4;

    private static final Set<String> AWAY = Set.of("background", "screen_off");
    private static final String WORK = "background_function";
    private static final Set<String> PRESENT = Set.of("foreground", "launch", "first_launch");
    private static final Set<String> CONSENTS = Set.of("consent_accept", "reconsent");
    private static final Set<String> ON = Set.of("personalization_on");
    private static final Set<String> GRANTED = Set.of("permission_grant");
    private static final Set<String> ON_OR_CONSENT = Set.of("personalization_on", "consent_accept", "reconsent");

    /** Agreed to once for an install. */
    private static final Set<String> LASTING = Set.of("guardian_consent", "separate_consent");

    /** Who agrees or registers after an account was closed begins anew. */
    private static final Set<String> BEGINS_ANEW = Set.of("consent_accept", "reconsent", "register");

    /** Whatever shows that an app was new on its device, or asked its user anything. */
    private static final Set<String> FRESH =
            Set.of("install", "first_launch", "privacy_prompt_shown", "consent_prompt", "consent_reject");

    /** Kinds that may be about one recipient or type alone, which their argument then names. */
    public static final Set<String> SCOPED =
            Set.of("consent_reject", "consent_withdraw", "personalization_off", "personalization_on");

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

    /** Whether the two readings may differ: a marker has a window, or what markers say together can be read in two ways. */
    public boolean leavesRoom() {
        return markers.stream().anyMatch(m -> !m.notBefore().equals(m.notAfter()))
                || mayHaveConsentedEarlier()
                || byKind.containsKey("personalization_off") && consents()
                || watchesState() && !watches(WORK);
    }

    private boolean consents() {
        return CONSENTS.stream().anyMatch(byKind::containsKey);
    }

    /** The app was started on an install that nobody calls new and asked for nothing: it may have been agreed to before. */
    private boolean mayHaveConsentedEarlier() {
        return byKind.containsKey("launch") && !consents() && FRESH.stream().noneMatch(byKind::containsKey);
    }

    /** Who withdraws had agreed before, even if that was before the session. */
    private Optional<Marker> withdrawnFromEarlier() {
        return markers.stream()
                .filter(m -> m.kind().equals("consent_withdraw") || m.kind().equals("consent_accept"))
                .findFirst()
                .filter(m -> m.kind().equals("consent_withdraw"));
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
        return since(kind, m -> true, t);
    }

    /** The same of those events that concern somebody. */
    public long since(String kind, Predicate<Marker> concerns, Instant t) {
        if (kind.equals("account_deleted")) {
            return standing(kind, BEGINS_ANEW, m -> true, t)
                    .map(m -> Duration.between(surelyBy(m), t).toMillis())
                    .orElse(-1L);
        }
        long since = -1;
        for (Marker marker : byKind.getOrDefault(kind, List.of())) {
            if (concerns.test(marker) && !surelyBy(marker).isAfter(t)) {
                since = Duration.between(surelyBy(marker), t).toMillis();
            }
        }
        return since;
    }

    /**
     * Milliseconds since personal content was certainly refused; -1 if it was not, or was perhaps allowed again. Who agrees to a policy
     * later may have allowed it with that; read against the app only the switch itself allows it.
     */
    public long personalizationOff(Predicate<Marker> concerns, Instant t) {
        return standing("personalization_off", worst ? ON : ON_OR_CONSENT, concerns, t)
                .map(off -> Duration.between(surelyBy(off), t).toMillis())
                .orElse(-1L);
    }

    /**
     * Milliseconds since the consent was certainly withdrawn, from the first of several withdrawals in a row; -1 if it was not, or was
     * perhaps given again.
     */
    public long withdrawnFor(Predicate<Marker> concerns, Instant t) {
        return byKind.getOrDefault("consent_withdraw", List.of()).stream()
                .filter(m -> stands(m, CONSENTS, concerns, t))
                .mapToLong(m -> Duration.between(surelyBy(m), t).toMillis())
                .max()
                .orElse(-1);
    }

    /**
     * The latest event that holds at {@code t}: it had certainly come, and nothing that may have come after it undoes it. At worst: it
     * may have come, and nothing undid it for certain.
     */
    private Optional<Marker> standing(String kind, Set<String> undoing, Predicate<Marker> concerns, Instant t) {
        Optional<Marker> latest = Optional.empty();
        for (Marker marker : byKind.getOrDefault(kind, List.of())) {
            if (stands(marker, undoing, concerns, t)) {
                latest = Optional.of(marker);
            }
        }
        return latest;
    }

    private boolean stands(Marker marker, Set<String> undoing, Predicate<Marker> concerns, Instant t) {
        return concerns.test(marker)
                && !surelyBy(marker).isAfter(t)
                && !isUndone(marker, undoing, m -> CONSENTS.contains(m.kind()) || concerns.test(m), t);
    }

    private boolean isUndone(Marker marker, Set<String> undoing, Predicate<Marker> concerns, Instant t) {
        return undoing.stream()
                .flatMap(kind -> byKind.getOrDefault(kind, List.of()).stream())
                .anyMatch(m -> undoes(m, marker, t) && concerns.test(m));
    }

    private boolean undoes(Marker later, Marker marker, Instant t) {
        return !perhapsAt(later).isAfter(t)
                && (worst
                        ? later.notBefore().isAfter(marker.notAfter())
                        : !later.notAfter().isBefore(marker.notBefore()));
    }

    /** Milliseconds until the first such event, if {@code t} certainly precedes it, else -1; {@link #NEVER} if none came. */
    public long until(String kind, Instant t) {
        List<Marker> events = byKind.getOrDefault(kind, List.of());
        if (kind.equals("consent_accept")
                && (withdrawnFromEarlier().isPresent() || mayHaveConsentedEarlier() && !worst)) {
            return -1;
        }
        if (events.isEmpty()) {
            return NEVER;
        }
        Instant first = perhapsAt(events.get(0));
        return t.isBefore(first) ? Duration.between(t, first).toMillis() : -1;
    }

    /** Whether such an event may have come by {@code t}. */
    public boolean happened(String kind, Instant t) {
        return happened(kind, m -> true, t);
    }

    /** The same of those events that concern somebody. */
    public boolean happened(String kind, Predicate<Marker> concerns, Instant t) {
        for (Marker marker : byKind.getOrDefault(kind, List.of())) {
            if (concerns.test(marker) && !perhapsAt(marker).isAfter(t)) {
                return true;
            }
        }
        return isOfEarlier(kind);
    }

    /** Given before the session, for all that its markers show. */
    private boolean isOfEarlier(String kind) {
        return LASTING.contains(kind) && mayHaveConsentedEarlier() && !worst;
    }

    /** The same for an event about one of these: {@code separate_consent[resident_id]}. */
    public boolean happened(String kind, Set<String> arguments, Instant t) {
        return byKind.getOrDefault(kind, List.of()).stream()
                        .filter(m -> m.argument().map(arguments::contains).orElse(true))
                        .anyMatch(m -> !perhapsAt(m).isAfter(t))
                || isOfEarlier(kind);
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

    /** The same; absent if the session does not watch for scenes, so that the app may have been in any. At worst it was in none. */
    public Optional<String> sceneIfSaid(Instant t) {
        return worst || watches("scene_enter") ? Optional.of(scene(t)) : Optional.empty();
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

    /**
     * Whether the user had certainly denied one of these permissions of the system, and none of them may have been granted: each of
     * them is enough, so that one which was granted before, as the position in front of that in the background, is the way to the data.
     */
    public boolean denied(List<String> permissions, Instant t) {
        return standing("permission_deny", GRANTED, m -> isOneOf(m, permissions), t)
                        .isPresent()
                && !mayBeGranted(permissions, t);
    }

    /** Whether one may have been granted, and was not certainly denied itself since. */
    private boolean mayBeGranted(List<String> permissions, Instant t) {
        return permissions.stream()
                .map(List::of)
                .anyMatch(one -> markers("permission_grant", one)
                        .filter(grant -> !perhapsAt(grant).isAfter(t))
                        .anyMatch(grant -> markers("permission_deny", one)
                                .noneMatch(deny -> !surelyBy(deny).isAfter(t)
                                        && !surelyBy(deny).isBefore(perhapsAt(grant)))));
    }

    private Stream<Marker> markers(String kind, List<String> permissions) {
        return byKind.getOrDefault(kind, List.of()).stream().filter(m -> isOneOf(m, permissions));
    }

    private static boolean isOneOf(Marker marker, List<String> permissions) {
        return marker.argument()
                .map(Timeline::permission)
                .filter(a -> !a.isEmpty() && permissions.stream().anyMatch(p -> p.contains(a)))
                .isPresent();
    }

    /** {@code CAMERA} of {@code android.permission.CAMERA}. */
    public static String permission(String written) {
        return written.substring(written.lastIndexOf('.') + 1).strip().toUpperCase(Locale.ROOT);
    }

    /** The phase under this reading: who refused or withdrew is taken at his word where that is certain, at worst where it may be. */
    public Phase phaseAsRead(Predicate<Marker> concerns, Instant t) {
        Optional<Marker> withdrawn = standing("consent_withdraw", CONSENTS, concerns, t);
        Optional<Marker> refused = standing("consent_reject", CONSENTS, concerns, t);
        if (withdrawn.isPresent() || refused.isPresent()) {
            boolean later = refused.isPresent()
                    && withdrawn.map(w -> refused.get().at().isAfter(w.at())).orElse(true);
            return later ? Phase.AFTER_REFUSAL : Phase.AFTER_WITHDRAWAL;
        }
        boolean agreed = CONSENTS.stream().anyMatch(kind -> happened(kind, t))
                || withdrawnFromEarlier().isPresent();
        Phase phase = phase(t);
        return switch (phase) {
            case AFTER_REFUSAL, AFTER_WITHDRAWAL, BEFORE_NOTICE, BEFORE_CONSENT ->
                agreed ? Phase.AFTER_CONSENT : phase == Phase.BEFORE_NOTICE ? phase : Phase.BEFORE_CONSENT;
            case AFTER_CONSENT, AFTER_OPT_OUT -> agreed ? phase : Phase.BEFORE_CONSENT;
            case UNKNOWN -> phase;
        };
    }

    public Phase phase(Instant t) {
        Phase phase = beginning();
        for (Marker marker : markers) {
            if (marker.at().isAfter(t)) {
                break;
            }
            // one that names a recipient or a type is about that alone
            phase = SCOPED.contains(marker.kind()) && marker.argument().isPresent()
                    ? phase
                    : after(phase, marker.kind());
        }
        return phase;
    }

    private Phase beginning() {
        if (withdrawnFromEarlier().isPresent()) {
            return Phase.AFTER_CONSENT;
        }
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
        return AWAY.stream()
                .flatMap(kind -> byKind.getOrDefault(kind, List.of()).stream())
                .filter(m -> !surelyBy(m).isAfter(t) && !isUndone(m, PRESENT, p -> true, t))
                .mapToLong(m -> Duration.between(surelyBy(m), t).toMillis())
                .max()
                .orElse(-1);
    }

    /**
     * Whether the user had left a function running, such as a way to go; if nobody watched for that, he may have. One that was left
     * running in a scene ends with the scene.
     */
    public boolean worksInBackground(Instant t) {
        return byKind.getOrDefault(WORK, List.of()).stream()
                        .anyMatch(work -> !perhapsAt(work).isAfter(t) && isStillIn(scene(work.at()), work.at(), t))
                || !worst && !watches(WORK);
    }

    private boolean isStillIn(String scene, Instant from, Instant t) {
        return scene.isEmpty()
                || byKind.getOrDefault("scene_exit", List.of()).stream()
                        .filter(exit -> exit.at().isAfter(from) && !exit.at().isAfter(t))
                        .noneMatch(exit -> exit.argument()
                                .filter(a -> !a.isEmpty())
                                .map(scene::equals)
                                .orElse(true));
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
