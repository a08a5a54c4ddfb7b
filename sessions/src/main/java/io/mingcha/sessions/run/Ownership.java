package io.mingcha.sessions.run;

import io.mingcha.flows.Owner;
import io.mingcha.sessions.attribution.Attributed;
import io.mingcha.sessions.attribution.Attribution;
import io.mingcha.sessions.attribution.Connection;
import io.mingcha.sessions.attribution.InFront;
import io.mingcha.sessions.attribution.Sample;
import io.mingcha.sessions.attribution.Scene;
import io.mingcha.sessions.device.Device;
import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.OpenSocket;
import io.mingcha.sessions.device.Screen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Collects through a run what tells whose its connections are. */
final class Ownership implements AutoCloseable {
    /** The page's requests are all seen; only a race at its end is not. */
    private static final double SEEN = 0.95;

    private static final long BETWEEN_NANOS = 400_000_000;
    private static final long LAST_LOOK_MILLIS = 5_000;

    private final Device device;
    private final String app;
    private final boolean tunnelled;
    private final Supplier<Instant> clock;
    private final List<Sample> samples = Collections.synchronizedList(new ArrayList<>());
    private final List<InFront> front = new ArrayList<>();
    private Optional<Device.Connected> way = Optional.empty();
    private Optional<Thread> sampling = Optional.empty();
    private volatile boolean over;

    /** @param tunnelled every address stands for one app */
    Ownership(Device device, String app, boolean tunnelled, Supplier<Instant> clock) {
        this.device = device;
        this.app = app;
        this.tunnelled = tunnelled;
        this.clock = clock;
    }

    /** Begins to look at the sockets, beside what else is done with the device. */
    void connected(Device.Connected connected) {
        way = Optional.of(connected);
        sampling = device.socketsBeside().map(sockets -> new Thread(() -> sample(sockets), "sockets"));
        sampling.ifPresent(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
    }

    private void sample(Supplier<List<OpenSocket>> sockets) {
        boolean last;
        do {
            last = over;
            Instant from = clock.get();
            try {
                List<OpenSocket> open = sockets.get();
                samples.add(new Sample(from, clock.get(), open));
            } catch (DeviceTrouble e) {
                // The next look may succeed; if not, the run ends over it.
            }
            if (!last) {
                LockSupport.parkNanos(BETWEEN_NANOS);
            }
        } while (!last);
    }

    /** Notes who is in front. */
    void look(Screen screen) {
        screen.app().ifPresent(a -> front.add(new InFront(screen.got(), a)));
    }

    /** Looks once more, so that what began last is seen too; nothing is to be learnt after that. */
    @Override
    public void close() {
        over = true;
        sampling.ifPresent(thread -> {
            LockSupport.unpark(thread);
            try {
                thread.join(LAST_LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Whose each connection was. Nothing is said if the device tells nothing that bears on it. */
    Map<Integer, Owner> owners(CaptureService.Recording recording) {
        Optional<Set<String>> asked = device.asked();
        return asked.isPresent() ? byPage(recording, asked.get()) : byApp(recording.connections());
    }

    private Map<Integer, Owner> byPage(CaptureService.Recording recording, Set<String> asked) {
        Map<Integer, Set<String>> hosts = recording.hosts();
        Map<Integer, Owner> owners = new LinkedHashMap<>();
        for (Connection connection : recording.connections()) {
            Set<String> to = hosts.getOrDefault(connection.number(), Set.of());
            if (connection.tag().filter(app::equals).isPresent()) {
                owners.put(connection.number(), new Owner(Owner.Whose.APP, Optional.of(app), "tag", 1));
            } else if (to.stream().anyMatch(asked::contains)) {
                owners.put(connection.number(), new Owner(Owner.Whose.APP, Optional.of(app), "page", SEEN));
            } else {
                owners.put(connection.number(), new Owner(Owner.Whose.BROWSER, Optional.empty(), "page", SEEN));
            }
        }
        return owners;
    }

    private Map<Integer, Owner> byApp(List<Connection> connections) {
        if (samples.isEmpty() && front.isEmpty()) {
            return Map.of();
        }
        Map<String, String> tags = new HashMap<>(Map.of(app, app));
        if (tunnelled) {
            // what comes from another address of the tunnel is another's, whoever is in front
            connections.stream().flatMap(c -> c.tag().stream()).forEach(tag -> tags.put(tag, tag));
        }
        Scene scene = new Scene(
                Set.of(app),
                tags,
                List.copyOf(samples),
                front,
                way.flatMap(Device.Connected::proxy),
                way.map(Device.Connected::portsSeen).orElse(false),
                Scene.USUAL_LAG);
        Map<Integer, Owner> owners = new LinkedHashMap<>();
        for (Attributed one : Attribution.of(connections, scene)) {
            owners.put(
                    one.connection(),
                    new Owner(one.whose(), one.app(), one.by().name().toLowerCase(Locale.ROOT), one.confidence()));
        }
        return owners;
    }
}
