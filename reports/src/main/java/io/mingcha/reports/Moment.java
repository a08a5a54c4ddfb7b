package io.mingcha.reports;

import io.mingcha.flows.Marker;
import io.mingcha.flows.Session;
import io.mingcha.settings.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Says when something was, by the session's clock and by the marker that matters. */
final class Moment {
    private static final List<String> DECISIVE =
            List.of("consent_accept", "consent_reject", "consent_withdraw", "background");

    private Moment() {}

    /** Seconds since the session began. */
    static String offset(Session session, Instant at) {
        return String.format(
                Locale.ROOT, "+%.3f s", Duration.between(session.started(), at).toMillis() / 1000.0);
    }

    /** Such as {@code 3.200 s before consent_accept}; empty without markers. */
    static Text toMarker(Session session, Instant at) {
        Marker nearest = null;
        long distance = Long.MAX_VALUE;
        for (Marker marker : session.spec().markers()) {
            long apart = Math.abs(Duration.between(marker.at(), at).toMillis());
            if (DECISIVE.contains(marker.kind()) && apart < distance) {
                nearest = marker;
                distance = apart;
            }
        }
        if (nearest == null) {
            return Text.same("");
        }
        String seconds = String.format(Locale.ROOT, "%.3f s", distance / 1000.0);
        boolean before = at.isBefore(nearest.at());
        return Text.of(
                nearest.label() + (before ? " 前 " : " 后 ") + seconds,
                seconds + (before ? " before " : " after ") + nearest.label());
    }
}
