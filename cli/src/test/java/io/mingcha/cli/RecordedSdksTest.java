package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Requests of SDKs for web pages, recorded by Mingcha while each ran in Chromium and was told of one invented person: they are not
 * to be had from a Maven repository.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedSdksTest {
    private static final String SESSION = """
            app: {package: example.shop, name: Shop, version: 1.2.3, category: C01, first_party: [shop.example]}
            persona:
              age: 32
              known:
                phone_number: ["13671984825"]
                email: ["lin.xiaoyu@post.example"]
                person_name: ["林晓语"]
                resident_id: ["310115199407212368"]
                oaid: ["7c9e6679-7425-40de-944b-e07fc1f90ae7"]
                android_id: ["4f1e9b7c2a6d8035"]
                imei: ["868012345678905"]
                mac: ["a4:5e:60:c2:1d:7b"]
                address: ["上海市浦东新区世纪大道1188号"]
                user_id_app: ["user-4827193"]
                precise_location: ["31.230416,121.473701"]
            """;
    /** Of an order, under names that tell nothing. */
    private static final Set<String> ORDER = Set.of(
            "phone_number",
            "person_name",
            "resident_id",
            "oaid",
            "android_id",
            "imei",
            "mac",
            "address",
            "precise_location");

    private Report report;

    @BeforeAll
    void analyse(@TempDir Path folder) throws IOException {
        report = Report.ofRecorded(folder, "browser-sdks.har", SESSION);
    }

    private Set<String> found(String sdk, String path) {
        Set<String> types = new TreeSet<>();
        for (JsonNode exposure : report.exposures(e -> e.path("host").asText().equals(sdk + ".sdk.example")
                && e.path("path").asText().startsWith("request." + path))) {
            types.add(exposure.path("dataType").asText());
        }
        return types;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amplitude | body ▸ json $.events[",
                "braze     | body ▸ json $.events[",
                "bugsnag   | body ▸ json $.events[0].metaData.order",
                "clevertap | query:d ▸ lz-string ▸ json $.evtData",
                "datadog   | body ▸ zlib ▸ ndjson[",
                "elastic   | body ▸ gzip ▸ ndjson[",
                "faro      | body ▸ json $.events[",
                "mixpanel  | body ▸ form:data ▸ json $[",
                "newrelic  | body ▸ json $.ja",
                "otel      | body ▸ json $.resourceSpans",
                "otelpb    | body ▸ protobuf $",
                "posthog   | body ▸ json $.batch[0].properties",
                "rollbar   | body ▸ json $.data.body.message.extra",
                "rudder    | body ▸ json $.",
                "segment   | body ▸ json $.",
                "sensors   | query:data ▸ base64 ▸ json $.properties",
                "sensors   | body ▸ form:data ▸ base64 ▸ json $.properties",
                "sentry    | body ▸ ndjson[",
                "sls       | body ▸ json $.__logs__",
                "snowplow  | query:ue_px ▸ base64 ▸ json $.data.data",
                "snowplow  | body ▸ json $.data[",
            })
    void all_that_a_page_told_an_sdk_of_an_order_is_found_where_the_sdk_put_it(String sdk, String path) {
        assertThat(found(sdk, path)).containsAll(ORDER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ampr    | body ▸ gzip ▸ json $.events[",
                "datadog | body ▸ multipart:segment ▸ zlib ▸ json $.records[",
                "posthog | body ▸ gzip ▸ json $[0].properties.$snapshot_data[1].data ▸ latin1 ▸ gzip ▸ json $",
            })
    void what_stands_on_the_page_is_found_in_recordings_of_the_screen(String sdk, String path) {
        assertThat(found(sdk, path)).contains("person_name", "phone_number");
    }

    @Test
    void nothing_is_reported_that_the_page_did_not_tell_but_ids_of_the_sdks_own() {
        List<String> other = new ArrayList<>();
        for (JsonNode exposure : report.exposures()) {
            if (!exposure.path("method").asText().equals("known_value")) {
                other.add(exposure.path("host").asText() + " "
                        + exposure.path("dataType").asText());
            }
        }

        assertThat(new TreeSet<>(other))
                .containsExactly(
                        "amplitude.sdk.example device_fingerprint",
                        "braze.sdk.example device_fingerprint",
                        "bugsnag.sdk.example device_fingerprint",
                        "datadog.sdk.example visitor_id",
                        "mixpanel.sdk.example device_fingerprint",
                        "posthog.sdk.example device_fingerprint",
                        "rudder.sdk.example visitor_id",
                        "segment.sdk.example visitor_id",
                        "sensors.sdk.example visitor_id",
                        "snowplow.sdk.example visitor_id");
    }
}
