package io.mingcha.sessions.run;

import io.mingcha.flows.Marker;
import io.mingcha.sessions.device.Screen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the app stands, from what screens show: in front, or behind something else. What covers it for a moment, such as
 * the system's permission dialog, leaves it in front.
 */
final class Presence {
    private static final String SYSTEM = "com.android.systemui";
    private static final List<String> GUESTS = List.of(
            "com.android.permissioncontroller",
            "com.google.android.permissioncontroller",
            "com.android.packageinstaller",
            "com.lbe.security.miui",
            SYSTEM,
            "com.android.vpndialogs",
            "com.apple.springboard");

    private final String app;
    private Duration front = Duration.ZERO;
    private Duration all = Duration.ZERO;
    private Optional<Instant> since = Optional.empty();
    private boolean wanted;
    private boolean there;
    private boolean locked;

    Presence(String app) {
        this.app = app;
    }

    /** The app was brought to the front on purpose. What it sends from the command on is not sent by itself. */
    Marker launched(String label, Instant ordered, Instant after) {
        wanted = true;
        there = true;
        since = Optional.of(after);
        return Marker.at(label, ordered, Marker.Source.PLAN);
    }

    /** The app was left on purpose: what follows does not count. */
    Marker left(Instant before, Instant after) {
        count(after);
        wanted = false;
        there = false;
        since = Optional.empty();
        return Marker.within("background", after, before, after, Marker.Source.PLAN);
    }

    void seen(Screen screen) {
        count(screen.got());
        locked &= screen.app().filter(SYSTEM::equals).isPresent();
        there = !locked
                && screen.app().map(a -> a.equals(app) || GUESTS.contains(a)).orElse(there);
    }

    /** What the system shows now is its lock, which hides the app, and not its shade. */
    void locked() {
        locked = true;
        there = false;
    }

    private void count(Instant now) {
        if (wanted && since.isPresent()) {
            Duration passed = Duration.between(since.get(), now);
            all = all.plus(passed);
            front = there ? front.plus(passed) : front;
        }
        if (wanted) {
            since = Optional.of(now);
        }
    }

    boolean isInFront() {
        return there;
    }

    /** Of the time that the app should have been in front, the share that it was. */
    double share() {
        return all.isZero() ? 1 : (double) front.toMillis() / Math.max(1, all.toMillis());
    }
}
