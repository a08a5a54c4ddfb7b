package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.signal.Signals;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesAndCredentialsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "User-Agent | Mozilla/5.0 MicroMessenger/8.0.50 MiniProgramEnv/android miniProgram/wx12 | mini_program",
                "user-agent | swan/2.1 swan-baiduboxapp/13.2                                            | mini_program",
                "User-Agent | Mozilla/5.0 MicroMessenger/8.0.50                                         | none",
                "Referer    | https://servicewechat.com/wx12/7/page-frame.html                          | mini_program",
                "Referer    | https://m.shop.example/cart                                               | web",
            })
    void the_kind_of_page_is_read_off_who_asks_and_from_where(String header, String value, String page) {
        assertThat(read(new Header(header, value)).page().label()).isEqualTo(page);
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, Bearer abc, true",
        "authorization, abc, true",
        "Authorization, ' ', false",
        "X-Trace, abc, false"
    })
    void a_header_of_credentials_shows_that_the_sender_may_ask(String header, String value, boolean may) {
        assertThat(read(new Header(header, value)).credentials()).isEqualTo(may);
    }

    private static Signals read(Header header) {
        return TestConfiguration.SHIPPED
                .signals()
                .read(new Head.Request("GET", "/", "HTTP/1.1", List.of(header)), Decoded.NOTHING);
    }
}
