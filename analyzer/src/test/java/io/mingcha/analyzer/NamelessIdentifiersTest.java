package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Coverage;
import io.mingcha.flows.Coverage.Nameless;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like an identifier, is sent again and again, and has no name that anybody knows, is told as what may have been missed. */
class NamelessIdentifiersTest {
    private static final String ID = "5f0c9a3e-71d2-4b86-9e4d-0a6c83f17b25";
    private static final String COLLECTOR = "https://log.collector.example/u";
    private static final String ADS = "https://ads.other.example/r";

    private final Exchanges exchanges = new Exchanges();

    private Exchanges sent(int times, String url, String name, String value) {
        for (int i = 0; i < times; i++) {
            exchanges.post(10 + i, url, "{\"" + name + "\":\"" + value + "\"}");
        }
        return exchanges;
    }

    private List<Nameless> nameless() {
        return exchanges.analyze().coverage().nameless();
    }

    @Test
    void is_told_with_its_field_its_recipients_and_how_often() {
        sent(2, COLLECTOR, "zq7", ID);
        sent(1, ADS, "p3", ID.toUpperCase(java.util.Locale.ROOT));

        Coverage coverage = exchanges.analyze().coverage();

        assertThat(coverage.nameless())
                .containsExactly(
                        new Nameless(List.of("collector.example", "other.example"), "request.body ▸ json $.zq7", 1, 3));
        assertThat(coverage.limits())
                .filteredOn(limit -> limit.kind().equals("nameless_identifiers"))
                .singleElement()
                .satisfies(limit -> {
                    assertThat(limit.text().en())
                            .contains("collector.example, other.example: request.body ▸ json $.zq7 (3 requests)")
                            .contains("mingcha diff-personas");
                    assertThat(limit.text().zh())
                            .contains("collector.example、other.example 的 request.body ▸ json $.zq7（3 个请求）");
                });
        assertThat(exchanges.analyze().exposures()).isEmpty();
    }

    @Test
    void twice_is_often_enough_only_for_two_recipients() {
        sent(2, COLLECTOR, "zq7", ID);
        assertThat(nameless()).isEmpty();

        sent(1, COLLECTOR, "zq7", ID);
        assertThat(nameless()).extracting(Nameless::exchanges).containsExactly(3);
    }

    @Test
    void once_to_each_of_two_recipients_is_often_enough() {
        sent(1, COLLECTOR, "zq7", ID);
        sent(1, ADS, "p3", ID);

        assertThat(nameless()).extracting(Nameless::exchanges).containsExactly(2);
    }

    @Test
    void twice_in_one_exchange_is_once() {
        for (int i = 0; i < 2; i++) {
            exchanges.post(i, COLLECTOR, "{\"a\":\"" + ID + "\",\"b\":\"" + ID + "\"}");
        }

        assertThat(nameless()).isEmpty();
    }

    @Test
    void what_a_server_gave_first_is_none() {
        exchanges.answering(1, COLLECTOR, "{\"t\":\"" + ID + "\"}");
        sent(4, COLLECTOR, "zq7", ID);

        assertThat(nameless()).isEmpty();
    }

    @Test
    void what_an_answer_only_repeats_is_one() {
        sent(4, COLLECTOR, "zq7", ID);
        exchanges.answering(20, COLLECTOR, "{\"t\":\"" + ID + "\"}");

        assertThat(nameless()).hasSize(1);
    }

    @Test
    void what_another_exchange_names_is_an_exposure_instead() {
        sent(3, COLLECTOR, "zq7", ID);
        exchanges.post(30, ADS, "{\"oaid\":\"" + ID + "\"}");

        Analysis analysis = exchanges.analyze();

        assertThat(analysis.coverage().nameless()).isEmpty();
        assertThat(analysis.exposures()).hasSize(4);
    }

    @Test
    void what_is_the_apps_own_somewhere_is_none() {
        sent(3, COLLECTOR, "zq7", ID);
        exchanges.post(30, ADS, "{\"app_key\":\"" + ID + "\"}");

        assertThat(nameless()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"writeKey", "x-api-key", "JSESSIONID", "buildHash_version", "article_no"})
    void under_a_name_of_something_else_it_is_none(String name) {
        sent(4, COLLECTOR, name, ID);

        assertThat(nameless()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5f0c9a3e71d24b869e4d0a6c83f17b25",
                "8827364510927",
                "kT4mZ9qPw2XbL7vR1nYc",
                "h6k2w9d4m1p7x3q8z5c0",
                "5F0C9A3E71D24B86"
            })
    void looks_like_an_identifier(String value) {
        sent(3, COLLECTOR, "zq7", value);

        assertThat(nameless()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1790000000123",
                "20261125093011",
                "com.example.shop2.release",
                "SamsungGalaxyNote20UltraEdition",
                "application/vnd.shop.v3+json",
                "android14-arm64-release-build",
                "2026-11-25T02:00:00Z",
                "the quick brown fox 12345",
                "3.14159265358979",
                "1111111111111111",
                "feature_flag_checkout_v2_enabled"
            })
    void does_not_look_like_one(String value) {
        sent(4, COLLECTOR, "zq7", value);

        assertThat(nameless()).isEmpty();
    }

