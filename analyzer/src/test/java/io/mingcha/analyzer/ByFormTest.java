package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Exposure;
import io.mingcha.flows.Header;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that say themselves what they are. */
class ByFormTest {
    private static final String LONG =
            "Kd83nQz0-Vb7_Lr2Tx9Ws4Ym6Hc1Jf5Pg8Ua3Eo7Ib2Ck9Dl4Rn6Sv0Xt5Zw1Qy8Bm3Gj7Fh2Np4Ku9La6Mi1Oe5Vr0Td8";

    private static final String OF_OPPO = "4EBA05A7FFB332B29C8309496C4BD1012c2fd3f593b51b3b992294f27bf0c8d1";
    private static final String OPENID = "oJx4t5K8vN2mZ7cRb1YwLhD9sJ0p";

    @ParameterizedTest
    @ValueSource(strings = {"address", "zz", "google_push_notification_id"})
    void the_token_of_a_push_service_is_one_under_any_name(String name) {
        assertThat(typesIn("{'" + name + "':'fR2kQ8vXn0TzLp4:APA91b" + LONG + LONG.substring(40) + "'}"))
                .containsExactly("push_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q7", "deviceId", "x_device_num", "idfa", "fcuuid"})
    void a_digest_of_which_one_half_is_in_capitals_is_an_oaid_under_any_name(String name) {
        assertThat(typesIn("{'" + name + "':'" + OF_OPPO + "'}")).containsExactly("oaid");
    }

    @Test
    void a_digest_in_letters_of_one_kind_is_none() {
        assertThat(typesIn("{'q7':'" + OF_OPPO.toLowerCase(Locale.ROOT) + "'}")).isEmpty();
        assertThat(typesIn("{'q7':'" + OF_OPPO.substring(2) + "'}")).isEmpty();
        assertThat(typesIn("{'q7':'" + OF_OPPO.substring(32) + OF_OPPO.substring(0, 32) + "'}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"identification", "mp_user", "did2", "device_id"})
    void who_uses_a_mini_program_is_told_by_what_wechat_calls_him(String name) {
        assertThat(inMiniProgram(name, OPENID)).containsExactly("im_account");
    }

    @ParameterizedTest
    @CsvSource({
        "access_token, oJx4t5K8vN2mZ7cRb1YwLhD9sJ0p",
        "noncestr, oJx4t5K8vN2mZ7cRb1YwLhD9sJ0p",
        "shop_code, oJx4t5K8vN2mZ7cRb1YwLhD9sJ0p",
        "mp_user, aJx4t5K8vN2mZ7cRb1YwLhD9sJ0p",
        "mp_user, oJx4t5K8vN2mZ7cRb1YwLhD9sJ0",
        "mp_user, ojx4t5k8vn2mz7crb1ywlhd9sj0p",
        "mp_user, oJxtKvNmZcRbYwLhDsJpQrTzVnMk"
    })
    void tokens_and_what_is_of_another_form_are_nobodys_there(String name, String value) {
        assertThat(inMiniProgram(name, value)).isEmpty();
    }

    @Test
    void elsewhere_such_letters_tell_nobody() {
        assertThat(typesIn("{'mp_user':'" + OPENID + "'}")).isEmpty();
    }

    private static List<String> inMiniProgram(String name, String value) {
        return new Exchanges()
                        .post(
                                1,
                                "https://mini.shop.example/v1/list",
                                "{\"" + name + "\":\"" + value + "\"}",
                                new Header(
                                        "Referer", "https://servicewechat.com/wx0a1b2c3d4e5f6071/12/page-frame.html"))
                        .analyze()
                        .exposures()
                        .stream()
                        .map(Exposure::dataType)
                        .toList();
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
