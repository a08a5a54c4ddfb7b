package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Requests of SDKs for Android, recorded by Mingcha while each ran under Robolectric and was told of one invented person and device.
 * The session file knows neither.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AndroidSdksTest {
    private static final String SESSION = """
            app: {package: example.shop, name: Shop, version: 1.2.3, category: C01, first_party: [shop.example]}
            """;

    private Report report;

    @BeforeAll
    void analyse(@TempDir Path folder) throws IOException {
        report = Report.ofRecorded(folder, "android-sdks.har", SESSION);
    }

    private Set<String> found(String host, String end) {
        Set<String> types = new TreeSet<>();
        for (JsonNode exposure : report.exposures(e ->
                e.path("host").asText().equals(host) && e.path("path").asText().endsWith(end))) {
            types.add(exposure.path("dataType").asText());
        }
        return types;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app.adjust.com            | form:gps_adid                            | gaid",
                "app.adjust.com            | form:android_uuid                        | device_fingerprint",
                "api.mixpanel.com          | .properties.$user_id                     | user_id_app",
                "api.mixpanel.com          | .$set.$phone                             | phone_number",
                "api.segment.io            | .context.device.advertisingId            | gaid",
                "sensors.collector.example | .properties.$device_id                   | android_id",
                "sensors.collector.example | .original_id                             | android_id",
                "sensors.collector.example | $ios_install_source ▸ pairs:android_id   | android_id",
                "sensors.collector.example | $ios_install_source ▸ pairs:imei_old     | imei",
                "sensors.collector.example | $ios_install_source ▸ pairs:mac          | mac",
                "sensors.collector.example | .login_id                                | user_id_app",
                "eu1.clevertap-prod.com    | .af.mt_GoogleAdID                        | gaid",
                "eu1.clevertap-prod.com    | .profile.Phone                           | phone_number",
                "hmma.baidu.com            | .he.uid_change                           | user_id_app",
                "api2.amplitude.com        | .adid                                    | gaid",
                "countly.collector.example | query:old_device_id                      | android_id",
                "eu.i.posthog.com          | .properties.$anon_distinct_id            | device_fingerprint",
            })
    void what_an_sdk_sends_of_its_device_and_its_user_is_told_as_what_it_is(String host, String end, String type) {
        assertThat(found(host, end)).containsExactly(type);
    }

    @Test
    void before_a_log_in_the_users_id_of_mixpanel_is_the_devices() throws IOException {
        assertThat(report.exposures(e -> e.path("host").asText().equals("api.mixpanel.com")
                        && e.path("path").asText().endsWith("distinct_id")
                        && e.path("dataType").asText().equals("user_id_app")))
                .isNotEmpty()
                .noneMatch(e -> e.path("value").asText().contains("$device"));
        assertThat(found("api.mixpanel.com", ".properties.distinct_id")).contains("device_fingerprint", "user_id_app");
    }

    @Test
    void an_advertising_id_without_its_dashes_is_one_where_the_sdk_takes_it_for_its_own() {
        assertThat(found("eu1.clevertap-prod.com", ".g")).containsExactly("device_fingerprint", "gaid");
    }
}
