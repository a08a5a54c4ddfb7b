package io.mingcha.analyzer;

import static io.mingcha.analyzer.Exchanges.typesIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of what is called a car, the number whose digits agree is its identification number. */
class CarsInPathsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/account/vehicles/1M8GDM9AXKP042788/commands | {}",
                "/api/car/1M8GDM9AXKP042788 | {}",
                "/v1 | {'vehicle':'1M8GDM9AXKP042788'}",
                "/v1 | {'vehicleId':'1M8GDM9AXKP042788'}"
            })
    void it_is_told_in_paths_and_in_fields(String path, String body) {
        assertThat(typesIn(path, body)).contains("vin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/vehicles/1M8GDM9A1KP042788/x",
                "/vehicles/3f8e2d1c-9b7a-4c65-8d30-1e2f3a4b5c6d",
                "/vehicles/nearby",
                "/vehicles/400081234",
                "/vehicles/20260601080010123",
                "/vehicles/1M8GDM9AXKP04278",
                "/orders/1M8GDM9AXKP042788",
                "/cars/golf-2021-tdi-comfort",
                "/cars/IOQGDM9AXKP042788",
                "/vehicle-models/1M8GDM9AXKP042788",
                "/parts/1M8GDM9AXKP042788"
            })
    void other_numbers_are_none(String path) {
        assertThat(typesIn(path, "{}")).doesNotContain("vin");
    }
}
