package io.mingcha.analyzer.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRegionsTest {

    @ParameterizedTest
    @CsvSource({
        "36.152.44.95, 中国 江苏省 南京市 移动",
        "223.5.5.5, 中国 浙江省 杭州市 阿里云",
        "8.8.8.8, 美国 Level3",
    })
    void a_public_address_is_known_by_country_place_and_network(String address, String words) {
        assertThat(AddressRegions.of(address)).contains(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "192.168.0.9",
                "169.254.169.254",
                "224.0.0.1",
                "0.0.0.0",
                "203.0.113.9",
                "100.64.1.1",
                "::1",
                "",
                "api.example",
                "999.1.1.1"
            })
    void nothing_is_said_of_what_is_no_public_address(String address) {
        assertThat(AddressRegions.of(address)).isEmpty();
    }

    @Test
    void what_is_told_says_that_it_is_an_address_and_how_old_the_table_is() {
        assertThat(AddressRegions.told("中国 上海").en()).matches("address in 中国 上海 \\(table of 20\\d\\d-\\d\\d-\\d\\d\\)");
    }
}
