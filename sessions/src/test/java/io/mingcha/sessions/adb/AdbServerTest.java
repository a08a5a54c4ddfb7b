package io.mingcha.sessions.adb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.DeviceTrouble.Kind;
import io.mingcha.testkit.phone.AdbWorld;
import io.mingcha.testkit.phone.Door;
import io.mingcha.testkit.phone.FakePhone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdbServerTest {
    @TempDir
    Path folder;

    @Test
    void lists_devices_with_state_and_model() {
        try (Bench bench = Bench.in(folder)) {
            FakePhone ready = bench.connected(bench.phone("Pixel_7"));
            FakePhone asking = bench.phone("Pixel_8").door(Door.SHUT);
            bench.world().connect(asking);

            List<Listing> devices = bench.server().devices();

            assertThat(bench.server().version()).isGreaterThanOrEqualTo(41);
            assertThat(devices)
                    .contains(
                            new Listing(ready.address(), Listing.State.READY, Optional.of("Pixel 7")),
                            new Listing(asking.address(), Listing.State.UNAUTHORISED, Optional.empty()));
        }
    }

    @Test
    void waits_for_a_device_and_says_why_it_did_not_come() {
        try (Bench bench = Bench.in(folder)) {
            FakePhone asking = bench.phone("Pixel_8").door(Door.SHUT);
            bench.world().connect(asking);

            DeviceTrouble trouble = catchThrowableOfType(
                    DeviceTrouble.class, () -> bench.server().await(asking.address(), Duration.ofMillis(300)));

            assertThat(trouble.kind()).isEqualTo(Kind.UNAUTHORISED);
        }
    }

    @Test
    void says_that_nothing_answers_where_a_device_was_to_be() {
        try (Bench bench = Bench.in(folder)) {
            DeviceTrouble trouble = catchThrowableOfType(
                    DeviceTrouble.class, () -> bench.server().connect("127.0.0.1:" + AdbWorld.freePort()));

            assertThat(trouble.kind()).isEqualTo(Kind.UNPLUGGED);
        }
    }

    @Test
    void a_server_that_is_not_there_is_started() {
        assumeTrue(AdbWorld.program().isPresent(), "this machine has no adb");
        int port = AdbWorld.freePort();
        AdbServer server = AdbServer.at(port, AdbWorld.program(), AdbWorld.environment(folder, port));
        try {
            assertThat(server.devices()).isEmpty();
        } finally {
            endServer(port);
        }
    }

    @Test
    void a_server_that_ended_while_a_device_was_in_hand_is_started_and_the_device_comes_back() {
        try (Bench bench = Bench.in(folder)) {
            FakePhone phone = bench.connected(bench.phone("Pixel_7"));
            int port = bench.world().port();
            AdbServer server =
                    AdbServer.at(port, AdbWorld.program(), AdbWorld.environment(folder.resolve("adb-home"), port));
            AdbDevice device = AdbDevice.open(server, phone.address(), bench.journals());
            bench.world().kill();
            try {
                DeviceTrouble trouble = catchThrowableOfType(DeviceTrouble.class, device::screen);

                assertThat(trouble.kind()).isEqualTo(Kind.SERVER_GONE);
                assertThat(device.screen().text()).isEqualTo("Apps");
                device.close();
            } finally {
                endServer(port);
            }
        }
    }

    /** What {@code adb start-server} left is no child of ours any more: it is known by its port. */
    private static void endServer(int port) {
        ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").contains("tcp:localhost:" + port)
                        || p.info().commandLine().orElse("").contains("tcp:" + port))
                .forEach(p -> {
                    p.destroyForcibly();
                    p.onExit().join();
                });
    }

    @Test
    void without_a_program_it_says_what_to_install() {
        AdbServer server = AdbServer.at(AdbWorld.freePort(), Optional.empty(), Map.of());

        DeviceTrouble trouble = catchThrowableOfType(DeviceTrouble.class, server::devices);

        assertThat(trouble.kind()).isEqualTo(Kind.SERVER_GONE);
        assertThat(trouble).hasMessageContaining("platform tools");
    }

    @Test
    void a_program_that_starts_nothing_is_named() {
        AdbServer server = AdbServer.at(AdbWorld.freePort(), Optional.of("/bin/false"), Map.of());

        DeviceTrouble trouble = catchThrowableOfType(DeviceTrouble.class, server::devices);

        assertThat(trouble.kind()).isEqualTo(Kind.SERVER_GONE);
        assertThat(trouble).hasMessageContaining("/bin/false start-server");
    }
}
