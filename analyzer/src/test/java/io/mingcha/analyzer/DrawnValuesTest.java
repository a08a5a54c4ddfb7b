package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Exposure;
import io.mingcha.flows.Exposure.Method;
import io.mingcha.flows.Header;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An id of which there is no second is the same everywhere, though only a general name in one place says what it is. */
class DrawnValuesTest {
    private static final String API = "https://api.shop.example/v1";
    private static final String ADS = "https://ads.collector.example/x";
    private static final String DRAWN = "4e7b1d90c2a8f3654e9b1d77c2a80365";
    private static final String ACCOUNT = "5f2c91d07be3a4c8f6210b9d";

    private final Exchanges exchanges = new Exchanges();

    private List<Exposure> elsewhere() {
        return exchanges.analyze().exposures().stream()
                .filter(e -> e.method() == Method.SAME_VALUE)
                .toList();
    }

    @Test
    void a_devices_is_known_under_a_name_that_says_nothing() {
        exchanges.get(1, API, new Header("X-Device-Id", DRAWN)).post(2, ADS, "{\"p1\":\"" + DRAWN + "\"}");

        assertThat(elsewhere()).singleElement().satisfies(e -> {
            assertThat(e.dataType()).isEqualTo("device_fingerprint");
            assertThat(e.path()).isEqualTo("request.body ▸ json $.p1");
            assertThat(e.confidence()).isEqualTo(0.65);
        });
    }

    @Test
    void so_is_the_digest_of_a_telephones_number() {
        exchanges.post(1, API, "{\"did_md5\":\"" + DRAWN + "\"}").get(2, ADS + "?r=1&d=" + DRAWN);

        assertThat(elsewhere())
                .extracting(Exposure::flow, Exposure::dataType)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1, "imei"));
    }

    @Test
    void so_is_an_account_in_a_path_and_before_it_was_named() {
        exchanges.get(1, API + "/p/" + ACCOUNT).get(2, API, new Header("X-User-Id", ACCOUNT));

        assertThat(elsewhere())
                .extracting(Exposure::flow, Exposure::dataType)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(0, "user_id_app"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"50381746", "20260305110192837465", "guest-user-number-one", "1772676013000"})
    void what_others_may_have_too_teaches_nothing(String value) {
        exchanges.get(1, API, new Header("X-User-Id", value)).post(2, ADS, "{\"p1\":\"" + value + "\"}");

        assertThat(elsewhere()).isEmpty();
    }

    @Test
    void nor_does_what_a_server_said_first_or_what_is_the_apps_own() {
        exchanges
                .answering(1, API + "/config", "{\"x\":\"" + DRAWN + "\"}")
                .get(2, API, new Header("X-Device-Id", DRAWN))
                .get(3, API, new Header("X-User-Id", ACCOUNT))
                .post(4, ADS, "{\"p1\":\"" + DRAWN + "\",\"app_key\":\"" + ACCOUNT + "\"}")
                .post(5, ADS, "{\"p2\":\"" + ACCOUNT + "\"}");

        assertThat(elsewhere()).isEmpty();
    }

    @Test
    void what_is_told_as_a_devices_is_no_account() {
        exchanges.get(1, API, new Header("Cookie", "hk_uid=" + DRAWN)).get(2, API, new Header("X-Device-Id", DRAWN));

        assertThat(exchanges.analyze().exposures())
                .extracting(Exposure::dataType)
                .containsOnly("device_fingerprint");
    }

    @Test
    void another_account_stays_one() {
        exchanges.get(1, API, new Header("Cookie", "hk_uid=" + ACCOUNT)).get(2, API, new Header("X-Device-Id", DRAWN));

        assertThat(exchanges.analyze().exposures())
                .extracting(Exposure::dataType)
                .containsExactly("user_id_app", "device_fingerprint");
    }
}