    @Test
    void what_is_another_each_time_is_none() {
        for (int i = 0; i < 50; i++) {
            exchanges.post(i, COLLECTOR, "{\"zq7\":\"" + new UUID(i * 0x9E3779B97F4A7C15L, ~i) + "\"}");
        }

        assertThat(nameless()).isEmpty();
    }

    @Test
    void values_of_one_field_count_together_and_come_after_what_has_but_one() {
        for (int i = 0; i < 3; i++) {
            sent(3, COLLECTOR, "thing", "77310028" + i + "945");
        }
        sent(3, COLLECTOR, "zq7", ID);

        assertThat(nameless())
                .extracting(Nameless::field, Nameless::values, Nameless::exchanges)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("request.body ▸ json $.zq7", 1, 3),
                        org.assertj.core.groups.Tuple.tuple("request.body ▸ json $.thing", 3, 9));
    }

    @Test
    void a_hundred_fields_are_listed_and_the_others_counted() {
        StringBuilder fields = new StringBuilder("{\"a\":1");
        for (int k = 0; k < 120; k++) {
            fields.append(",\"zq").append(k).append("x\":\"5f0c9a3e-71d2-4b86-9e4d-0a6c83f1%04x\"".formatted(k));
        }
        for (int i = 0; i < 3; i++) {
            exchanges.post(i, COLLECTOR, fields + "}");
        }

        Coverage coverage = exchanges.analyze().coverage();

        assertThat(coverage.nameless()).hasSize(100);
        assertThat(coverage.limits())
                .filteredOn(limit -> limit.kind().equals("nameless_identifiers"))
                .singleElement()
                .satisfies(limit -> assertThat(limit.text().en()).contains("… and 115 more"));
    }

    @Test
    void places_in_lists_are_one_field_and_a_name_that_is_somebodys_is_starred() {
        exchanges.known("phone_number", "13912345678");
        for (int i = 0; i < 3; i++) {
            exchanges.post(i, COLLECTOR, "{\"l\":[" + "1,".repeat(i) + "{\"13912345678\":{\"zq7\":\"" + ID + "\"}}]}");
        }

        assertThat(nameless()).singleElement().satisfies(n -> {
            assertThat(n.field()).startsWith("request.body ▸ json $.l[*]");
            assertThat(n.field()).doesNotContain("13912345678");
        });
    }

    @ParameterizedTest
    @CsvSource({"2", "5000"})
    void is_recognised_past_many_others(int others) {
        for (int i = 0; i < 3; i++) {
            exchanges.post(100 * i, COLLECTOR, "{\"zq7\":\"" + ID + "\"}");
            for (int k = 0; k < others / 100; k++) {
                StringBuilder ids = new StringBuilder();
                for (int n = 0; n < 100; n++) {
                    ids.append(n == 0 ? "" : ",")
                            .append("\"")
                            .append(new UUID((i * 1000 + k) * 0x9E3779B97F4A7C15L + n, ~n * 0xBF58476D1CE4E5B9L))
                            .append("\"");
                }
                exchanges.post(100 * i + k / 100.0, ADS, "{\"events\":[" + ids + "]}");
            }
        }

        assertThat(nameless()).extracting(Nameless::exchanges).containsExactly(3);
    }

    @Test
    void past_twenty_thousand_of_them_the_report_says_that_some_were_not_counted() {
        for (int k = 0; k < 110; k++) {
            StringBuilder ids = new StringBuilder();
            for (int n = 0; n < 200; n++) {
                ids.append(n == 0 ? "" : ",")
                        .append("\"")
                        .append(new UUID(k * 0x9E3779B97F4A7C15L + n, ~n * 0xBF58476D1CE4E5B9L + k))
                        .append("\"");
            }
            for (int i = 0; i < 3; i++) {
                exchanges.post(k, COLLECTOR, "{\"events\":[" + ids + "]}");
            }
        }

        assertThat(exchanges.analyze().coverage().limits())
                .filteredOn(limit -> limit.kind().equals("nameless_identifiers"))
                .singleElement()
                .satisfies(limit -> {
                    assertThat(limit.text().en()).contains("too many to count them all");
                    assertThat(limit.text().zh()).contains("未全部计数");
                });
    }
}
