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
    private static final List<String> DECISIVE = List.of(
            "consent_accept",
            "consent_reject",
            "consent_withdraw",
            "guardian_consent",
            "permission_deny",
            "personalization_off",
            "ad_id_reset",
            "account_deleted",
            "background");

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
        boolean before = at.isBefore(nearest.at());
        Text name = MarkerNames.of(nearest);
        Text apart = apart(Duration.ofMillis(distance));
        return Text.of(
                name.zh() + (before ? " 前 " : " 后 ") + apart.zh(),
                apart.en() + (before ? " before " : " after ") + name.en());
    }

    /** As exact as it matters: of a marker of another day nobody asks for the second. */
    private static Text apart(Duration apart) {
        if (apart.toHours() < 24) {
            return Text.same(String.format(Locale.ROOT, "%.3f s", apart.toMillis() / 1000.0));
        }
        return Text.of(
                apart.toDays() + " 天 " + apart.toHoursPart() + " 小时",
                apart.toDays() + " d " + apart.toHoursPart() + " h");
    }
}
