package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Exposure;
import io.mingcha.flows.Header;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Some platforms put the number of the account into a cookie of its own. */
class AccountCookiesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "c_user=100046177988704",
                "ds_user_id=5723918846",
                "DedeUserID=28716354",
                "unb=2206512345678",
                "munb=2206512345678",
                "uin=o0850747813",
                "p_uin=o1248703394",
                "pt2gguin=o1248703394",
                "wxuin=86107293996414",
                "pt_pin=jd_6c1f92ab44e1d",
                "pt_pin=%E9%A1%BE%E6%99%93",
                "pwdt_id=guxiaolan93",
                "pin=jd_6c1f92ab44e1d"
            })
    void which_is_the_users(String cookie) {
        assertThat(types(cookie)).containsExactly("user_id_app");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c_user=deleted",
                "c_user=0",
                "c_user_lang=100046177988704",
                "DedeUserID=0",
                "DedeUserID__ckMd5=f1a2b3c4d5e6f708",
                "unb=1",
                "uin=1248703394123456",
                "uin=guest",
                "p_uin=o",
                "pt_local_token=1248703394",
                "wxuin=",
                "pt_pin=null",
                "pin=8241",
                "pin=guxiaolan",
                "pt_key=AAJkiq3wAEDk2ZzPq0Mu8bCc1TQ6S5bn",
                "ds_user=5723918846",
                "sid=28716354"
            })
    void and_nothing_that_looks_like_it(String cookie) {
        assertThat(types(cookie)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c_user", "unb", "wxuin", "DedeUserID"})
    void nor_a_field_of_the_name_that_is_no_cookie(String name) {
        assertThat(exposed(new Exchanges().post(1, "https://x.example/u", "{\"" + name + "\":\"100046177988704\"}")))
                .isEmpty();
    }

    private static List<String> types(String cookie) {
        return exposed(new Exchanges().get(1, "https://x.example/u", new Header("Cookie", cookie)));
    }

    private static List<String> exposed(Exchanges exchanges) {
        return exchanges.analyze().exposures().stream().map(Exposure::dataType).toList();
    }
}
