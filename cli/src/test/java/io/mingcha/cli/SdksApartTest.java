package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingcha.certs.Export;
import io.mingcha.certs.ExportFormat;
import io.mingcha.testkit.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same of SDKs whose libraries would displace those of the product: each runs with what it was published with and a program of
 * its own, {@code src/test/sdks}, which is no part of this build.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SdksApartTest {

    private enum Sdk {
        SEGMENT("Segment", "/"),
        SENSORS("Sensors", "/sa?project=default"),
        GROWINGIO("GrowingIo", "");

        private final String program;
        private final String path;

        Sdk(String program, String path) {
            this.program = program;
            this.path = path;
        }

        String folder() {
            return name().toLowerCase(Locale.ROOT);
        }

        String host() {
            return folder() + ".collector.example";
        }
    }

    private Desk desk;
    private Path trust;
    private Report report;

    @BeforeAll
    void record(@TempDir Path folder) throws Exception {
        desk = Desk.in(folder);
        Script collector = Script.answering((peer, request) -> peer.reply(200, "{\"success\":true}"));
        String[] hosts = Arrays.stream(Sdk.values()).map(Sdk::host).toArray(String[]::new);
        int port = desk.world().tls(collector, hosts).port();
        CaptureProcess capture = desk.capture(
                "--session",
                desk.write("session.yaml", RealSdksTest.SESSION),
                "--socks",
                "127.0.0.1:0",
                "--resolve",
                "*.collector.example=127.0.0.1:" + port,
                "--lang",
                "en");
        String socks = capture.command()
                .waitForLine("SOCKS5 at 127\\.0\\.0\\.1:(\\d+)")
                .group(1);
        trust = Files.write(
                desk.file("trust.p12"),
                desk.authority().export(ExportFormat.P12).content());
        List<RunningCommand> sdks = List.of(
                start(Sdk.SEGMENT, throughProxy(capture)),
                start(Sdk.SENSORS, throughSocks(socks)),
                start(Sdk.GROWINGIO, throughProxy(capture)));
        for (RunningCommand sdk : sdks) {
            assertThat(sdk.exitCode()).as("%s%n%s", sdk.out(), sdk.err()).isZero();
        }
        desk.here("stop");
        capture.command().exitCode();
        report = Report.of(
                desk.here("analyze", capture.session(), "--format", "json").out());
    }

    private static List<String> throughProxy(CaptureProcess capture) {
        return List.of(
                "-Dhttps.proxyHost=127.0.0.1",
                "-Dhttps.proxyPort=" + capture.proxy().getPort());
    }

    /** For one whose client asks nobody for a proxy: each socket of the platform's goes through SOCKS. */
    private List<String> throughSocks(String port) {
        String names = desk.write("hosts", "192.0.2.7 " + Sdk.SENSORS.host() + "\n");
        return List.of(
                "-DsocksProxyHost=127.0.0.1", "-DsocksProxyPort=" + port, "-Djdk.net.hosts.file=" + desk.file(names));
    }

    private RunningCommand start(Sdk sdk, List<String> way) throws Exception {
        Path jars = Path.of(System.getProperty("mingcha.sdks"), sdk.folder());
        List<String> line = new ArrayList<>();
        line.add(Command.java());
        line.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        line.addAll(way);
        line.add("-Djavax.net.ssl.trustStore=" + trust);
        line.add("-Djavax.net.ssl.trustStorePassword=" + Export.P12_PASSWORD);
        line.addAll(List.of("-cp", jars.resolve("*").toString()));
        line.add(Command.home()
                .resolve("cli/src/test/sdks")
                .resolve(sdk.program + ".java")
                .toString());
        line.add("https://" + sdk.host() + sdk.path);
        line.addAll(List.of(RealSdksTest.USER, RealSdksTest.EMAIL, RealSdksTest.NAME));
        line.addAll(List.of(RealSdksTest.PHONE, RealSdksTest.RESIDENT, RealSdksTest.OAID, RealSdksTest.IMEI));
        return new RunningCommand(new ProcessBuilder(line).start(), sdk.name());
    }

    @AfterAll
    void leave() {
        desk.close();
    }

    private List<JsonNode> sentBy(Sdk sdk) {
        return report.exposures(e -> e.path("host").asText().equals(sdk.host())
                && e.path("direction").asText().equals("request"));
    }

    @ParameterizedTest
    @EnumSource(Sdk.class)
    void all_that_an_sdk_was_told_is_found_and_nothing_else(Sdk sdk) {
        Set<String> found = new TreeSet<>();
        for (JsonNode exposure : sentBy(sdk)) {
            assertThat(exposure.path("method").asText()).as("%s", exposure).isEqualTo("known_value");
            found.add(exposure.path("dataType").asText());
        }

        assertThat(found)
                .containsExactlyInAnyOrder(
                        "phone_number", "resident_id", "oaid", "imei", "user_id_app", "email", "person_name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SEGMENT   | request.body ▸ json $.batch[1].properties.a",
                "SENSORS   | request.body ▸ form:data_list ▸ base64 ▸ gzip ▸ json $[1].properties.a",
                "GROWINGIO | request.body ▸ protobuf $",
            })
    void a_value_is_found_behind_every_layer_that_the_sdk_put_around_it(Sdk sdk, String path) {
        assertThat(sentBy(sdk))
                .filteredOn(e -> e.path("dataType").asText().equals("phone_number"))
                .extracting(e -> e.path("path").asText())
                .anyMatch(p -> p.startsWith(path));
    }

    @ParameterizedTest
    @EnumSource(Sdk.class)
    void one_value_in_one_place_is_told_once(Sdk sdk) {
        assertThat(sentBy(sdk))
                .extracting(e -> e.path("flow").asText()
                        + e.path("path").asText()
                        + e.path("dataType").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void nothing_stayed_unread() {
        assertThat(report.coverage().path("unread").asInt()).isZero();
        assertThat(report.coverage().path("opaque")).isEmpty();
    }
}
