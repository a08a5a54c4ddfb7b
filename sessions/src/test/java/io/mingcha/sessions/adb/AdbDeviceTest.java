package io.mingcha.sessions.adb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.mingcha.sessions.device.ClockReading;
import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.sessions.device.DeviceTrouble.Kind;
import io.mingcha.sessions.device.Key;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Node.Trait;
import io.mingcha.sessions.device.OpenSocket;
import io.mingcha.sessions.device.Point;
import io.mingcha.sessions.device.Screen;
import io.mingcha.testkit.phone.FakePhone;
import io.mingcha.testkit.phone.Lock;
import io.mingcha.testkit.phone.PhoneApp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each thing that a plan asks of a device, through a real adb server. */
class AdbDeviceTest {
    @TempDir
    Path folder;

    private final Notes notes = new Notes();
    private Bench bench;
    private FakePhone phone;
    private AdbDevice device;

    @BeforeEach
    void open() {
        bench = Bench.in(folder);
        phone = bench.phone("Pixel_7").with(notes);
        device = bench.open(phone);
    }

    @AfterEach
    void close() {
        if (bench != null) {
            bench.close();
        }
    }

    private Node node(String id) {
        return device.screen()
                .all()
                .filter(n -> n.id().orElse("").endsWith("/" + id))
                .findFirst()
                .orElseThrow();
    }

    private static void assertTrouble(Kind kind, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(DeviceTrouble.class, t -> {
            assertThat(t.kind()).isEqualTo(kind);
            assertThat(t.fault().remedy().zh()).isNotBlank();
        });
    }

    @Test
    void shows_what_an_app_shows_and_taps_it() {
        device.launch(Notes.PACKAGE);
        Instant before = Instant.now();

        Screen screen = device.screen();

        assertThat(screen.app()).contains(Notes.PACKAGE);
        assertThat(screen.text()).isEqualTo("隐私政策\n同意\n不同意");
        assertThat(screen.asked()).isAfterOrEqualTo(before);
        assertThat(screen.got()).isBetween(screen.asked(), Instant.now());
        assertThat(screen.source()).startsWith("<?xml").endsWith("</hierarchy>");
        Node agree = node("agree");
        assertThat(agree.is(Trait.CLICKABLE)).isTrue();
        assertThat(agree.kind()).isEqualTo("android.widget.Button");

        device.tap(agree);

        assertThat(notes.heard).containsExactly("launched", "tapped agree");
        assertThat(node("sync").label()).isEqualTo("同步 & <备份> 😀");
        assertThat(node("sync").traits()).contains(Trait.CHECKED, Trait.CHECKABLE);
        assertThat(node("note").traits()).contains(Trait.EDITABLE, Trait.FOCUSED);
        assertThat(node("hint").label()).isEqualTo("a hint");
    }

    @Test
    void waits_for_the_screen_to_rest() {
        phone.faults().restless(2);

        assertThat(device.screen().text()).isEqualTo("Apps");
    }

    @Test
    void a_screen_that_never_rests_is_read_as_it_is() {
        phone.faults().restless(100);

        assertThat(device.screen().text()).isEqualTo("Apps");
    }

    @Test
    void a_screen_that_cannot_be_read_is_a_timeout() {
        phone.faults().unreadable(true);

        assertTrouble(Kind.TIMEOUT, () -> device.screen());
    }

    @Test
    void takes_a_picture() throws IOException {
        byte[] png = device.screenshot();

        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(108);
    }

    @Test
    void types_whatever_ascii_has() {
        device.launch(Notes.PACKAGE);
        String text = "a b'c\"d $HOME `x` 100%sure %s; rm -rf / & \\ <>|";

        device.type(text);

        assertThat(String.join(
                        "",
                        notes.heard.stream()
                                .filter(h -> h.startsWith("typed "))
                                .map(h -> h.substring(6))
                                .toList()))
                .isEqualTo(text);
    }

    @Test
    void says_what_it_cannot_type() {
        assertTrouble(Kind.UNSUPPORTED, () -> device.type("你好"));
    }

    @Test
    void presses_keys_and_leaves_an_app() {
        device.launch(Notes.PACKAGE);

        device.press(Key.BACK);
        device.press(Key.ENTER);
        device.press(Key.HOME);

        assertThat(notes.heard).containsExactly("launched", "key 4", "key 66", "left");
    }

    @Test
    void swipes_the_lock_away() {
        phone.lock(Lock.SWIPE);

        device.swipe(new Point(500, 1500), new Point(500, 300), Duration.ofMillis(200));
        device.unlock();

        assertThat(device.screen().app()).contains("com.android.launcher3");
    }

    @Test
    void tells_the_app_in_front_as_each_android_spells_it() {
        device.launch(Notes.PACKAGE);
        assertThat(device.foreground()).contains(Notes.PACKAGE);

        phone.property("ro.build.version.sdk", "29");
        assertThat(device.foreground()).contains(Notes.PACKAGE);

        device.stop(Notes.PACKAGE);
        assertThat(device.foreground()).contains("com.android.launcher3");
    }

