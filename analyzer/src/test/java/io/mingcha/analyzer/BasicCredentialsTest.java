package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mingcha.flows.Exposure;
import io.mingcha.flows.Header;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By what somebody signs in with each request (RFC 7617); machines do as well. */
class BasicCredentialsTest {
    private static List<Exposure> told(String credentials) {
        String coded = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return new Exchanges()
                .get(1, "https://api.shop.example/me", new Header("Authorization", "Basic " + coded))
                .analyze()
                .exposures();
    }

    @Test
    void a_mailbox_and_its_password_are_told() {
        assertThat(told("lena.brandt@pinewood.co:uhr7-Tisch!"))
                .extracting(Exposure::dataType, Exposure::value)
                .containsExactly(tuple("email", "lena.brandt@pinewood.co"), tuple("password", "uhr7-Tisch!"));
    }

    @Test
    void so_are_a_number_and_a_password_with_colons() {
        assertThat(told("+4915123456780:a:b:c"))
                .extracting(Exposure::dataType, Exposure::value)
                .contains(tuple("phone_number", "+4915123456780"), tuple("password", "a:b:c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pine-android-client:c98d771ab02f44",
                "4b9c2f07d81e6a35:T0pSecretOfTheApp",
                "18171654321:a17c9be2",
                "api:key-3ax6xnjp29jd6fds4gc373sgvjxteol0",
                "noreply@pinewood.co:c98d771ab02f44",
                "no colon at all",
                ":onlyasecret77"
            })
    void the_client_of_a_machine_is_nobody(String credentials) {
        assertThat(told(credentials)).isEmpty();
    }
}
