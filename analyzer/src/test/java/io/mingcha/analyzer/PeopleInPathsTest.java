package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a path calls by a mailbox or a number. */
class PeopleInPathsTest {
    @ParameterizedTest
    @CsvSource({
        "/users/lena.brandt%40pinewood.co/orders, email",
        "/v2/accounts/exists/lena.brandt@pinewood.co, email",
        "/api/customers/lena.brandt@pinewood.co, email",
        "/check/%2B4915123456780, phone_number",
        "/subscribers/13262976768/sms, phone_number",
        "/x/+4915123456780, phone_number"
    })
    void somebody_is_told(String path, String type) {
        assertThat(typesIn(path, "{}")).containsExactly(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'shop':{'tel':'+4915123456780'}}",
                "{'vendor':{'contact':'+4915123456780'}}",
                "{'zone':'+0100'}"
            })
    void numbers_of_businesses_are_none(String body) {
        assertThat(typesIn(body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/icons/users/logo@2x.png",
                "/npm/lodash@4.17.21/x",
                "/users/support@pinewood.co",
                "/calendars/holiday@group.calendar.pinewood.co/events",
                "/orders/13262976768",
                "/users/13262976768123",
                "/shops/%2B4915123456780"
            })
    void other_things_are_not(String path) {
        assertThat(typesIn(path, "{}")).isEmpty();
    }
}