    @Test
    void starts_only_what_is_there() {
        assertTrouble(Kind.NOT_INSTALLED, () -> device.launch("cn.example.absent"));
        assertTrouble(Kind.NOT_INSTALLED, () -> device.launch("no package; reboot"));
    }

    @Test
    void an_app_with_several_entries_is_started_by_one_of_them() {
        phone.faults().choosers(true);

        device.launch(Notes.PACKAGE);

        assertThat(notes.heard).containsExactly("launched");
    }

    @Test
    void an_old_android_starts_apps_too() {
        phone.property("ro.build.version.sdk", "23");

        device.launch(Notes.PACKAGE);

        assertThat(notes.heard).containsExactly("launched");
    }

    @Test
    void opens_an_address_or_says_that_nothing_does() {
        String url = "https://example.cn/'quoted'?a=b&c=d";
        assertTrouble(Kind.REFUSED, () -> device.open(url));
        List<String> opened = new ArrayList<>();
        phone.with(new PhoneApp() {
            @Override
            public String packageName() {
                return "com.android.browser";
            }

            @Override
            public void onOpen(FakePhone on, String address) {
                opened.add(address);
            }
        });

        device.open(url);

        assertThat(opened).containsExactly(url);
        assertThat(device.foreground()).contains("com.android.browser");
    }

    @Test
    void installs_updates_and_uninstalls() throws IOException {
        Path newer = Files.write(folder.resolve("newer.apk"), phone.apk(new Notes("3.0")));
        Path broken = Files.writeString(folder.resolve("broken.apk"), "no package");

        assertThat(device.version(Notes.PACKAGE)).contains("2.4.1");
        device.install(newer);
        assertThat(device.version(Notes.PACKAGE)).contains("3.0");
        assertTrouble(Kind.REFUSED, () -> device.install(broken));
        assertTrouble(Kind.REFUSED, () -> device.install(folder.resolve("absent.apk")));
        device.uninstall(Notes.PACKAGE);
        assertThat(device.version(Notes.PACKAGE)).isEmpty();
        assertTrouble(Kind.NOT_INSTALLED, () -> device.uninstall(Notes.PACKAGE));
        assertThat(phone.file("/data/local/tmp/mingcha-install.apk")).isEmpty();
    }

    @Test
    void refuses_to_go_back_a_version_with_the_way_out() throws IOException {
        Path older = Files.write(folder.resolve("older.apk"), phone.apk(new Notes("1.0")));

        assertThatThrownBy(() -> device.install(older))
                .hasMessageContaining("INSTALL_FAILED_VERSION_DOWNGRADE")
                .hasMessageContaining("uninstall it first");
    }

    @Test
    void clears_an_app() {
        device.launch(Notes.PACKAGE);
        device.tap(node("agree"));

        device.clear(Notes.PACKAGE);
        device.launch(Notes.PACKAGE);

        assertThat(device.screen().text()).contains("隐私政策");
    }

    @Test
    void grants_permissions_and_takes_them_back_at_the_end() {
        device.permission(Notes.PACKAGE, Notes.CAMERA, true);
        assertThat(phone.granted(Notes.PACKAGE)).containsExactly(Notes.CAMERA);
        assertTrouble(Kind.REFUSED, () -> device.permission(Notes.PACKAGE, "android.permission.READ_SMS", true));

        device.close();

        assertThat(phone.granted(Notes.PACKAGE)).isEmpty();
    }

    @Test
    void sets_the_position_and_forgets_it_at_the_end() {
        device.locate(31.2304, -121.4737);
        device.locate(31.5, 121);
        assertThat(phone.facts().place("gps")).contains("31.5000000,121.0000000");

        device.close();

        assertThat(phone.facts().place("gps")).isEmpty();
        assertThat(phone.facts().mockLocation()).isEmpty();
    }

    @Test
    void says_that_an_old_android_takes_no_position() {
        phone.property("ro.build.version.sdk", "29");

        assertTrouble(Kind.UNSUPPORTED, () -> device.locate(1, 2));
    }

    @Test
    void runs_a_command() {
        assertThat(device.run("echo 'a  b'; echo \"c\"")).isEqualTo("a  b\nc\n");
        assertTrouble(Kind.REFUSED, () -> device.run("no-such-command"));
    }

    @Test
    void reads_the_clock_within_its_bound() {
        phone.clockAhead(Duration.ofMillis(90_500));
        assertClock(device.clock(), Duration.ofMillis(90_500), Duration.ofSeconds(2));

        phone.clockAhead(Duration.ofHours(-3));
        assertClock(device.clock(), Duration.ofHours(-3), Duration.ofSeconds(2));
    }

    @Test
    void reads_the_clock_of_older_androids() {
        phone.property("ro.build.version.sdk", "26").clockAhead(Duration.ofSeconds(7));
        assertClock(device.clock(), Duration.ofSeconds(7), Duration.ofSeconds(2));

        phone.property("ro.build.version.sdk", "23");
        ClockReading coarse = device.clock();
        assertThat(coarse.uncertain()).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        assertClock(coarse, Duration.ofSeconds(7), Duration.ofSeconds(3));
    }

