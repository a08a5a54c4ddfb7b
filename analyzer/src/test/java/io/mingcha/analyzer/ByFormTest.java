package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that say themselves what they are. */
class ByFormTest {
    private static final String LONG =
            "Kd83nQz0-Vb7_Lr2Tx9Ws4Ym6Hc1Jf5Pg8Ua3Eo7Ib2Ck9Dl4Rn6Sv0Xt5Zw1Qy8Bm3Gj7Fh2Np4Ku9La6Mi1Oe5Vr0Td8";

    @ParameterizedTest
    @ValueSource(strings = {"address", "zz", "google_push_notification_id"})
    void the_token_of_a_push_service_is_one_under_any_name(String name) {
        assertThat(typesIn("{'" + name + "':'fR2kQ8vXn0TzLp4:APA91b" + LONG + LONG.substring(40) + "'}"))
                .containsExactly("push_token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fR2kQ8vXn0TzLp4:APA91b",
                "fR2kQ8vXn0TzLp4:BQA91bKd83nQz0",
                "see :APA91b in the manual of the service"
            })
    void what_only_looks_like_one_is_none(String value) {
        assertThat(typesIn("{'zz':'" + value + "'}")).doesNotContain("push_token");
    }
}
