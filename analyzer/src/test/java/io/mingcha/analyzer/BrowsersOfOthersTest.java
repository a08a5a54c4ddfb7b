package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Exposure;
import io.mingcha.flows.Header;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Those who advertise know browsers and no accounts, whatever they call their cookies. */
class BrowsersOfOthersTest {
    private static List<String> types(String host, Header header) {
        return new Exchanges()
                .get(1, "https://" + host + "/pixel?x=1", header).analyze().exposures().stream()
                        .map(Exposure::dataType)
                        .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "ad.turn.com, uid=2764692328805396156, visitor_id",
        "ad.turn.com, user_id=4b9c2f07d81e6a35c0f4b8d2, visitor_id",
        "api.shop.example, uid=2764692328805396156, user_id_app",
        "unknown.host.example, uid=2764692328805396156, user_id_app"
    })
    void an_account_in_a_cookie_of_theirs_is_a_visitors(String host, String cookie, String type) {
        assertThat(types(host, new Header("Cookie", cookie))).containsExactly(type);
    }

    @ParameterizedTest
    @CsvSource({"ad.turn.com, 2764692328805396156"})
    void what_an_app_says_in_a_header_is_what_it_says(String host, String account) {
        assertThat(types(host, new Header("uid", account))).containsExactly("user_id_app");
    }
}
