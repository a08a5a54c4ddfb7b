package io.mingcha.sessions.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageRequestTest {

    @ParameterizedTest
    @CsvSource({
        "https://API.example.test:8443/a?b=c, api.example.test",
        "https://example.test/a|b?q={x}, example.test",
        "'https://example.test?q=a b', example.test",
        "wss://example.test/socket, example.test",
        "'data:text/plain,hello', ''",
        "blob:https://example.test/1, ''",
        "'data:text/plain,a b', ''",
    })
    void the_host_is_told_even_where_an_address_follows_no_standard(String url, String host) {
        assertThat(new PageRequest("GET", url, Instant.EPOCH, "fetch").host()).isEqualTo(host);
    }
}
