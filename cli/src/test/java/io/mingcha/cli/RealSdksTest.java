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

/** What SDKs that other people wrote send through Mingcha, each a process that is only pointed at a proxy and given a root. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealSdksTest {
    static final String PHONE = "13671984825";
    static final String EMAIL = "lin.xiaoyu@post.example";
    static final String NAME = "林晓语";
    static final String RESIDENT = "310115199407212368";
    static final String OAID = Person.OAID;
    static final String IMEI = Person.IMEI;
    static final String USER = "user-4827193";
    static final String LATITUDE = Person.LATITUDE;
    static final String LONGITUDE = Person.LONGITUDE;

    static final String SESSION = """
            app: {package: example.shop, name: Shop, version: 1.2.3, category: C01, first_party: [shop.example]}
            persona:
              age: 32
              known:
                phone_number: ["%s"]
                email: ["%s"]
                person_name: ["%s"]
                resident_id: ["%s"]
                oaid: ["%s"]
                imei: ["%s"]
                user_id_app: ["%s"]
                precise_location: ["%s,%s"]
            """.formatted(PHONE, EMAIL, NAME, RESIDENT, OAID, IMEI, USER, LATITUDE, LONGITUDE);

    private Desk desk;
    private Report report;

    @BeforeAll
    void record(@TempDir Path folder) throws Exception {
        desk = Desk.in(folder);
        // Amplitude's reads the answer, Mixpanel's takes 1 for yes, the others take anything
        Script collector = Script.answering((peer, request) -> peer.reply(
                200,
                request.firstLine().contains("/2/httpapi")
                        ? "{\"code\":200,\"events_ingested\":1,\"payload_size_bytes\":1,\"server_upload_time\":1}"
                        : "1"));
        String[] hosts =
                Arrays.stream(TelemetrySdk.values()).map(TelemetrySdk::host).toArray(String[]::new);
        int port = desk.world().tls(collector, hosts).port();
        CaptureProcess capture = desk.capture(
                "--session", desk.write("session.yaml", SESSION), "--resolve", "*.collector.example=127.0.0.1:" + port);
        Path trust = Files.write(
                desk.file("trust.p12"),
                desk.authority().export(ExportFormat.P12).content());
        List<RunningCommand> sdks = new ArrayList<>();
        for (TelemetrySdk sdk : TelemetrySdk.values()) {
            sdks.add(start(sdk, capture, trust));
        }
        for (RunningCommand sdk : sdks) {
            assertThat(sdk.exitCode()).as("%s%n%s", sdk.out(), sdk.err()).isZero();
        }
        desk.here("stop");
        capture.command().exitCode();
        report = Report.of(
                desk.here("analyze", capture.session(), "--format", "json").out());
    }

    private static RunningCommand start(TelemetrySdk sdk, CaptureProcess capture, Path trust) throws Exception {
        List<String> line = new ArrayList<>();
        line.add(Command.java());
        line.addAll(List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        line.add("-Dhttps.proxyHost=127.0.0.1");
        line.add("-Dhttps.proxyPort=" + capture.proxy().getPort());
        line.add("-Djavax.net.ssl.trustStore=" + trust);
        line.add("-Djavax.net.ssl.trustStorePassword=" + Export.P12_PASSWORD);
        line.addAll(List.of("-cp", Command.classPath(), TelemetrySdk.class.getName(), sdk.name()));
        return new RunningCommand(new ProcessBuilder(line).start(), sdk.name());
    }

    @AfterAll
    void leave() {
        desk.close();
    }

    private List<JsonNode> sentBy(TelemetrySdk sdk) {
        return report.exposures(e -> e.path("host").asText().equals(sdk.host())
                && e.path("direction").asText().equals("request"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AMPLITUDE     | phone_number resident_id oaid imei user_id_app precise_location",
                "BUGSNAG       | phone_number resident_id oaid imei user_id_app email person_name",
                "MATOMO        | phone_number resident_id user_id_app email person_name precise_location device_fingerprint",
                "MIXPANEL      | phone_number resident_id oaid imei user_id_app email person_name",
                "OPENTELEMETRY | phone_number resident_id oaid imei user_id_app email",
                "POSTHOG       | phone_number resident_id oaid imei user_id_app email person_name",
                "SENTRY        | phone_number resident_id oaid imei user_id_app email person_name",
            })
    void all_that_an_sdk_was_told_is_found_and_nothing_else(TelemetrySdk sdk, String types) {
        Set<String> found = new TreeSet<>();
        for (JsonNode exposure : sentBy(sdk)) {
            String type = exposure.path("dataType").asText();
            // an id that the SDK makes up itself is known by its vendor's word alone
            assertThat(exposure.path("method").asText())
                    .as("%s", exposure)
                    .isEqualTo(type.equals("device_fingerprint") ? "adapter" : "known_value");
            found.add(type);
        }

        assertThat(found).containsExactlyInAnyOrder(types.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AMPLITUDE     | request.body ▸ json $.events[0].event_properties.a",
                "BUGSNAG       | request.body ▸ json $.events[0].metaData.order.a",
                "MATOMO        | request.query:url ▸ url:phone",
                "MIXPANEL      | request.body ▸ form:data ▸ base64 ▸ json $[0].properties.a",
                "MIXPANEL      | request.body ▸ gzip ▸ form:data ▸ base64 ▸ json $[0].properties.a",
                "OPENTELEMETRY | request.body ▸ protobuf $",
                "OPENTELEMETRY | request.body ▸ gzip ▸ protobuf $",
                "POSTHOG       | request.body ▸ json $.batch[1].properties.a",
                "SENTRY        | request.body ▸ gzip ▸ ndjson",
            })
    void a_value_is_found_behind_every_layer_that_the_sdk_put_around_it(TelemetrySdk sdk, String path) {
        assertThat(sentBy(sdk))
                .filteredOn(e -> e.path("dataType").asText().equals("phone_number"))
                .extracting(e -> e.path("path").asText())
                .anyMatch(p -> p.startsWith(path));
    }

    @ParameterizedTest
    @EnumSource(TelemetrySdk.class)
    void one_value_in_one_place_is_told_once(TelemetrySdk sdk) {
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
