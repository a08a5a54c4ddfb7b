package io.mingcha.sessions.consent.watch;

import io.mingcha.sessions.consent.Draw;
import io.mingcha.sessions.consent.Recogniser;
import io.mingcha.sessions.consent.Role;
import io.mingcha.sessions.consent.Shipped;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Screen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Plays a run: what the device shows changes at true instants, frames are taken now and then and take a while, taps land
 * somewhere between the call and its return.
 */
final class Film {
    static final String APP = "example.app";

    /** Something that truly happened. */
    record Truth(String label, Instant at) {}

    private final Recogniser recogniser = new Recogniser(Shipped.texts());
    private final ConsentWatch watch;
    private final Random random;
    private final List<Event> events = new ArrayList<>();
    private final List<Truth> truths = new ArrayList<>();
    private Instant now = Draw.NOW;
    private List<Node> showing = List.of();
    private String front = APP;
    private Optional<Screen> last = Optional.empty();

    Film(long seed) {
        this.random = new Random(new SplittableRandom(seed).nextLong());
        this.watch = new ConsentWatch(recogniser, APP, now);
    }

    List<Event> events() {
        return events;
    }

    List<Truth> truths() {
        return truths;
    }

    Map<String, String> noted() {
        return watch.noted();
    }

    Optional<Instant> forced() {
        return watch.forced();
    }

    private Instant later(int least, int most) {
        now = now.plus(Duration.ofMillis(least + random.nextInt(most - least)));
        return now;
    }

    /** The device shows something else from now on. */
    Film shows(Node... roots) {
        return shows(APP, roots);
    }

    Film shows(String app, Node... roots) {
        later(20, 900);
        front = app;
        showing = List.of(roots);
        return this;
    }

    Film showsAtOnce(Node... roots) {
        front = APP;
        showing = List.of(roots);
        return this;
    }

    Film waits(int ms) {
        now = now.plusMillis(ms);
        return this;
    }

    /** It truly happened just as what is shown last came up. */
    Film truly(String label) {
        truths.add(new Truth(label, now));
        return this;
    }

    /** A few frames of what is shown. */
    Film frames() {
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            frame();
        }
        return this;
    }

    Film frame() {
        Instant asked = later(50, 500);
        Instant got = later(60, 400);
        Screen screen = new Screen(showing, asked, got, Optional.of(front), "");
        last = Optional.of(screen);
        events.addAll(watch.frame(screen));
        return this;
    }

    /** A frame right after the one before. */
    Film frameAtOnce() {
        Screen screen = new Screen(showing, now.plusMillis(10), later(60, 200), Optional.of(front), "");
        last = Optional.of(screen);
        events.addAll(watch.frame(screen));
        return this;
    }

    /** The plan taps what has a role on the last frame. */
    Film taps(Role role, String... labels) {
        Screen screen = last.orElseThrow();
        Node node = recogniser
                .read(screen)
                .find(role)
                .orElseThrow(() -> new AssertionError(role + " is not on " + screen.text()));
        Instant before = later(5, 80);
        Instant tapped = later(5, 150);
        Instant after = later(5, 150);
        for (String label : labels) {
            truths.add(new Truth(label, tapped));
        }
        events.addAll(watch.tapped(node, screen, before, after));
        return this;
    }

    /** A person taps, which nobody tells; what it leads to is shown next. */
    Film byHand(String... labels) {
        later(50, 1500);
        for (String label : labels) {
            truths.add(new Truth(label, now));
        }
        return this;
    }

    Film ends() {
        events.addAll(watch.ended(later(10, 100)));
        return this;
    }
}
