package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Exposure;
import io.mingcha.flows.Header;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an app writes into its User-Agent besides what it is. */
class IdsInAgentTest {
    private static List<Exposure> told(String agent) {
        return new Exchanges()
                .get(1, "https://api.shop.example/v1", new Header("User-Agent", agent))
                .analyze()
                .exposures();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "device_fingerprint | Mozilla/5.0 (iPhone; CPU iPhone OS 15_5) Lark/9.5 device_id/d53e701967a6e12aeb3905856bbb10913ec2442c",
                "device_fingerprint | Lark/2.9.0;iOS 14.4;D7CC2F22-7AA0-47B9-991E-44B33EA43CE6",
                "device_fingerprint | Lark/7.1 (Android 13; udid=7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365)",
                "user_id_app        | Lark/7.1 Android/13 uid/5f2c91d07be3a4c8f6210b9d",
                "device_fingerprint | Mozilla/5.0 (iPhone) Mobile/14G60/application=Lark&deviceId=D7CC2F22-7AA0-47B9-991E-44B33EA43CE6&clientType=ios"
            })
    void an_id_that_has_a_name_or_stands_for_itself_is_told(String type, String agent) {
        assertThat(told(agent)).extracting(Exposure::dataType).containsExactly(type);
    }

    @Test
    void where_it_stands_is_shown() {
        assertThat(told("Lark/2.9;D7CC2F22-7AA0-47B9-991E-44B33EA43CE6"))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.value()).isEqualTo("D7CC2F22-7AA0-47B9-991E-44B33EA43CE6");
                    assertThat(e.path()).isEqualTo("request.header:User-Agent");
                    assertThat(e.offset()).isEqualTo(9);
                    assertThat(e.length()).isEqualTo(36);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (Linux; Android 13; V2243A Build/TP1A.220624.014; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.6478.122 Mobile Safari/537.36",
                "Lark/9.5 relaunchId/5CC59B02-23E0-4173-801A-5EF1BFB58C6E",
                "Lark/9.5 station_id/611cd49cb5871d00015f5956",
                "Lark/9.5 session_id/5CC59B02-23E0-4173-801A-5EF1BFB58C6E",
                "Lark/9.5 commit/d53e701967a6e12aeb3905856bbb10913ec2442c",
                "Lark/9.5 request_uid/5f2c91d07be3a4c8f6210b9d",
                "Lark/9.5;00000000-0000-0000-0000-000000000000"
            })
    void what_it_is_and_where_it_was_started_is_not(String agent) {
        assertThat(told(agent)).isEmpty();
    }

    @Test
    void a_uuid_in_another_header_is_not_told_for_itself() {
        assertThat(new Exchanges()
                        .get(
                                1,
                                "https://api.shop.example/v1",
                                new Header("X-Trace", "a;D7CC2F22-7AA0-47B9-991E-44B33EA43CE6"))
                        .analyze()
                        .exposures())
                .isEmpty();
    }
}
