package io.mingcha.analyzer.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.analyzer.Analyzer;
import io.mingcha.analyzer.Configuration;
import io.mingcha.analyzer.Exchanges;
import io.mingcha.analyzer.TestConfiguration;
import io.mingcha.flows.Exposure;
import io.mingcha.settings.InvalidDocument;
import io.mingcha.settings.Language;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptersTest {
    private static final String ADAPTER = """
            vendor: maker
            endpoints:
              - id: report
                hosts: ['*.maker.example']
                path: /v1/*
                method: POST
                source: https://maker.example/docs
                checked: yes
                fields:
                  - {at: body.dev.x1, type: imei}
                  - {at: x2, type: user_id_app, any: true}
                  - {at: "body.'a.b'", type: oaid}
                  - {at: [body.geo.u, body.geo.w], type: precise_location}
                example:
                  request: POST https://log.maker.example/v1/report
                  body: '{}'
            """;

    private static Map<String, String> with(String text) {
        Map<String, String> documents = new HashMap<>(TestConfiguration.documents());
        documents.put("adapters/maker.yaml", text);
        return documents;
    }

    private static List<Exposure> found(String url, String body) {
        return found(new Exchanges().post(1, url, body));
    }

    private static List<Exposure> found(Exchanges exchanges) {
        return Analyzer.analyze(Configuration.read(with(ADAPTER)), exchanges.session(), exchanges.flows())
                .exposures();
    }

    @Test
    void what_its_vendor_explains_within_a_list_is_told_beside_the_list() {
        String contacts = "{\"contacts\":[{\"name\":\"陈晓明\",\"mobile\":\"13712345671\",\"x2\":\"u-4711\"},"
                + "{\"name\":\"林建国\",\"mobile\":\"13712345672\"},{\"name\":\"王淑芬\",\"mobile\":\"13712345673\"}]}";

        assertThat(found("https://log.maker.example/v1/report", contacts))
                .extracting(Exposure::dataType)
                .containsExactly("contacts", "user_id_app");
        assertThat(found("https://log.other.example/v1/report", contacts))
                .extracting(Exposure::dataType)
                .containsExactly("contacts");
    }

    @Test
    void a_field_that_only_its_vendor_can_explain_is_found() {
        assertThat(found("https://log.maker.example/v1/report", "{\"dev\":[{\"x1\":\"862731049583161\"}]}"))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.dataType()).isEqualTo("imei");
                    assertThat(e.method()).isEqualTo(Exposure.Method.ADAPTER);
                    assertThat(e.confidence()).isEqualTo(0.9);
                    assertThat(e.path()).isEqualTo("request.body ▸ json $.dev[0].x1");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "https://log.maker.example/v1/report,  1",
        "https://maker.example/v1/report,      0",
        "https://log.maker.example/v2/report,  0",
        "https://log.maker.example.org/v1/r,   0",
        "https://notmaker.example/v1/r,        0",
    })
    void only_the_endpoint_of_the_adapter_is_read_by_it(String url, int count) {
        assertThat(found(url, "{\"x2\":\"u-77123\"}")).hasSize(count);
    }

    @Test
    void another_method_is_another_endpoint() {
        assertThat(found(new Exchanges().get(1, "https://log.maker.example/v1/report?x2=u-77123")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"dev\":{\"x1\":\"\"}}                            | empty",
                "{\"dev\":{\"x1\":\"000000000000000\"}}             | zeroed",
                "{\"dev\":{\"x1\":\"358240051111110\"}}             | of the discard list",
                "{\"dev\":{\"x1\":\"862731049583160\"}}             | its check digit is wrong",
                "{\"other\":{\"x1\":\"862731049583160x\"}}          | elsewhere",
                "{\"x2\":\"unknown\"}                               | the system's word for none",
                "{\"a\":{\"b\":\"9f2c41d87b3ea650\"}}               | two names, not one with a point",
                "{\"geo\":{\"u\":\"0.0\",\"w\":\"0.0\"}}            | no position",
                "{\"geo\":{\"u\":\"31.2\",\"w\":\"121.4\"}}         | a position that is not precise",
            })
    void what_is_nobodys_or_not_of_the_type_is_not_reported(String body, String why) {
        assertThat(found("https://log.maker.example/v1/report", body)).as(why).isEmpty();
    }

    @Test
    void a_name_with_a_point_in_it_and_a_position_in_two_fields_are_found() {
        assertThat(found(
                        "https://log.maker.example/v1/report",
                        "{\"a.b\":\"9f2c41d87b3ea650\",\"geo\":{\"u\":31.230451,\"w\":121.473712}}"))
                .extracting(Exposure::dataType)
                .containsExactlyInAnyOrder("oaid", "precise_location");
    }

    @Test
    void a_known_value_in_the_field_is_reported_once_and_as_known() {
        Exchanges exchanges = new Exchanges()
                .known("user_id_app", "u-77123441")
                .post(1, "https://log.maker.example/v1/report", "{\"x2\":\"u-77123441\"}");

        assertThat(found(exchanges)).singleElement().matches(e -> e.method() == Exposure.Method.KNOWN_VALUE);
    }

    @Test
    void a_value_that_tells_more_than_its_vendor_keeps_its_own_type() {
        assertThat(found(
                        "https://log.maker.example/v1/report",
                        "{\"x2\":\"862731049583161\",\"id\":\"11010519491231002X\"}"))
                .extracting(Exposure::dataType)
                .containsExactly("imei", "resident_id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: imei}                 | type: imeis}              | 10 | Did you mean imei?",
                "any: true                   | every: true               | 11 | every is not a key here",
                "checked: yes                | checked: maybe            |  8 | maybe is not a value here",
                "hosts: ['*.maker.example']  | hosts: ['mak er']         |  4 | is no host",
                "hosts: ['*.maker.example']  | hosts: ['*']              |  4 | having is needed if the host is any",
                "method: POST                | method: GET               | 15 | do not match the example",
                "at: body.dev.x1             | at: body                  | 10 | names no field",
                "[body.geo.u, body.geo.w], type: precise_location | [body.geo.u, body.geo.w], type: oaid | 13 | only precise_location",
                "request: POST               | request:                  | 15 | a method and a whole address",
                "x2, type: user_id_app, any: true | x2, type: imei, pattern: '[' | 11 | not a pattern",
                "source: https               | sauce: https              |  7 | Did you mean source?",
            })
    void a_mistake_is_reported_with_its_line(String right, String wrong, int line, String message) {
        String text = ADAPTER.replace(right, wrong);
        assertThat(text).isNotEqualTo(ADAPTER);

        assertThatThrownBy(() -> Configuration.read(with(text))).isInstanceOfSatisfying(InvalidDocument.class, e -> {
            assertThat(e.in(Language.EN)).contains(message);
            assertThat(e.problems()).anySatisfy(p -> {
                assertThat(p.place().source()).isEqualTo("config/adapters/maker.yaml");
                assertThat(p.place().line()).isEqualTo(line);
            });
        });
    }

    @Test
    void an_endpoint_on_any_host_is_found_by_how_its_path_ends_and_what_it_must_have() {
        String anywhere = ADAPTER.replace("'*.maker.example'", "'*'")
                .replace("path: /v1/*", "path: '*/report'")
                .replace("method: POST", "having: [body.x2, body.sdk]");
        Exchanges exchanges = new Exchanges()
                .post(1, "https://shop.example/c/report", "{\"x2\":\"u-77123\",\"sdk\":\"1\"}")
                .post(2, "https://shop.example/c/report", "{\"x2\":\"u-77123\"}")
                .post(3, "https://shop.example/c/other", "{\"x2\":\"u-77123\",\"sdk\":\"1\"}");

        assertThat(Analyzer.analyze(Configuration.read(with(anywhere)), exchanges.session(), exchanges.flows())
                        .exposures())
                .singleElement()
                .matches(e -> e.flow() == 0);
    }
}
