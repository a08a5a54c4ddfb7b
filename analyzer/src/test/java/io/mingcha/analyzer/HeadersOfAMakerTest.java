package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Exposure;
import io.mingcha.flows.Header;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers that a maker puts his own name before: what stands behind it is the client's own. */
class HeadersOfAMakerTest {
    private static final String API = "https://api.market.example/v1";

    private static List<String> types(Header... headers) {
        return new Exchanges()
                .get(1, API, headers).analyze().exposures().stream()
                        .map(Exposure::dataType)
                        .toList();
    }

    private static List<String> amongOthers(String name, String value) {
        List<Header> headers = new ArrayList<>();
        for (String other : List.of("lark-channel", "lark-city-number", "lark-api-version")) {
            headers.add(new Header(other, "9"));
        }
        headers.add(new Header(name, value));
        return types(headers.toArray(Header[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "lark-uid, 5f2c91d07be3a4c8f6210b9d, user_id_app",
        "lark-user-id, 50381746, user_id_app",
        "Lark-Member-Id, 50381746, user_id_app",
        "lark-did, 7c3d9e10-b2a8-4f36-9e7b-1d90c2a8f365, device_fingerprint"
    })
    void the_name_behind_that_of_the_maker_counts(String name, String value, String type) {
        assertThat(amongOthers(name, value)).containsExactly(type);
    }

    @ParameterizedTest
    @CsvSource({
        "lark-target-uid, 5f2c91d07be3a4c8f6210b9d",
        "lark-station-id, 5f2c91d07be3a4c8f6210b9d",
        "lark-order-uid, 50381746",
        "lark-uid, 0",
        "other-uid, 50381746",
        "author-uid, 50381746"
    })
    void not_those_of_others_and_of_things_nor_one_that_stands_alone(String name, String value) {
        assertThat(amongOthers(name, value)).isEmpty();
    }

    @Test
    void in_a_body_the_same_names_say_nothing() {
        assertThat(Exchanges.typesIn("{'lark-uid':'50381746','lark-channel':'a','lark-city':'b','lark-version':'c'}"))
                .isEmpty();
    }
}
