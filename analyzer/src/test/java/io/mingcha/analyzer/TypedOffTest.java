package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A code that was sent to a telephone is typed off it. */
class TypedOffTest {
    @Test
    void six_digits_beside_the_number() {
        assertThat(typesIn("{'mobile':'13798812240','code':'117204'}")).contains("verification_code");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'phone':'13798812240','city':'武汉','code':'430070'}",
                "{'phone':'13798812240','consignee':'顾大海','code':'430070'}",
                "{'phone':'13798812240','coupon_code':'A1','code':'430070'}",
                "{'phone':'13798812240','code':'000000'}",
                "{'phone':'13798812240','code':'43007'}",
                "{'email':'gudahai@163.com','code':'100001'}",
                "{'idCard':'420106198803127213','code':'420100'}",
                "{'code':'200404','message':'ok'}"
            })
    void what_is_a_place_s_or_a_channel_s_is_none(String body) {
        assertThat(typesIn(body)).doesNotContain("verification_code");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'username':'dana@outlook.com','2fa_code':'604127'}",
                "{'otpNo':'481903','otpKey':'NzY0NmFhNzEtNTc3My00ZGM3'}",
                "{'mfa_type':'PrimaryPhone','verification_id':'8f7e6d5c4b3a','verification_code':'730915'}",
                "{'userName':'顾大海','phone':'13798812240','verifyCode':'187709'}",
                "{'email':'gudahai@163.com','checkCode':'604127'}",
                "{'code':'640912','vonageRequestId':'3f1c0d9e8b7a4c5d9e6f708192a3b4c5'}",
                "{'twoFactorCode':'5127'}",
                "{'email_code':'60412'}"
            })
    void a_code_that_says_so_or_stands_beside_what_numbers_its_message(String body) {
        assertThat(typesIn(body)).contains("verification_code");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'username':'dana','password':'Maple-Porch-19','verify_code':'604127'}",
                "{'phone':'13798812240','verifyCode':'8x2k'}",
                "{'phone':'13798812240','verifyCode':'4711'}",
                "{'phone':'13798812240','check_code':'000000'}",
                "{'phone':'13798812240','validCode':'6041271'}",
                "{'2fa_code':'enabled'}",
                "{'2fa_code':'111111'}",
                "{'otpNo':''}",
                "{'mfa_code':'E1004'}",
                "{'code':'604127','state':'snsapi_base'}",
                "{'code':'604127','orderKey':'A1'}",
                "{'goods':'lamp','check_code':'604127'}",
                "{'two_factor_code':'123'}"
            })
    void what_a_picture_shows_or_counts_otherwise_is_none(String body) {
        assertThat(typesIn(body)).doesNotContain("verification_code");
    }
}
