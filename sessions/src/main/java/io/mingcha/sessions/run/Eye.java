package io.mingcha.sessions.run;

import io.mingcha.flows.Marker;
import io.mingcha.flows.RunVerdict.Level;
import io.mingcha.sessions.consent.Recogniser;
import io.mingcha.sessions.consent.Sight;
import io.mingcha.sessions.consent.watch.ConsentWatch;
import io.mingcha.sessions.consent.watch.Event;
import io.mingcha.sessions.device.Device;
import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Screen;
import io.mingcha.sessions.plan.Plan;
import io.mingcha.settings.FaultException;
import io.mingcha.settings.Text;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Looks at the screen: every look is a frame for the watch over consents and tells how long the app was in front. */
final class Eye {
    private final Plan plan;
    private final Device device;
    private final CaptureService.Recording recording;
    private final Recogniser recogniser;
    private final ConsentWatch watch;
    private final Presence presence;
    private final Ownership ownership;
    private final Surroundings surroundings;
    private final RunLog log;
    private boolean noRoom;
    private int evidence;
    private int frames;
    private int blank;

    Eye(
            Plan plan,
            Device device,
            CaptureService.Recording recording,
            Recogniser recogniser,
            ConsentWatch watch,
            Presence presence,
            Ownership ownership,
            Surroundings surroundings,
            RunLog log) {
        this.plan = plan;
        this.device = device;
        this.recording = recording;
        this.recogniser = recogniser;
        this.watch = watch;
        this.presence = presence;
        this.ownership = ownership;
        this.surroundings = surroundings;
        this.log = log;
    }

    /** What the screen shows, by the session's clock. */
    Screen look() {
        Instant asked = recording.now();
        Screen seen = device.screen();
        Screen screen =
                new Screen(seen.roots(), asked, recording.now(), seen.app().map(this::named), seen.source());
        presence.seen(screen);
        ownership.look(screen);
        if (presence.isInFront()) {
            frames++;
            blank += screen.text().isBlank() ? 1 : 0;
        }
        surroundings.seen(screen);
        fell(watch.frame(screen), screen);
        return screen;
    }

    /** A site is called by its address while it is open, and by its package everywhere else. */
    private String named(String front) {
        return plan.start().filter(front::equals).isPresent()
                ? plan.spec().app().packageName()
                : front;
    }

    /** Nothing more will be seen. */
    void ended(Screen last) {
        fell(watch.ended(recording.now()), last);
        surroundings.ended(last);
    }

    /** Whether the app draws its screens so that no text can be read from them: who sees nothing can deny nothing. */
    boolean isBlind() {
        return frames > 0 && blank * 2 > frames;
    }

    Sight read(Screen screen) {
        return recogniser.read(screen);
    }

    /** Taps what a screen shows. */
    void tap(Node node, Screen on) {
        Instant before = recording.now();
        surroundings.tapped(node, on);
        device.tap(node);
        fell(watch.tapped(node, on, before, recording.now()), on);
    }

    private void fell(List<Event> events, Screen screen) {
        for (Event event : events) {
            if (event instanceof Event.Fell fell) {
                mark(fell.marker(), screen);
            } else if (event instanceof Event.Unclear unclear) {
                log.unclear(unclear.kind(), unclear.why(), recording.now());
                mark(
                        Marker.within(
                                "unclear[" + unclear.kind() + "]",
                                middle(unclear.notBefore(), unclear.notAfter()),
                                unclear.notBefore(),
                                unclear.notAfter(),
                                Marker.Source.SCREEN),
                        screen);
            }
        }
    }

    private static Instant middle(Instant from, Instant to) {
        return from.plus(Duration.between(from, to).dividedBy(2));
    }

    private void mark(Marker marker, Screen screen) {
        recording.mark(marker);
        log.marked(marker);
        String name = "%04d-%s".formatted(++evidence, marker.kind());
        String form = screen.source().stripLeading().startsWith("<") ? ".xml" : ".json";
        keep(name + form, screen.source().getBytes(StandardCharsets.UTF_8));
        picture(name);
    }

    /** Keeps a picture of the screen; without one the run goes on. */
    void picture(String name) {
        try {
            keep(name + ".png", device.screenshot());
        } catch (DeviceTrouble e) {
            log.trouble(e, recording.now());
        }
    }

    /** Keeps something beside the record. */
    void keep(String name, byte[] content) {
        keep(() -> recording.keep(name, content));
    }

    /** Adds to something that is kept beside the record. */
    void add(String name, byte[] piece) {
        keep(() -> recording.add(name, piece));
    }

    /** A disk that takes no more costs the evidence and not the run. */
    private void keep(Runnable keeping) {
        if (noRoom) {
            return;
        }
        try {
            keeping.run();
        } catch (FaultException e) {
            noRoom = true;
            log.limited(
                    recording.now(),
                    "evidence_lost",
                    Level.LIMITED,
                    e.fault().what(),
                    Text.of("释放磁盘空间后重新运行", "Free disk space and run it again"));
        }
    }
}
