package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a path hands in a code that was sent to somebody, the code needs no name that says so. */
class CodesHandedInTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/user/v1/confirmVerification; {'verification':{'data':{'code':'4817'}}}",
                "/v2/auth/verify/phone; {'code':'730415'}",
                "/app/loginByCode; {'captcha':'309518','nonce':'x'}"
            })
    void it_is_told(String path, String body) {
        assertThat(typesIn(path, body)).contains("verification_code");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/shop/order; {'code':'4817'}",
                "/coupon/verify; {'code':'482913'}",
                "/product/verify; {'code':'690123'}",
                "/gift/verify; {'code':'482913'}",
                "/identity/verify; {'bank':{'code':'3010'}}",
                "/user/login; {'code':'0e12TKGa1pny'}",
                "/user/login; {'code':'1111'}",
                "/user/login; {'code':'20000'}",
                "/user/login; {'code':'48'}",
                "/user/login; {'areaCode':'4817'}",
                "/verify/config; {'version':'4817'}"
            })
    void other_numbers_are_not(String path, String body) {
        assertThat(typesIn(path, body)).doesNotContain("verification_code");
    }
}
