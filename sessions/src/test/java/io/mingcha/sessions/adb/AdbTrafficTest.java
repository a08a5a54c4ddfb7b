package io.mingcha.sessions.adb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.certs.ExportFormat;
import io.mingcha.sessions.device.Device;
import io.mingcha.sessions.device.DeviceKind;
import io.mingcha.sessions.device.Route;
import io.mingcha.sessions.device.WayIn;
import io.mingcha.testkit.Script;
import io.mingcha.testkit.TlsWorld;
import io.mingcha.testkit.phone.FakePhone;
import io.mingcha.testkit.phone.Root;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An app's own requests take the way that was set, through the adb server to the proxy. */
class AdbTrafficTest {
    private static final URI API = URI.create("https://api.example.cn/v1?x=1");

    @TempDir
    Path folder;

    private TlsWorld internet;
    private TinyProxy proxy;
    private Bench bench;
    private FakePhone phone;

    @BeforeEach
    void start() throws Exception {
        bench = Bench.in(folder);
        internet = TlsWorld.in(folder);
        proxy = new TinyProxy(
                internet.tls(Script.saying("hello"), "api.example.cn").port());
        phone = bench.phone("Pixel_7").with(new Notes());
    }

    @AfterEach
    void close() throws Exception {
        if (bench != null) {
            proxy.close();
            internet.close();
            bench.close();
        }
    }

    private Route route(Optional<String> credentials) {
        String pem = new String(internet.authority().export(ExportFormat.PEM).content(), StandardCharsets.US_ASCII);
        return new Route(proxy.address(), pem, "9a5ba575.0", credentials);
    }

    @Test
    void an_app_that_trusts_the_system_is_readable_on_a_rooted_phone() throws Exception {
        phone.rooted(Root.SU);
        AdbDevice device = bench.open(phone);

        assertThat(device.connect(route(Optional.empty())).trusted()).isTrue();

        assertThat(phone.get(Notes.PACKAGE, API).text()).isEqualTo("hello");
        assertThat(proxy.heads()).singleElement().asString().startsWith("CONNECT api.example.cn:443 ");
    }

    @Test
    void an_app_on_a_phone_without_root_does_not_trust_us() {
        AdbDevice device = bench.open(phone);

        assertThat(device.connect(route(Optional.empty())).trusted()).isFalse();

        assertThatThrownBy(() -> phone.get(Notes.PACKAGE, API)).isInstanceOf(SSLException.class);
    }

    @Test
    void a_device_is_introduced_to_a_proxy_that_asks_who_comes() throws Exception {
        phone.rooted(Root.SU);
        AdbDevice device = bench.open(phone);
        device.connect(route(Optional.of("pixel:secret")));

        assertThat(phone.get(Notes.PACKAGE, API).text()).isEqualTo("hello");
        assertThat(phone.get(Notes.PACKAGE, URI.create("http://plain.example.cn/a"))
                        .text())
                .isEqualTo("ok");

        String expected = "Proxy-Authorization: Basic "
                + Base64.getEncoder().encodeToString("pixel:secret".getBytes(StandardCharsets.UTF_8));
        assertThat(proxy.heads()).hasSize(2).allSatisfy(head -> assertThat(head).contains(expected));
        assertThat(phone.settings().toString()).doesNotContain("secret");
    }

    @Test
    void in_a_tunnel_the_phone_trusts_us_and_is_told_of_no_proxy() {
        phone.rooted(Root.SU);
        AdbDevice device = bench.open(phone);
        Route told = route(Optional.empty());

        Device.Connected connected = device.connect(
                new Route(WayIn.TUNNEL, told.proxy(), told.rootPem(), told.androidName(), Optional.empty()));

        assertThat(connected.trusted()).isTrue();
        assertThat(connected.portsSeen()).isTrue();
        assertThat(connected.proxied()).isFalse();
        assertThat(phone.proxy()).isEmpty();
        device.close();
        assertThat(phone.proxy()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Root.class)
    void a_phone_tells_its_version_and_whether_it_can_be_root_and_stays_as_it_is(Root root) throws IOException {
        phone.rooted(root);
        AdbDevice device = bench.open(phone);
        String before = changes();

        assertThat(device.kind()).isEqualTo(DeviceKind.ANDROID);
        assertThat(device.release()).contains("13");
        assertThat(device.isRooted()).isEqualTo(root != Root.NONE);
        assertThat(changes()).as("nothing was noted as changed").isEqualTo(before);
    }

    private String changes() throws IOException {
        StringBuilder all = new StringBuilder();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(bench.journals())) {
            for (Path file : files) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    @Test
    void after_the_end_an_app_does_not_come_to_us_any_more() {
        AdbDevice device = bench.open(phone);
        device.connect(route(Optional.empty()));
        device.close();

        assertThatThrownBy(() -> phone.get(Notes.PACKAGE, URI.create("http://absent.invalid/")))
                .isInstanceOf(UnknownHostException.class);
        assertThat(proxy.heads()).isEmpty();
    }
}
