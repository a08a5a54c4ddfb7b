package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Header;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the analysis shows beside the masked values: paths, hosts, recipients. */
class ShownPathsTest {
    private static final String PHONE = "13712345671";
    private static final String IMEI = "868012345678904";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'张三丰':{'phone':'13912345678'}}|$.***.phone",
                "{'王芳':{'phone':'13912345678'}}|$.**.phone",
                "{'Li Wei':{'phone':'13912345678'}}|$['******'].phone",
                "{'Tom':{'phone':'13912345678'},'Ann':{'phone':'13912345679'}}|$.***.phone",
                "{'31.2304,121.4737':{'phone':'13912345678'}}|$['31.****,121.****'].phone",
                "{'E12345678':{'passport':'E12345678'}}|$.*********.passport",
                "{'user':{'phone':'13912345678'}}|$.user.phone",
                "{'Device':{'phone':'13912345678'},'App':{'v':1}}|$.Device.phone",
                "{'联系方式':{'phone':'13912345678'}}|$.联系方式.phone"
            })
    void a_name_of_a_field_that_is_a_persons_is_starred_and_no_other(String body, String path) {
        assertThat(new Exchanges()
                        .post(1, "https://x.example/u", body.replace('\'', '"'))
                        .analyze()
                        .exposures())
                .first()
                .extracting(Exposure::path)
                .isEqualTo("request.body ▸ json " + path);
    }

    @Test
    void members_of_an_address_book_that_is_keyed_by_names_are_starred() {
        String people = IntStream.range(0, 6)
                .mapToObj(i -> "\"老同学" + (char) ('甲' + i) + "\":\"" + (i == 0 ? PHONE : "1391234567" + i) + "\"")
                .collect(Collectors.joining(","));
        List<Exposure> exposures = new Exchanges()
                .known("phone_number", PHONE)
                .post(1, "https://x.example/u", "{\"m\":{" + people + "}}")
                .analyze()
                .exposures();

        assertThat(exposures).extracting(Exposure::dataType).containsExactly("contacts", "phone_number");
        assertThat(exposures.get(1).path()).isEqualTo("request.body ▸ json $.m.****");
    }

    @ParameterizedTest
    @CsvSource({
        "13712345671.cdn.example, phone_number, 137********.cdn.example",
        "868012345678904.track.example, imei, ***************.track.example",
        "u-868012345678904.track.example, imei, u-***************.track.example",
    })
    void a_known_value_in_the_name_of_a_server_is_found_and_nowhere_shown(String host, String type, String shown) {
        Analysis analysis = known().get(1, "https://" + host + "/x").analyze();

        Exposure found = analysis.exposures().get(0);
        assertThat(analysis.exposures()).hasSize(1);
        assertThat(found.dataType()).isEqualTo(type);
        assertThat(found.method()).isEqualTo(Exposure.Method.KNOWN_VALUE);
        assertThat(found.path()).isEqualTo("request.host");
        assertThat(found.location()).isEqualTo("host");
        assertThat(host.substring(found.offset(), found.offset() + found.length()))
                .isIn(PHONE, IMEI);
        assertThat(found.host()).hasSameSizeAs(shown).doesNotContain(PHONE, IMEI);
        assertThat(analysis.recipients().get(0).hosts()).noneMatch(h -> h.contains(PHONE) || h.contains(IMEI));
    }

    @Test
    void a_server_whose_whole_domain_is_a_persons_number_is_not_called_by_it() {
        Analysis analysis = known().get(1, "https://" + PHONE + ".example/x")
                .unread(2, IMEI + ".example")
                .analyze();

        assertThat(analysis.exposures()).extracting(Exposure::dataType).containsExactly("phone_number", "imei");
        assertThat(analysis.recipients() + " " + analysis.coverage() + " " + analysis.findings())
                .doesNotContain(PHONE)
                .doesNotContain(IMEI);
    }

    @ParameterizedTest
    @CsvSource({"137123456712.cdn.example", "10.137.123.45671", "s1234567.cdn.example"})
    void other_numbers_in_hosts_are_nobodys_and_stay_as_they_are(String host) {
        Analysis analysis = known().get(1, "https://" + host + "/x").analyze();
        assertThat(analysis.exposures()).isEmpty();
    }

    @Test
    void a_position_in_two_headers_names_both_places() {
        Exposure found = new Exchanges()
                .known("precise_location", "31.230416,121.473701")
                .get(1, "https://x.example/u", new Header("X-Lat", "31.2304"), new Header("X-Lng", "121.47370"))
                .analyze()
                .exposures()
                .get(0);

        assertThat(found.path()).isEqualTo("request.header:X-Lat");
        assertThat(found.length()).isEqualTo(7);
        assertThat(found.also()).containsExactly(new Exposure.Piece("request.header:X-Lng", 0, 9));
    }

    @Test
    void a_position_in_one_body_is_one_range_from_the_first_byte_to_the_last() {
        Exposure found = new Exchanges()
                .post(1, "https://x.example/u", "{\"lat\":31.230416,\"t\":1,\"lng\":121.473701}")
                .analyze()
                .exposures()
                .get(0);

        assertThat(found.also()).isEmpty();
        assertThat(found.offset()).isEqualTo(7);
        assertThat(found.length()).isEqualTo("31.230416,\"t\":1,\"lng\":121.473701".length());
    }

    @Test
    void an_inspection_tells_what_is_exposed_at_a_node_and_shows_its_path_veiled() {
        Exchanges exchanges = new Exchanges()
                .post(
                        1,
                        "https://x.example/u",
                        "{\"张三丰\":{\"phone\":\"13912345678\"},\"李四\":{\"phone\":\"13912345679\"}}");
        Flow flow = exchanges.flows().get(0);
        Inspection inspection = new Analyzer(TestConfiguration.SHIPPED, exchanges.session()).inspect(flow);
        Inspection.Opened opened = inspection.opened(Direction.REQUEST).orElseThrow();

        assertThat(inspection.exposures()).hasSize(2);
        opened.decoded()
                .parts()
                .forEach(part -> part.walk(node -> {
                    assertThat(opened.veil().path(node)).doesNotContain("张三丰").doesNotContain("李四");
                    inspection.at(node).ifPresent(e -> assertThat(e.value()).isEqualTo(node.text()));
                }));
    }

    private static Exchanges known() {
        return new Exchanges().known("phone_number", PHONE).known("imei", IMEI);
    }
}
