package io.mingcha.sessions.attribution;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which app was in front at an instant. */
final class Foreground {
    /** Before and after the same app was in front. */
    private static final double BETWEEN = 0.5;
    /** It changed meanwhile, or nobody looked again. */
    private static final double SINCE = 0.3;

    private static final Duration OLD = Duration.ofMinutes(1);

    private final List<InFront> seen;

    Foreground(List<InFront> seen) {
        this.seen = seen;
    }

    Optional<Verdict> at(Instant instant) {
        Optional<InFront> before = seen.stream()
                .filter(s -> !s.at().isAfter(instant))
                .reduce((a, b) -> b)
                .filter(s -> Duration.between(s.at(), instant).compareTo(OLD) <= 0);
        Optional<InFront> after =
                seen.stream().filter(s -> s.at().isAfter(instant)).findFirst();
        return before.map(b ->
                new Verdict(b.app(), after.filter(a -> a.app().equals(b.app())).isPresent() ? BETWEEN : SINCE));
    }
}
