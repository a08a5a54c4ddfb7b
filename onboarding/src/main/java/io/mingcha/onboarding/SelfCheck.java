package io.mingcha.onboarding;

import io.mingcha.proxy.site.SiteRequest.Way;
import io.mingcha.proxy.site.SiteResponse;
import io.mingcha.settings.Language;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has a browser ask for things in ways that show how it comes here, and shows what came of it. Whatever is noted needs the
 * name of the check, which only the page that began it knows.
 */
final class SelfCheck {
    private static final String PREFIX = "/check/";
    private static final long LONGEST_DIFFERENCE_MILLIS =
            Duration.ofDays(36_500).toMillis();

    /** Typing a time takes a while, and it is told to the minute on some phones. */
    private static final Duration TYPED = Duration.ofMinutes(1);

    private static final SiteResponse PICTURE = new SiteResponse(
            200,
            "image/svg+xml",
            Map.of("Cache-Control", "no-store", "X-Content-Type-Options", "nosniff"),
            ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"20\"><path d=\"M3 11l5 5 9-12\" fill=\"none\""
                            + " stroke=\"#2da44e\" stroke-width=\"3\"/></svg>")
                    .getBytes(StandardCharsets.US_ASCII));

    private final Guide guide;
    private final DeviceChecks checks;
    private final Clock clock;

    SelfCheck(Guide guide, DeviceChecks checks, Clock clock) {
        this.guide = guide;
        this.checks = checks;
        this.clock = clock;
    }

    /** Answers what lies under {@code /check}. */
    SiteResponse answer(Visit visit) {
        if (visit.path().equals("/check")) {
            return begin(visit);
        }
        String[] parts = visit.path().substring(PREFIX.length()).split("/", -1);
        String run = parts[0];
        return switch (parts.length == 1 ? "" : parts[1]) {
            case "" -> results(visit, run);
            case "through.svg" -> noted(checks.note(run, d -> {}));
            case "trusted.svg" -> noted(visit.isSecure() && checks.note(run, Device::trusts));
            case "name.svg" -> noted(checks.note(run, Device::fetchedByName));
            case "trust" -> SiteResponse.text(200, checks.trustIsKnown(run) ? "known" : "open");
            case "time" -> SiteResponse.text(200, String.valueOf(clock.millis()));
            case "clock" -> clock(visit, run);
            default -> guide.missing(visit);
        };
    }

    private SiteResponse begin(Visit visit) {
        String run = checks.begin(visit.client().getAddress());
        checks.note(visit.client().getAddress(), d -> d.runs(visit.system()));
        Map<String, String> values = Map.of("run", run, "scheme", visit.isSecure() ? "https" : "http");
        return new Page(visit, guide.piece(visit, "title.check"))
                .add(guide.piece(visit, "check.running", values))
                .checking(run)
                .answer(200);
    }

    private static SiteResponse noted(boolean known) {
        return known ? PICTURE : SiteResponse.notFound();
    }

    private SiteResponse results(Visit visit, String run) {
        Optional<List<CheckResult>> results = checks.results(run);
        if (results.isEmpty()) {
            return SeeOther.to("/check" + visit.query());
        }
        boolean open = results.get().stream().anyMatch(r -> r.state().isOpen());
        Page page = new Page(visit, guide.piece(visit, "title.check"))
                .add(guide.piece(visit, open ? "check.open" : "check.ready"))
                .add("<ul class=\"checks\">");
        results.get().forEach(result -> page.add(item(result, visit.language())));
        page.add("</ul>").add(guide.piece(visit, "check.again"));
        boolean unread = results.get().stream()
                .anyMatch(r -> r.check() == Check.CLOCK && r.state() == CheckResult.State.PENDING);
        return unread ? page.add(clockForm(visit, run)).answer(200) : page.answer(200);
    }

    private static String item(CheckResult result, Language language) {
        String next = result.next()
                .map(n -> "<span class=\"next\">→ " + Fragments.escape(n.in(language)) + "</span>")
                .orElse("");
        return "<li class=\"" + result.state().label() + "\" data-check=\""
                + result.check().label() + "\"><b>"
                + Fragments.escape(result.check().title().in(language)) + "</b>"
                + Fragments.escape(result.seen().in(language)) + next + "</li>";
    }

    private String clockForm(Visit visit, String run) {
        String carry = visit.parameter("lang")
                .map(l -> "<input type=\"hidden\" name=\"lang\" value=\"" + Fragments.escape(l) + "\">")
                .orElse("");
        String now = DateTimeFormatter.ofPattern("HH:mm:ss").format(ZonedDateTime.now(clock));
        return guide.piece(visit, "check.clock", Map.of("run", run, "carry", carry, "now", now));
    }

    private SiteResponse clock(Visit visit, String run) {
        Optional<ClockReading> reading = visit.parameter("time").isPresent() ? typed(visit) : measured(visit);
        reading.ifPresent(r -> checks.note(run, d -> d.reads(r)));
        return SeeOther.to(PREFIX + (run.matches("[a-z2-7]{1,64}") ? run : "") + visit.query());
    }

    private static Optional<ClockReading> measured(Visit visit) {
        try {
            long ahead = Long.parseLong(visit.parameter("ahead").orElse(""));
            long within = Long.parseLong(visit.parameter("within").orElse(""));
            return Math.abs(ahead) > LONGEST_DIFFERENCE_MILLIS || within < 0 || within > LONGEST_DIFFERENCE_MILLIS
                    ? Optional.empty()
                    : Optional.of(new ClockReading(Duration.ofMillis(ahead), Duration.ofMillis(within)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Of a time of day only: the nearer way round the clock. */
    private Optional<ClockReading> typed(Visit visit) {
        try {
            LocalTime theirs = LocalTime.parse(visit.parameter("time").orElse(""));
            long seconds = Duration.between(ZonedDateTime.now(clock).toLocalTime(), theirs)
                    .toSeconds();
            long half = Duration.ofHours(12).toSeconds();
            long nearest = Math.floorMod(seconds + half, 2 * half) - half;
            return Optional.of(new ClockReading(Duration.ofSeconds(nearest), TYPED));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whatever is asked for shows by which way it came. */
    void seen(Visit visit) {
        checks.note(
                visit.client().getAddress(),
                visit.request().way() == Way.PROXIED ? Device::cameThrough : Device::cameDirectly);
    }
}
