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
}
