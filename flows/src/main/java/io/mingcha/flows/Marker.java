package io.mingcha.flows;

import java.time.Instant;
import java.util.Optional;

/**
 * A named instant on the session's clock.
 *
 * @param kind such as {@code consent_accept}; see {@link MarkerKinds}
 * @param argument the part in brackets, as in {@code separate_consent[resident_id]}
 * @param at best estimate
 * @param notBefore the event did not happen before this
 * @param notAfter the event had happened by this
 */
public record Marker(
        String kind, Optional<String> argument, Instant at, Instant notBefore, Instant notAfter, Source source) {

    /** Who set the marker. */
    public enum Source {
        FILE,
        HAND,
        PLAN,
        SCREEN
    }

    public Marker {
        if (notBefore.isAfter(at) || at.isAfter(notAfter)) {
            throw new IllegalArgumentException(
                    "a marker lies inside its window: " + notBefore + " " + at + " " + notAfter);
        }
    }

    /** A marker without uncertainty. */
    public static Marker at(String kindWithArgument, Instant at, Source source) {
        return within(kindWithArgument, at, at, at, source);
    }

    public static Marker within(
            String kindWithArgument, Instant at, Instant notBefore, Instant notAfter, Source source) {
        return new Marker(
                MarkerKinds.kindOf(kindWithArgument),
                MarkerKinds.argumentOf(kindWithArgument),
                at,
                notBefore,
                notAfter,
                source);
    }

    /** Kind and argument as they are written, {@code kind[argument]}. */
    public String label() {
        return argument.map(a -> kind + "[" + a + "]").orElse(kind);
    }
}