    private static void assertClock(ClockReading reading, Duration ahead, Duration most) {
        assertThat(reading.uncertain()).isLessThan(most);
        assertThat(reading.ahead().minus(ahead).abs()).isLessThanOrEqualTo(reading.uncertain());
    }

    @Test
    void tells_a_crash_and_a_hang_once() {
        assertThat(device.troubled(Notes.PACKAGE)).isEmpty();

        phone.crash(Notes.PACKAGE);
        assertThat(device.troubled("cn.example")).isEmpty();
        phone.crash(Notes.PACKAGE);
        assertThat(device.troubled(Notes.PACKAGE).orElseThrow().kind()).isEqualTo(Kind.APP_CRASHED);
        assertThat(device.troubled(Notes.PACKAGE)).isEmpty();

        phone.clockAhead(Duration.ofDays(-1));
        phone.hang(Notes.PACKAGE);
        DeviceTrouble hang = device.troubled(Notes.PACKAGE).orElseThrow();
        assertThat(hang.kind()).isEqualTo(Kind.APP_NOT_RESPONDING);
        assertThat(hang).hasMessageContaining("Input dispatching timed out");
    }

    @Test
    void tells_whose_a_socket_is() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var first = phone.connect(Notes.PACKAGE, URI.create("http://127.0.0.1:" + server.getLocalPort()));
                var second = phone.connect("system", URI.create("http://127.0.0.1:" + server.getLocalPort()))) {
            List<OpenSocket> sockets = device.sockets();

            assertThat(sockets)
                    .extracting(s -> s.local().getPort(), OpenSocket::app)
                    .containsExactlyInAnyOrder(
                            tuple(first.socket().getLocalPort(), Notes.PACKAGE),
                            tuple(second.socket().getLocalPort(), "uid:1000"));
            assertThat(sockets)
                    .allSatisfy(s -> assertThat(s.remote().getAddress()).isEqualTo(InetAddress.getLoopbackAddress()));
        }
        assertThat(device.sockets()).isEmpty();
    }

    @Test
    void another_thread_may_look_while_an_app_is_busy() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CountDownLatch connected = new CountDownLatch(1);
            CountDownLatch looked = new CountDownLatch(1);
            phone.with(new PhoneApp() {
                @Override
                public String packageName() {
                    return "cn.example.busy";
                }

                @Override
                public void onLaunch(FakePhone on) {
                    try (var peer =
                            on.connect(packageName(), URI.create("http://127.0.0.1:" + server.getLocalPort()))) {
                        connected.countDown();
                        assertThat(looked.await(30, TimeUnit.SECONDS)).isTrue();
                        assertThat(peer.socket().isClosed()).isFalse();
                    } catch (IOException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }
            });
            Lookout lookout = device.lookout();
            Thread hand = new Thread(() -> device.launch("cn.example.busy"));
            hand.start();

            assertThat(connected.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(lookout.sockets().sockets()).extracting(OpenSocket::app).containsExactly("cn.example.busy");
            assertThat(lookout.foreground().orElseThrow().app()).isEqualTo("cn.example.busy");

            looked.countDown();
            hand.join();
        }
    }

    @Test
    void tells_what_identifies_it() {
        Map<String, List<String>> ids = device.identifiers();

        assertThat(ids)
                .containsEntry("android_id", List.of("a1b2c3d4e5f60718"))
                .containsEntry("mac", List.of("3c:5a:b4:01:02:03"))
                .containsEntry("ip_address", List.of("192.168.7.23"))
                .containsEntry("ssid", List.of("Lab-5G"))
                .containsEntry("bssid", List.of("a0:b1:c2:d3:e4:f5"))
                .containsEntry("imei", List.of("490154203237518"))
                .containsEntry("iccid", List.of("89860012345678901234"))
                .containsEntry("imsi", List.of("460001234567890"))
                .containsEntry("phone_number", List.of("+8613800138000"))
                .containsEntry("account_list", List.of("tester@example.com"))
                .containsEntry("bluetooth_devices", List.of("11:22:33:44:55:66"))
                .containsEntry("app_list", List.of(Notes.PACKAGE));
        assertThat(ids.get("device_model_build")).contains("Pixel_7");
        assertThat(ids.get("serial_number")).hasSize(1);
    }

    @Test
    void leaves_out_what_it_is_not_told() {
        phone.facts()
                .set("imei", "")
                .set("mac", "02:00:00:00:00:00")
                .set("iccid", "")
                .set("ssid", "");

        assertThat(device.identifiers()).doesNotContainKeys("imei", "mac", "iccid", "ssid");
    }

    @Test
    void names_identifiers_as_the_dictionary_does() throws IOException {
        String types = Files.readString(Path.of("..", "config", "data_types.yaml"));

        assertThat(device.identifiers().keySet())
                .allSatisfy(id -> assertThat(types).contains("\n  - id: " + id + "\n"));
    }
}
