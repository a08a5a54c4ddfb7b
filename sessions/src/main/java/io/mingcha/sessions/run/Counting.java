package io.mingcha.sessions.run;

import io.mingcha.flows.DeviceCount;
import io.mingcha.flows.Owner;
import io.mingcha.sessions.device.Device;
import io.mingcha.sessions.device.Moved;
import io.mingcha.sessions.device.TrafficCount;
import io.mingcha.sessions.run.CaptureService.Volume;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what the device counted for the app with what passed the proxy. */
final class Counting {
    /** What handshakes, certificates and the heads of packets add to a connection, both ways. */
    private static final long OF_A_CONNECTION = 8 * 1024;

    private static final long TENTH = 10;
    private static final Set<Owner.Whose> OTHERS =
            EnumSet.of(Owner.Whose.OTHER_APP, Owner.Whose.SYSTEM, Owner.Whose.BROWSER);

    private final Device device;
    private final String app;
    private Optional<TrafficCount> before = Optional.empty();
    private Optional<Moved> moved = Optional.empty();
    private boolean apart;

    Counting(Device device, String app) {
        this.device = device;
        this.app = app;
    }

    /** A way that is not ours, or not known, says nothing about what went past it. */
    void begin(Device.Connected way) {
        apart = way.proxy().isPresent() && !way.portsSeen();
        before = way.proxied() && way.proxy().isPresent() ? device.counted() : Optional.empty();
    }

    void end() {
        moved = before.flatMap(b -> device.movedSince(b, app));
    }

    /** Nothing if the device or the capture did not count. */
    Optional<DeviceCount> compared(Optional<Volume> volume, Map<Integer, Owner> owners) {
        if (moved.isEmpty() || volume.isEmpty()) {
            return Optional.empty();
        }
        long proxied = 0;
        long connections = 0;
        for (Map.Entry<Integer, Long> one : volume.get().bytes().entrySet()) {
            Owner owner = owners.get(one.getKey());
            if (owner == null || !OTHERS.contains(owner.whose())) {
                proxied += one.getValue();
                connections++;
            }
        }
        long counted = moved.get().app();
        if (!apart && counted == 0 && proxied > 0) {
            // it does not count this app
            return Optional.empty();
        }
        long past = apart ? counted : Math.max(0, counted - proxied - proxied / TENTH - connections * OF_A_CONNECTION);
        return Optional.of(new DeviceCount(
                counted, proxied, past, volume.get().open(), moved.get().others()));
    }
}
