package io.mingcha.sessions.adb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mingcha.sessions.device.Device.Connected;
import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.DeviceTrouble.Kind;
import io.mingcha.sessions.device.Route;
import io.mingcha.testkit.phone.FakePhone;
import io.mingcha.testkit.phone.Root;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is changed on a device is put back: at the end, after a death, and when the device is there again. */
class AdbRestoreTest {
    private static final String NAME = "9a5ba575.0";
    private static final String IN_STORE = "/system/etc/security/cacerts/" + NAME;
    private static final String DOWNLOADED = "/sdcard/Download/mingcha-root.crt";
    private static final int PORT = 18888;

    @TempDir
    Path folder;

    private Bench bench;
    private FakePhone phone;

    @BeforeEach
    void start() {
        bench = Bench.in(folder);
        phone = bench.phone("Pixel_7").with(new Notes());
    }

    @AfterEach
    void close() {
        if (bench != null) {
            bench.close();
        }
    }

    private static Route near() {
        return new Route(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT),
                "-----BEGIN CERTIFICATE-----\n",
                NAME,
                Optional.empty());
    }

    private void changeEverything(AdbDevice device) {
        device.connect(near());
        device.permission(Notes.PACKAGE, Notes.CAMERA, true);
        device.locate(31, 121);
    }

    private void assertAsBefore(Map<String, String> settings) {
        assertThat(phone.settings()).isEqualTo(settings);
        assertThat(phone.reversed(PORT)).isEmpty();
        assertThat(phone.file(IN_STORE)).isEmpty();
        assertThat(phone.file(DOWNLOADED)).isEmpty();
        assertThat(phone.file("/data/local/tmp/mingcha-root.pem")).isEmpty();
        assertThat(phone.file("/data/local/tmp/mingcha-roots/" + NAME)).isEmpty();
        assertThat(phone.granted(Notes.PACKAGE)).isEmpty();
        assertThat(phone.facts().place("gps")).isEmpty();
        assertThat(phone.facts().place("network")).isEmpty();
        assertThat(phone.facts().mockLocation()).isEmpty();
        assertThat(phone.facts().boundProcesses()).isEmpty();
        assertThat(Journal.left(bench.journals())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Root.class)
    void the_end_puts_everything_back(Root root) {
        phone.rooted(root);
        Map<String, String> before = phone.settings();
        AdbDevice device = bench.open(phone);

        Connected connected = device.connect(near());
        changeEverything(device);

        assertThat(connected.proxied()).isTrue();
        assertThat(connected.trusted()).isEqualTo(root != Root.NONE);
        assertThat(phone.proxy()).contains("127.0.0.1:" + PORT);
        assertThat(phone.reversed(PORT)).isPresent();
        assertThat(phone.file(IN_STORE).isPresent()).isEqualTo(root != Root.NONE);
        assertThat(phone.file(DOWNLOADED).isPresent()).isEqualTo(root == Root.NONE);
        assertThat(phone.file("/system/etc/security/cacerts/00000000.0")).isPresent();

        device.close();

        assertAsBefore(before);
        assertThat(device.way()).contains(new Way(new InetSocketAddress("127.0.0.1", PORT), true));
    }

    @Test
    void without_an_answer_to_su_the_phone_counts_as_not_rooted() {
        phone.rooted(Root.SU);
        AdbDevice device = bench.hasty(phone);
        phone.faults().hang("su -c 'id -u'");

        assertThat(device.connect(near()).trusted()).isFalse();
        assertThat(phone.proxy()).isPresent();
    }

    @Test
    void android_14_is_told_in_every_name_space() {
        phone.rooted(Root.SU).property("ro.build.version.sdk", "34");
        AdbDevice device = bench.open(phone);

        assertThat(device.connect(near()).trusted()).isTrue();
        assertThat(phone.facts().boundProcesses()).containsExactlyInAnyOrder("712", "713", "4242");

        device.close();
        assertThat(phone.facts().boundProcesses()).isEmpty();
    }

    @Test
    void an_own_proxy_of_the_phone_comes_back() {
        phone.setting("global", "http_proxy", "proxy.example.cn:3128")
                .setting("global", "global_http_proxy_exclusion_list", "*.example.cn");
        Map<String, String> before = phone.settings();
        AdbDevice device = bench.open(phone);
        device.connect(near());
        device.connect(near());

        device.close();

        assertThat(phone.settings()).isEqualTo(before);
        assertThat(phone.proxy()).contains("proxy.example.cn:3128");
    }

    @Test
    void a_proxy_on_the_network_is_named_as_it_is() {
        AdbDevice device = bench.open(phone);
        device.connect(new Route(new InetSocketAddress("192.168.7.2", 8888), "pem", NAME, Optional.empty()));

        assertThat(phone.proxy()).contains("192.168.7.2:8888");
        assertThat(device.way().orElseThrow().reversed()).isFalse();
    }

    @Test
    void a_port_that_somebody_else_brings_to_the_phone_is_left_alone() {
        AdbDevice device = bench.open(phone);
        new Reverse(new Reach(bench.server(), phone.address())).forward(PORT, 1);

        device.connect(near());
        assertThat(phone.proxy()).contains("127.0.0.1:" + (PORT + 1));
        device.close();

        assertThat(phone.reversed(PORT)).isPresent();
        assertThat(phone.reversed(PORT + 1)).isEmpty();
    }

    @Test
    void a_port_where_the_phone_listens_itself_is_passed_over() {
        phone.listening(PORT);
        AdbDevice device = bench.open(phone);

        device.connect(near());
        assertThat(phone.proxy()).contains("127.0.0.1:" + (PORT + 1));
        device.close();

        assertThat(phone.reversed(PORT + 1)).isEmpty();
    }

    @Test
    void a_run_that_died_is_put_back_by_the_next() {
        Map<String, String> before = phone.settings();
        AdbDevice dead = bench.open(phone);
        changeEverything(dead);
        dead.abandon();

        AdbDevice next = AdbDevice.open(bench.server(), phone.address(), bench.journals());
        next.close();

        assertAsBefore(before);
    }

    @Test
    void a_run_that_died_is_put_back_by_command_as_often_as_one_likes() {
        phone.rooted(Root.SU);
        Map<String, String> before = phone.settings();
        AdbDevice dead = bench.open(phone);
        changeEverything(dead);
        dead.abandon();

        List<Restored> restored = AdbDevice.restore(bench.server(), bench.journals());

        assertThat(restored).hasSize(1);
        assertThat(restored.get(0).isWhole()).isTrue();
        assertThat(restored.get(0).serial()).isEqualTo(phone.address());
        assertThat(restored.get(0).done()).contains("setting global http_proxy", "reverse tcp:" + PORT);
        assertAsBefore(before);
        assertThat(AdbDevice.restore(bench.server(), bench.journals())).isEmpty();
    }

    @Test
    void what_a_restart_or_another_hand_undid_already_is_no_trouble() {
        phone.rooted(Root.SU);
        Map<String, String> before = phone.settings();
        AdbDevice dead = bench.open(phone);
        changeEverything(dead);
        dead.abandon();
        bench.restart(phone);

        assertThat(AdbDevice.restore(bench.server(), bench.journals()))
                .allSatisfy(r -> assertThat(r.left()).isEmpty());
        assertAsBefore(before);
    }

    @Test
    void what_cannot_be_put_back_stays_noted() throws IOException {
        AdbDevice dead = bench.open(phone);
        dead.connect(near());
        dead.abandon();
        Path journal = Journal.left(bench.journals()).get(0);
        Files.writeString(
                journal,
                "{\"id\":90,\"change\":\"something odd\",\"undo\":[\"shell:false\"]}\n{\"id\":91,\"cha",
                StandardOpenOption.APPEND);

        Restored first = AdbDevice.restore(bench.server(), bench.journals()).get(0);

        assertThat(first.left()).hasSize(1);
        assertThat(first.left().get(0).what().en()).contains("something odd");
        assertThat(first.done()).contains("setting global http_proxy");
        Restored second = AdbDevice.restore(bench.server(), bench.journals()).get(0);
        assertThat(second.done()).isEmpty();
        assertThat(second.left()).hasSize(1);
    }

    @Test
    void a_device_that_is_away_is_put_back_when_it_is_there_again() {
        Map<String, String> before = phone.settings();
        AdbDevice device = bench.open(phone);
        changeEverything(device);
        bench.unplug(phone);

        DeviceTrouble trouble = catchThrowableOfType(DeviceTrouble.class, device::close);
        assertThat(trouble).hasMessageContaining("mingcha device restore");
        assertThat(AdbDevice.restore(bench.server(), bench.journals()).get(0).isWhole())
                .isFalse();

        phone.plug();
        bench.connected(phone);
        assertThat(AdbDevice.restore(bench.server(), bench.journals()).get(0).isWhole())
                .isTrue();
        assertAsBefore(before);
    }

    @Test
    void what_a_running_session_needs_is_not_put_back() {
        AdbDevice running = bench.open(phone);
        running.connect(near());

        assertThat(catchThrowableOfType(
                                DeviceTrouble.class,
                                () -> AdbDevice.open(bench.server(), phone.address(), bench.journals()))
                        .kind())
                .isEqualTo(Kind.IN_USE);
        assertThat(AdbDevice.restore(bench.server(), bench.journals()).get(0).left())
                .hasSize(1);
        assertThat(phone.proxy()).isPresent();
    }

    @Test
    void the_journal_is_its_owners_alone_and_written_before_the_change() throws IOException {
        AdbDevice device = bench.hasty(phone);
        phone.faults().hang("settings put global http_proxy");
        catchAny(() -> device.connect(near()));

        Path journal = Journal.left(bench.journals()).get(0);
        assertThat(Files.readString(journal)).contains("settings put global http_proxy ':0'");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(journal)))
                .isEqualTo("rw-------");
    }

    private static void catchAny(Runnable call) {
        try {
            call.run();
        } catch (DeviceTrouble expected) {
            assertThat(expected.kind()).isEqualTo(Kind.TIMEOUT);
        }
    }
}
