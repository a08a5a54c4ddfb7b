package io.mingcha.reports;

import io.mingcha.flows.Marker;
import io.mingcha.flows.Session;
import io.mingcha.settings.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

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

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Moment() {}

    /** By the clock, to the millisecond. */
    static String clock(Instant at) {
        return UTC.format(at);
    }

    /** Seconds since the session began. */
    static String offset(Session session, Instant at) {
        return String.format(
                Locale.ROOT, "+%.3f s", Duration.between(session.started(), at).toMillis() / 1000.0);
    }

    /**
     * Such as {@code 3.200 s before consent_accept}; empty without markers.
     *
     * @param needed kinds of marker on which a finding rests: of those the nearest, before any other
     */
    static Text toMarker(Session session, Collection<String> needed, Instant at) {
        return nearest(session, needed::contains, at)
                .or(() -> nearest(session, kind -> true, at))
                .map(marker -> toMarker(marker, at))
                .orElse(Text.same(""));
    }

    private static Optional<Marker> nearest(Session session, Predicate<String> kind, Instant at) {
        return session.spec().markers().stream()
                .filter(marker -> DECISIVE.contains(marker.kind()) && kind.test(marker.kind()))
                .min(Comparator.comparing(
                        marker -> Duration.between(marker.at(), at).abs()));
    }

    private static Text toMarker(Marker nearest, Instant at) {
        boolean before = at.isBefore(nearest.at());
        Text name = MarkerNames.of(nearest);
        if (isWithinItsWindow(nearest, at)) {
            return Text.of("在 " + name.zh() + " 的不确定范围内", "within the uncertainty of " + name.en());
        }
        Text apart = apart(Duration.between(nearest.at(), at).abs());
        return Text.of(
                name.zh() + (before ? " 前 " : " 后 ") + apart.zh(),
                apart.en() + (before ? " before " : " after ") + name.en());
    }

    /** Where nobody knows which of the two came first, seconds between them would say that somebody does. */
    private static boolean isWithinItsWindow(Marker marker, Instant at) {
        return marker.notBefore().isBefore(marker.notAfter())
                && !at.isBefore(marker.notBefore())
                && !at.isAfter(marker.notAfter());
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
