package io.mingcha.sessions.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.DeviceCount;
import io.mingcha.flows.Owner;
import io.mingcha.flows.Owner.Whose;
import io.mingcha.sessions.PaperDevice;
import io.mingcha.sessions.device.Device;
import io.mingcha.sessions.device.Moved;
import io.mingcha.sessions.run.CaptureService.Volume;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CountingTest {
    private static final Optional<InetSocketAddress> PROXY =
            Optional.of(InetSocketAddress.createUnresolved("192.0.2.9", 8080));
    private static final Volume VOLUME = new Volume(Map.of(1, 10_000L, 2, 40_000L, 3, 500L), 0);

    private static Owner owner(Whose whose) {
        return new Owner(whose, Optional.empty(), "port", 0.98);
    }

    private static Optional<DeviceCount> count(long app, Device.Connected way, Map<Integer, Owner> owners) {
        PaperDevice device = new PaperDevice("paper");
        device.moves(new Moved(app, Map.of()));
        Counting counting = new Counting(device, PaperDevice.APP);
        counting.begin(way);
        counting.end();
        return counting.compared(Optional.of(VOLUME), owners);
    }

    @Test
    void what_is_surely_anothers_is_not_taken_for_the_apps() {
        Device.Connected way = new Device.Connected(true, true, PROXY, true);

        assertThat(count(900_000, way, Map.of()).orElseThrow().proxied()).isEqualTo(50_500);
        assertThat(count(900_000, way, Map.of(2, owner(Whose.OTHER_APP), 3, owner(Whose.UNKNOWN)))
                        .orElseThrow())
                .isEqualTo(new DeviceCount(900_000, 10_500, 900_000 - 10_500 - 1_050 - 2 * 8192, 0, Map.of()));
    }

    @Test
    void a_device_that_counts_less_than_passed_lets_nothing_past() {
        assertThat(count(20_000, new Device.Connected(true, true, PROXY, true), Map.of())
                        .orElseThrow()
                        .past())
                .isZero();
        assertThat(count(0, new Device.Connected(true, true, PROXY, true), Map.of()))
                .as("it does not count this app")
                .isEmpty();
    }

    @Test
    void nothing_is_compared_where_the_way_is_not_known() {
        assertThat(count(900_000, new Device.Connected(true, true), Map.of())).isEmpty();
        assertThat(count(900_000, new Device.Connected(false, true, PROXY, true), Map.of()))
                .isEmpty();
    }
}
