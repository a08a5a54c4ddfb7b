package io.mingcha.sessions.run;

import io.mingcha.flows.Owner;
import io.mingcha.sessions.attribution.Attribution;
import io.mingcha.sessions.attribution.Connection;
import io.mingcha.sessions.attribution.InFront;
import io.mingcha.sessions.attribution.Sample;
import io.mingcha.sessions.attribution.Scene;
import io.mingcha.sessions.device.Ability;
import io.mingcha.sessions.device.Device;
import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.Screen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Collects through a run what tells whose its connections are. */
final class Ownership {
    /** The page's requests are all seen; only a race at its end is not. */
    private static final double SEEN = 0.95;

    private final Device device;
    private final String app;
    private final Supplier<Instant> clock;
    private final boolean tells;
    private final List<Sample> samples = new ArrayList<>();
    private final List<InFront> front = new ArrayList<>();
    private Optional<Device.Connected> way = Optional.empty();

    Ownership(Device device, String app, Supplier<Instant> clock) {
        this.device = device;
        this.app = app;
        this.clock = clock;
        this.tells = device.abilities().contains(Ability.SOCKETS);
    }

    void connected(Device.Connected connected) {
        way = Optional.of(connected);
    }

    /** Notes who is in front, and the sockets that are open. */
    void look(Screen screen) {
        screen.app().ifPresent(a -> front.add(new InFront(screen.got(), a)));
        if (tells) {
            sample();
        }
    }

    private void sample() {
        Instant from = clock.get();
        try {
            samples.add(new Sample(from, clock.get(), device.sockets()));
        } catch (DeviceTrouble e) {
            // The next look tells, or the run ends over it.
        }
    }

    /** Whose each connection was. Nothing is said if the device tells nothing that bears on it. */
    Map<Integer, Owner> owners(CaptureService.Recording recording) {
        Optional<Set<String>> asked = device.asked();
        return asked.isPresent() ? byHost(recording.hosts(), asked.get()) : byApp(recording.connections());
    }

    private Map<Integer, Owner> byHost(Map<Integer, Set<String>> hosts, Set<String> asked) {
        Map<Integer, Owner> owners = new LinkedHashMap<>();
        hosts.forEach((connection, to) -> {
            boolean own = to.stream().anyMatch(asked::contains);
            owners.put(
                    connection,
                    own
                            ? new Owner(Owner.Whose.APP, Optional.of(app), "page", SEEN)
                            : new Owner(Owner.Whose.BROWSER, Optional.empty(), "page", SEEN));
        });
        return owners;
    }

    private Map<Integer, Owner> byApp(List<Connection> connections) {
        if (samples.isEmpty() && front.isEmpty()) {
            return Map.of();
        }
        Scene scene = new Scene(
                Set.of(app),
                Map.of(app, app),
                samples,
                front,
                way.flatMap(Device.Connected::proxy),
                way.map(Device.Connected::portsSeen).orElse(false),
                Scene.USUAL_LAG);
        Map<Integer, Owner> owners = new LinkedHashMap<>();
        for (io.mingcha.sessions.attribution.Owner one : Attribution.of(connections, scene)) {
            owners.put(
                    one.connection(),
                    new Owner(
                            Owner.Whose.valueOf(one.whose().name()),
                            one.app(),
                            one.by().name().toLowerCase(Locale.ROOT),
                            one.confidence()));
        }
        return owners;
    }
}
