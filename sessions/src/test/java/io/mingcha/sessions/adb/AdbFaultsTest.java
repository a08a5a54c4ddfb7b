package io.mingcha.sessions.adb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.DeviceTrouble.Kind;
import io.mingcha.sessions.device.Key;
import io.mingcha.sessions.device.Route;
import io.mingcha.testkit.phone.Door;
import io.mingcha.testkit.phone.FakePhone;
import io.mingcha.testkit.phone.Lock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with a device is told by its kind and with what to do, and does not outlast its cause. */
class AdbFaultsTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final Notes notes = new Notes();
    private Bench bench;
    private FakePhone phone;

    @BeforeEach
    void start() {
        bench = Bench.in(folder);
        phone = bench.phone("Pixel_7").with(notes);
    }

    @AfterEach
    void close() {
        if (bench != null) {
            bench.close();
        }
    }

    private static DeviceTrouble trouble(Kind kind, ThrowingCallable call) {
        DeviceTrouble trouble = catchThrowableOfType(DeviceTrouble.class, call);
        assertThat(trouble).isNotNull();
        assertThat(trouble.kind()).as(trouble.toString()).isEqualTo(kind);
        assertThat(trouble.fault().remedy().zh()).isNotBlank();
        assertThat(trouble.fault().remedy().en()).isNotBlank();
        return trouble;
    }

    private void open() {
        AdbDevice.open(bench.server(), phone.address(), bench.journals()).abandon();
    }

    @Test
    void a_device_that_was_never_there_is_unplugged() {
        trouble(Kind.UNPLUGGED, this::open);
    }

    @Test
    void a_cable_that_is_pulled_in_the_middle_of_an_answer() {
        AdbDevice device = bench.hasty(phone);
        phone.faults().unplugDuring("uiautomator");

        trouble(Kind.UNPLUGGED, device::screen);
        assertThat(catchThrowableOfType(DeviceTrouble.class, device::screen).mayPass())
                .isTrue();

        phone.plug();
        assertThat(device.screen().text()).isEqualTo("Apps");
    }

    @Test
    void an_answer_that_breaks_off() {
        AdbDevice device = bench.open(phone);
        phone.faults().breakOff("uiautomator");

        assertThat(trouble(Kind.UNPLUGGED, device::screen)).hasMessageContaining("broke off");

        assertThat(device.screen().text()).isEqualTo("Apps");
    }

    @Test
    void a_shell_that_hangs() {
        AdbDevice device = bench.hasty(phone);
        phone.faults().hang("input keyevent 4");

        trouble(Kind.TIMEOUT, () -> device.press(Key.BACK));

        assertThat(device.screen().text()).isEqualTo("Apps");
    }

    @Test
    void a_phone_whose_owner_has_not_agreed() {
        phone.door(Door.SHUT);
        bench.world().connect(phone);

        assertThat(trouble(Kind.UNAUTHORISED, this::open)).hasMessageContaining("Allow USB debugging");

        phone.acceptKey();
        assertThat(bench.server().await(phone.address(), SOON).model()).contains("Pixel 7");
        open();
    }

    @Test
    void a_computer_that_was_agreed_to_is_known_again_by_its_key() {
        phone.door(Door.ASKING);
        bench.open(phone).abandon();
        phone.door(Door.SHUT);
        bench.unplug(phone);
        phone.plug();

        bench.open(phone);
    }

    @Test
    void a_phone_of_the_network_that_the_server_tries_to_get_back_is_offline() {
        bench.connected(phone);
        bench.unplug(phone);

        trouble(Kind.OFFLINE, this::open);
    }

    @Test
    void a_restart_is_told_once_however_short_it_was() {
        AdbDevice device = bench.open(phone);
        assertThat(device.foreground()).isPresent();

        bench.restart(phone);

        trouble(Kind.REBOOTED, device::screen);
        assertThat(device.screen().text()).isEqualTo("Apps");
    }

    @Test
    void after_a_restart_the_way_to_the_proxy_stands_again() {
        AdbDevice device = bench.open(phone);
        device.connect(new Route(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 18888), "pem", "1234abcd.0", Optional.empty()));
        assertThat(phone.reversed(18888)).isPresent();

        bench.restart(phone);
        assertThat(phone.reversed(18888)).isEmpty();
        trouble(Kind.REBOOTED, device::foreground);
        assertThat(device.foreground()).isPresent();

        assertThat(phone.reversed(18888)).isPresent();
        assertThat(phone.proxy()).contains("127.0.0.1:18888");
    }

    @Test
    void after_the_adb_server_was_ended_the_way_to_the_proxy_stands_again() {
        AdbDevice device = bench.open(phone);
        device.connect(new Route(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 18888), "pem", "1234abcd.0", Optional.empty()));
        bench.world().kill();
        trouble(Kind.SERVER_GONE, device::foreground);
        bench.world().revive();

        assertThat(device.foreground()).isPresent();

        assertThat(phone.reversed(18888)).isPresent();
    }

    @Test
    void a_full_phone_takes_no_certificate() {
        AdbDevice device = bench.open(phone);
        phone.faults().storageFull(true);

        trouble(
                Kind.STORAGE_FULL,
                () -> device.connect(new Route(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 18888),
                        "pem",
                        "1234abcd.0",
                        Optional.empty())));
        device.close();

        assertThat(phone.proxy()).isEmpty();
    }

    @Test
    void a_service_that_never_answers_hides_no_other_identifier() {
        AdbDevice device = bench.hasty(phone);
        phone.faults().hang("dumpsys wifi");

        assertThat(device.identifiers()).containsKeys("android_id", "imei").doesNotContainKey("ssid");
    }

    @Test
    void a_full_phone_takes_no_app() throws IOException {
        AdbDevice device = bench.open(phone);
        Path apk = Files.write(folder.resolve("notes.apk"), phone.apk(notes));
        phone.faults().storageFull(true);

        trouble(Kind.STORAGE_FULL, () -> device.install(apk));

        phone.faults().storageFull(false);
        device.install(apk);
    }

    @Test
    void the_system_may_find_the_phone_full_after_the_file_arrived() {
        Said said = new Said(
                new byte[0],
                "Failure [INSTALL_FAILED_INSUFFICIENT_STORAGE: Failed to override installation location]",
                1);
        Apps apps = new Apps(
                (command, limit) -> said,
                new Sync(new Reach(bench.server(), bench.connected(phone).address())),
                Journal.of(bench.journals(), "x"),
                "x");

        trouble(Kind.STORAGE_FULL, () -> apps.install(Files.writeString(folder.resolve("a.apk"), "x")));
    }

    @Test
    void a_locked_phone_shows_no_app_and_is_not_unlocked_without_its_secret() {
        AdbDevice device = bench.open(phone);
        phone.lock(Lock.SECRET);

        trouble(Kind.LOCKED, device::unlock);
        trouble(Kind.LOCKED, () -> device.launch(Notes.PACKAGE));

        phone.lock(Lock.SWIPE);
        device.unlock();
        device.launch(Notes.PACKAGE);
        assertThat(device.screen().app()).contains(Notes.PACKAGE);
    }

    @Test
    void an_app_that_crashed_or_hangs() {
        AdbDevice device = bench.open(phone);
        phone.crash(Notes.PACKAGE);
        assertThat(device.troubled(Notes.PACKAGE).orElseThrow().kind()).isEqualTo(Kind.APP_CRASHED);
        phone.hang(Notes.PACKAGE);
        assertThat(device.troubled(Notes.PACKAGE).orElseThrow().kind()).isEqualTo(Kind.APP_NOT_RESPONDING);
    }

    @Test
    void an_adb_server_that_was_ended_and_came_back() {
        AdbDevice device = bench.open(phone);
        bench.world().kill();

        trouble(Kind.SERVER_GONE, device::screen);

        bench.world().revive();
        assertThat(device.screen().text()).isEqualTo("Apps");
    }

    @Test
    void an_old_android_is_refused_with_the_reason() throws IOException {
        try (ScriptedServer server =
                ScriptedServer.saying(ask -> ask.equals("host:devices-l") ? "old device model:Old_One" : "cmd")) {
            AdbServer adb = server.client();

            trouble(Kind.UNSUPPORTED, () -> AdbDevice.open(adb, "old", folder));
        }
    }

    @Test
    void states_that_only_a_cable_has() throws IOException {
        try (ScriptedServer server = ScriptedServer.saying(ask -> "one no permissions (user in plugdev group; are your"
                + " udev rules wrong?); see [http://developer.android.com/tools/device.html]\n"
                + "two recovery product:x\nthree offline\nfour authorizing\n")) {
            AdbServer adb = server.client();

            trouble(Kind.REFUSED, () -> AdbDevice.open(adb, "one", folder));
            trouble(Kind.REFUSED, () -> AdbDevice.open(adb, "two", folder));
            trouble(Kind.OFFLINE, () -> AdbDevice.open(adb, "three", folder));
            trouble(Kind.UNAUTHORISED, () -> AdbDevice.open(adb, "four", folder));
        }
    }
}
