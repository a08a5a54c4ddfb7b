package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Coverage;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Exposure.Method;
import io.mingcha.flows.Header;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value that one exchange names is known in the others. */
class LearnedValuesTest {
    private static final String OAID = "7d41402a-bc4b-4a76-b971-9d911017c592";
    private static final String ANDROID_ID = "c94f1e07ab52d836";
    private static final String PHONE = "13712345678";
    private static final String NAMED = "https://api.shop.example/device";
    private static final String OTHER = "https://log.collector.example/u";

    private final Exchanges exchanges = new Exchanges();

    private Exchanges named(String name, String value) {
        return exchanges.post(1, NAMED, "{\"" + name + "\":\"" + value + "\"}");
    }

    private List<Exposure> learned() {
        return learned(exchanges.analyze());
    }

    private static List<Exposure> learned(Analysis analysis) {
        return analysis.exposures().stream()
                .filter(e -> e.method() == Method.SAME_VALUE)
                .toList();
    }

    @Test
    void a_value_under_a_name_of_the_vendors_own_is_what_another_exchange_calls_it() {
        named("oaid", OAID).post(2, OTHER, "{\"szlm_ddid\":\"" + OAID + "\"}");

        assertThat(learned()).singleElement().satisfies(e -> {
            assertThat(e.flow()).isEqualTo(1);
            assertThat(e.direction()).isEqualTo(Direction.REQUEST);
            assertThat(e.dataType()).isEqualTo("oaid");
            assertThat(e.path()).isEqualTo("request.body ▸ json $.szlm_ddid");
            assertThat(e.host()).isEqualTo("log.collector.example");
            assertThat(e.recipient()).isEqualTo("collector.example");
            assertThat(e.transform()).isEqualTo("plain");
            assertThat(e.at()).isEqualTo(Exchanges.at(2));
            assertThat(e.sameAs()).contains(new Exposure.Place(0, "request.body ▸ json $.oaid"));
        });
    }

    @Test
    void it_is_no_surer_than_the_name_and_stands_as_one_value_with_it() {
        named("oaid", OAID).post(2, OTHER, "{\"x1\":\"" + OAID.toUpperCase(java.util.Locale.ROOT) + "\"}");

        List<Exposure> all = exchanges.analyze().exposures();

        assertThat(all).hasSize(2);
        assertThat(all.get(1).confidence()).isEqualTo(all.get(0).confidence());
        assertThat(all.get(1).digest()).isEqualTo(all.get(0).digest());
        assertThat(all.get(1).masked()).isEqualTo(all.get(0).masked());
        assertThat(all.get(1).value()).isEqualTo(OAID);
    }

    @Test
    void what_check_digits_prove_is_no_surer_than_ninety_per_cent_elsewhere() {
        named("imei", "862731049583161").post(2, OTHER, "{\"order_id\":\"x\",\"sn\":\"862731049583161\"}");

        Analysis analysis = exchanges.analyze();

        assertThat(analysis.exposures())
                .filteredOn(e -> e.flow() == 0)
                .singleElement()
                .satisfies(e -> assertThat(e.confidence()).isGreaterThan(0.9));
        assertThat(learned(analysis)).allSatisfy(e -> assertThat(e.confidence()).isEqualTo(0.9));
    }

    @Test
    void what_was_sent_before_the_name_is_told_at_its_own_place_and_time() {
        exchanges
                .post(1, OTHER, "{\"x1\":\"" + OAID + "\"}")
                .post(2, "https://ads.other.example/r", "{\"mobile\":\"" + PHONE + "\"}")
                .post(3, NAMED, "{\"oaid\":\"" + OAID + "\"}");

        Analysis analysis = exchanges.analyze();

        assertThat(analysis.exposures()).extracting(Exposure::flow).containsExactly(0, 1, 2);
        assertThat(analysis.exposures().get(0).method()).isEqualTo(Method.SAME_VALUE);
        assertThat(analysis.exposures().get(0).at()).isEqualTo(Exchanges.at(1));
        assertThat(analysis.exposures().get(0).sameAs()).contains(new Exposure.Place(2, "request.body ▸ json $.oaid"));
        assertThat(analysis.recipients())
                .filteredOn(r -> r.recipient().id().equals("collector.example"))
                .singleElement()
                .satisfies(r -> assertThat(r.dataTypes()).containsExactly("oaid"));
    }

    @Test
    void findings_rest_on_what_came_late_as_on_anything_else() {
        exchanges
                .observes("consent_accept")
                .post(1, OTHER, "{\"x1\":\"" + OAID + "\"}")
                .mark("consent_accept", 5)
                .post(9, NAMED, "{\"oaid\":\"" + OAID + "\"}");

        Analysis analysis = exchanges.analyze();

        assertThat(analysis.findings())
                .filteredOn(f -> f.rule().startsWith("CONS-") && f.recipient().equals("collector.example"))
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f.exposures()).containsExactly(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order_id",
                "sign",
                "nonce",
                "request_id",
                "trace_id",
            })
    void a_name_that_says_otherwise_does_not_make_it_another_value(String name) {
        named("oaid", OAID).post(2, OTHER, "{\"" + name + "\":\"" + OAID + "\"}");

        assertThat(learned()).hasSize(1);
    }

    @Test
    void it_is_found_in_paths_queries_cookies_headers_and_coded_text() {
        String coded = Base64.getEncoder()
                .encodeToString(("{\"p\":{\"q\":\"" + OAID + "\"}}").getBytes(StandardCharsets.UTF_8));
        named("oaid", OAID)
                .get(2, "https://log.collector.example/d/" + OAID + "/up")
                .get(3, OTHER + "?z=" + OAID.replace("-", ""))
                .get(4, OTHER, new Header("Cookie", "a=1; kx=" + OAID))
                .get(5, OTHER, new Header("X-Q", OAID))
                .post(6, OTHER, "{\"data\":\"" + coded + "\"}");

        assertThat(learned())
                .extracting(Exposure::location)
                .containsExactly("path", "url_query", "cookie", "header", "body");
    }

    @Test
    void fields_of_protobuf_have_no_names_and_need_none() {
        byte[] id = OAID.getBytes(StandardCharsets.US_ASCII);
        byte[] body = new byte[2 * (id.length + 2) + 4];
        body[0] = 0x0A;
        body[1] = 4;
        System.arraycopy("ping".getBytes(StandardCharsets.US_ASCII), 0, body, 2, 4);
        int at = 6;
        for (byte tag : new byte[] {0x1A, 0x22}) {
            if (at + id.length + 2 > body.length) {
                break;
            }
            body[at] = tag;
            body[at + 1] = (byte) id.length;
            System.arraycopy(id, 0, body, at + 2, id.length);
            at += id.length + 2;
        }
        named("oaid", OAID).post(2, OTHER, java.util.Arrays.copyOf(body, at));

        assertThat(learned()).extracting(Exposure::path).containsExactly("request.body ▸ protobuf $.3");
    }

    @ParameterizedTest
    @CsvSource({"MD5, md5", "SHA-1, sha1", "SHA-256, sha256"})
    void its_digest_is_known_however_the_value_was_written(String algorithm, String transform)
            throws NoSuchAlgorithmException {
        named("oaid", OAID)
                .post(2, OTHER, "{\"h\":\"" + hex(algorithm, OAID) + "\"}")
                .post(
                        3,
                        OTHER,
                        "{\"h\":\"" + hex(algorithm, OAID.replace("-", "").toUpperCase(java.util.Locale.ROOT)) + "\"}")
                .post(4, OTHER, "{\"h\":\"" + hex(algorithm, OAID + "x") + "\"}");

        assertThat(learned()).extracting(Exposure::flow).containsExactly(1, 2);
        assertThat(learned()).allSatisfy(e -> assertThat(e.transform()).isEqualTo(transform));
    }

    private static String hex(String algorithm, String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({"+86-137-1234-5678", "8613712345678", "137-1234-5678"})
    void a_number_is_the_same_with_its_country(String written) {
        named("mobile", PHONE).post(2, OTHER, "{\"pn\":\"" + written + "\"}");

        assertThat(exchanges.analyze().exposures())
                .filteredOn(e -> e.flow() == 1)
                .extracting(Exposure::dataType)
                .containsExactly("phone_number");
    }

    @Test
    void a_field_that_is_told_already_is_not_told_twice() {
        named("oaid", OAID)
                .post(2, OTHER, "{\"oaid\":\"" + OAID + "\"}")
                .post(3, OTHER, "{\"idfa\":\"" + OAID + "\",\"os\":\"ios\"}");

        assertThat(learned()).isEmpty();
    }

    @Test
    void a_part_of_something_longer_is_not_the_value() {
        named("oaid", OAID).post(2, OTHER, "{\"x1\":\"" + OAID + "00\",\"x2\":\"" + OAID.substring(1) + "\"}");

        assertThat(learned()).isEmpty();
    }

    @Test
    void two_persons_stay_two() {
        named("mobile", PHONE)
                .post(2, NAMED, "{\"mobile\":\"13987650421\"}")
                .post(3, OTHER, "{\"a1\":\"13987650421\",\"a2\":\"" + PHONE + "\",\"a3\":\"13987650422\"}");

        assertThat(learned())
                .extracting(
                        Exposure::path,
                        Exposure::value,
                        e -> e.sameAs().orElseThrow().flow())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("request.body ▸ json $.a1", "13987650421", 1),
                        org.assertj.core.groups.Tuple.tuple("request.body ▸ json $.a2", PHONE, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // too short, of too few letters, of types that are no one's alone, of weak names
                "qq               | 80412345",
                "gender           | female",
                "birthday         | 1990-04-12",
                "app_version      | 10.11.12-8843",
                "deviceModel      | SM-G9980-2231",
                "is_login         | true",
                "mobile           | 13811111111",
                "order_no         | 8627310495831611",
                "name             | zhangxiaoming1990",
            })
    void what_is_no_telling_value_of_a_person_or_device_is_not_learned(String name, String value) {
        named(name, value).post(2, OTHER, "{\"x1\":\"" + value + "\"}");

        assertThat(learned()).isEmpty();
    }

    @Test
    void a_number_that_begins_with_its_day_is_as_telling_as_what_stands_behind() {
        named("patient_no", "202601050017")
                .post(2, NAMED, "{\"mzh\":\"83017204651197\"}")
                .post(3, OTHER, "{\"order_no\":\"202601050017\",\"x2\":\"83017204651197\"}");

        assertThat(learned()).extracting(Exposure::path).containsExactly("request.body ▸ json $.x2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app_key", "appKey", "appkey", "APPKEY", "channel", "bundleId", "model"})
    void what_the_app_sends_as_its_own_too_is_nobodys(String name) {
        named("oaid", OAID)
                .post(2, OTHER, "{\"" + name + "\":\"" + OAID + "\",\"x1\":\"" + OAID + "\"}")
                .post(3, OTHER, "{\"x2\":\"" + OAID.replace("-", "") + "\"}")
                .post(4, NAMED, "{\"oaid\":\"" + OAID + "\"}")
                .post(5, OTHER, "{\"x3\":\"" + OAID + "\"}");

        assertThat(learned()).isEmpty();
    }

    @Test
    void what_it_sent_as_its_own_before_is_nobodys_and_all_else_stays() {
        exchanges
                .post(1, OTHER, "{\"x1\":\"" + OAID + "\",\"x2\":\"" + ANDROID_ID + "\"}")
                .post(2, OTHER, "{\"app_key\":\"" + OAID + "\",\"app_key_of\":\"" + ANDROID_ID + "\"}")
                .post(3, NAMED, "{\"oaid\":\"" + OAID + "\",\"android_id\":\"" + ANDROID_ID + "\"}");

        assertThat(learned())
                .extracting(Exposure::path)
                .containsExactly("request.body ▸ json $.x2", "request.body ▸ json $.app_key_of");
    }

    @ParameterizedTest
    @CsvSource({"mac,3C5AB4197E02", "mac,3c-5a-b4-19-7e-02", "wifi_mac,3C:5A:B4:19:7E:02"})
    void an_address_of_a_card_is_the_same_however_it_is_parted(String name, String written) {
        named(name, "3c:5a:b4:19:7e:02").post(2, OTHER, "{\"x1\":\"" + written + "\",\"x2\":\"3C5AB4197E03\"}");

        assertThat(learned()).extracting(Exposure::path).containsExactly("request.body ▸ json $.x1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"gateway_mac\":\"%s\"}", "{\"gateway\":{\"mac\":\"%s\"}}", "{\"routerMac\":\"%s\"}"})
    void the_address_of_a_router_teaches_nothing_of_the_device(String body) {
        exchanges.post(1, NAMED, body.formatted("3c:5a:b4:19:7e:02")).post(2, OTHER, "{\"x1\":\"3C5AB4197E02\"}");

        assertThat(exchanges.analyze().exposures())
                .extracting(Exposure::dataType)
                .containsExactly("bssid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'developer':{'email':'w.zhang@shopware.cn'}} | 0",
                "{'developerEmail':'w.zhang@shopware.cn'}      | 0",
                "{'support':{'email':'w.zhang@shopware.cn'}}   | 0",
                "{'profile':{'email':'w.zhang@shopware.cn'}}   | 2",
            })
    void an_address_of_who_made_the_app_teaches_nothing(String body, int exposures) {
        exchanges.post(1, NAMED, body.replace('\'', '"')).post(2, OTHER, "{\"x1\":\"w.zhang@shopware.cn\"}");

        assertThat(exchanges.analyze().exposures()).hasSize(exposures);
    }

    @Test
    void what_came_late_stands_behind_what_its_exchange_told_itself() {
        exchanges
                .post(1, OTHER, "{\"x1\":\"" + OAID + "\",\"mobile\":\"" + PHONE + "\",\"x2\":\"" + OAID + "\"}")
                .post(2, OTHER, "{\"mobile\":\"" + PHONE + "\"}")
                .post(3, NAMED, "{\"oaid\":\"" + OAID + "\"}");

        assertThat(exchanges.analyze().exposures())
                .extracting(Exposure::flow, Exposure::dataType, Exposure::path)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0, "phone_number", "request.body ▸ json $.mobile"),
                        org.assertj.core.groups.Tuple.tuple(0, "oaid", "request.body ▸ json $.x1"),
                        org.assertj.core.groups.Tuple.tuple(0, "oaid", "request.body ▸ json $.x2"),
                        org.assertj.core.groups.Tuple.tuple(1, "phone_number", "request.body ▸ json $.mobile"),
                        org.assertj.core.groups.Tuple.tuple(2, "oaid", "request.body ▸ json $.oaid"));
    }

    @Test
    void how_exact_a_position_was_stays_with_it_when_others_come_late() {
        exchanges
                .mark("scene_enter[store_finder]", 0)
                .post(1, OTHER, "{\"x1\":\"" + OAID + "\",\"x2\":\"" + OAID + "\"}")
                .post(2, NAMED, "{\"lat\":30.281,\"lng\":120.142,\"x1\":\"" + OAID + "\"}")
                .post(3, NAMED, "{\"lat\":30.281733,\"lng\":120.142901}")
                .post(4, NAMED, "{\"oaid\":\"" + OAID + "\"}");

        Analysis analysis = exchanges.analyze();

        assertThat(analysis.exposures()).extracting(Exposure::flow).containsExactly(0, 0, 1, 1, 2, 3);
        assertThat(analysis.findings())
                .filteredOn(f -> f.rule().equals("SCOPE-10"))
                .singleElement()
                .satisfies(f -> assertThat(f.exposures()).containsExactly(4));
    }

    @Test
    void a_name_that_is_only_suspected_teaches_nothing() {
        exchanges.get(1, "https://api.shop.example/mobile/" + PHONE).post(2, OTHER, "{\"x1\":\"" + PHONE + "\"}");

        Analysis analysis = exchanges.analyze();

        assertThat(analysis.exposures())
                .singleElement()
                .satisfies(e -> assertThat(e.confidence()).isLessThan(0.75));
    }

    @Test
    void what_the_server_said_first_is_not_learned() {
        exchanges
                .answering(1, "https://api.shop.example/login", "{\"o\":\"" + OAID + "\"}")
                .post(2, NAMED, "{\"oaid\":\"" + OAID + "\",\"android_id\":\"" + ANDROID_ID + "\"}")
                .post(3, OTHER, "{\"x1\":\"" + OAID + "\",\"x2\":\"" + ANDROID_ID + "\"}");

        assertThat(learned()).extracting(Exposure::path).containsExactly("request.body ▸ json $.x2");
    }

    @Test
    void what_the_server_only_repeats_is_the_apps() {
        exchanges
                .post(1, OTHER, "{\"x1\":\"" + OAID + "\"}")
                .answering(2, "https://api.shop.example/login", "{\"o\":\"" + OAID + "\"}")
                .post(3, NAMED, "{\"oaid\":\"" + OAID + "\"}")
                .answering(4, "https://api.shop.example/login", "{\"o\":\"" + OAID + "\"}")
                .post(5, OTHER, "{\"x1\":\"" + OAID + "\"}");

        assertThat(learned()).extracting(Exposure::flow).containsExactly(0, 4);
    }

    @Test
    void in_answers_it_is_not_looked_for() {
        named("oaid", OAID).answering(2, "https://api.shop.example/r", "{\"x1\":\"" + OAID + "\"}");

        assertThat(learned()).isEmpty();
    }

    @Test
    void what_the_session_file_names_stays_a_known_value() {
        exchanges.known("oaid", OAID);
        named("oaid", OAID).post(2, OTHER, "{\"x1\":\"" + OAID + "\"}");

        assertThat(exchanges.analyze().exposures())
                .extracting(Exposure::method)
                .containsExactly(Method.KNOWN_VALUE, Method.KNOWN_VALUE);
    }

    @Test
    void entries_of_a_list_that_is_told_as_a_whole_are_not_told_one_by_one() {
        StringBuilder contacts = new StringBuilder("{\"contacts\":[");
        for (int i = 0; i < 12; i++) {
            contacts.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"王小")
                    .append((char) ('一' + i))
                    .append("\",\"phone\":\"")
                    .append(i == 0 ? PHONE : "1390000" + (4321 + 17 * i))
                    .append("\"}");
        }
        named("mobile", PHONE).post(2, OTHER, contacts + "]}");

        assertThat(exchanges.analyze().exposures())
                .filteredOn(e -> e.flow() == 1)
                .extracting(Exposure::dataType)
                .containsExactly("contacts");
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 77})
    void one_thread_and_eight_learn_the_same(long seed) {
        Exchanges traffic = traffic(new Random(seed), 900);

        Analysis one = analyze(TestConfiguration.SHIPPED, traffic, 1);
        Analysis eight = analyze(TestConfiguration.SHIPPED, traffic, 8);

        assertThat(learned(one)).hasSizeGreaterThan(100);
        assertThat(learned(one)).anyMatch(e -> e.sameAs().orElseThrow().flow() > e.flow());
        assertThat(learned(one)).anyMatch(e -> e.sameAs().orElseThrow().flow() < e.flow());
        assertThat(one.exposures()).isSortedAccordingTo(java.util.Comparator.comparingInt(Exposure::flow));
        assertThat(eight.toString()).isEqualTo(one.toString());
    }

    private static Exchanges traffic(Random random, int requests) {
        Exchanges exchanges = new Exchanges();
        for (int i = 0; i < requests; i++) {
            int who = random.nextInt(40);
            String id = HexFormat.of().toHexDigits(new Random(who).nextLong());
            String name = random.nextInt(8) == 0 ? "android_id" : "k" + random.nextInt(9);
            String filling = "word ".repeat(random.nextInt(2) * random.nextInt(3_000));
            exchanges.post(
                    i * 0.1,
                    "https://h" + random.nextInt(20) + ".collector.example/u",
                    "{\"oaid\":\"" + OAID + "\",\"" + name + "\":\"" + id + "\",\"filling\":\"" + filling + "\"}");
        }
        return exchanges;
    }

    private static Analysis analyze(Configuration configuration, Exchanges exchanges, int threads) {
        return Analyzer.analyze(
                configuration,
                exchanges.session(),
                Optional.empty(),
                exchanges.flows()::forEach,
                UnaryOperator.identity(),
                threads);
    }

    private static Configuration with(String file, String right, String wrong) {
        Map<String, String> documents = new HashMap<>(TestConfiguration.documents());
        assertThat(documents.get(file)).contains(right);
        documents.computeIfPresent(file, (k, text) -> text.replace(right, wrong));
        return Configuration.read(documents);
    }

    private static List<String> limits(Analysis analysis) {
        return analysis.coverage().limits().stream().map(Coverage.Limit::kind).toList();
    }

    @Test
    void a_bound_that_is_reached_is_said() {
        exchanges
                .post(1, OTHER, "{\"x0\":\"first-filler-1\",\"x1\":\"first-filler-2\"}")
                .post(2, OTHER, "{\"x1\":\"" + OAID + "\"}")
                .post(3, NAMED, "{\"oaid\":\"" + OAID + "\"}")
                .post(4, OTHER, "{\"x1\":\"" + OAID + "\"}");

        Analysis bounded = analyze(with("limits.yaml", "sent: 3000000", "sent: 2"), exchanges, 2);
        Analysis whole = exchanges.analyze();

        assertThat(learned(bounded)).extracting(Exposure::flow).containsExactly(3);
        assertThat(limits(bounded)).contains("values_not_kept");
        assertThat(learned(whole)).extracting(Exposure::flow).containsExactly(1, 3);
        assertThat(limits(whole)).noneMatch(kind -> kind.startsWith("values_"));
    }

    @Test
    void values_beyond_the_bound_are_said_too() {
        exchanges
                .post(1, NAMED, "{\"oaid\":\"" + OAID + "\",\"android_id\":\"" + ANDROID_ID + "\"}")
                .post(2, OTHER, "{\"x1\":\"" + OAID + "\",\"x2\":\"" + ANDROID_ID + "\"}");

        Analysis bounded = analyze(with("limits.yaml", "values: 5000", "values: 1"), exchanges, 2);

        assertThat(learned(bounded)).extracting(Exposure::dataType).containsExactly("oaid");
        assertThat(limits(bounded)).contains("values_not_learned");
    }

    @Test
    void where_it_is_not_known_any_more_whether_a_server_said_it_first_nothing_is_learned() {
        exchanges
                .answering(1, "https://api.shop.example/a", "{\"a\":\"some-answer-17\",\"b\":\"some-answer-18\"}")
                .post(2, NAMED, "{\"oaid\":\"" + OAID + "\"}")
                .post(3, OTHER, "{\"x1\":\"" + OAID + "\"}");

        Analysis bounded = analyze(with("limits.yaml", "answered: 2000000", "answered: 1"), exchanges, 2);

        assertThat(learned(bounded)).isEmpty();
        assertThat(limits(bounded)).contains("values_not_learned");
    }

    @Test
    void an_analysis_that_cannot_look_back_says_what_it_left_out() {
        exchanges.post(1, OTHER, "{\"x1\":\"" + OAID + "\"}").post(2, NAMED, "{\"oaid\":\"" + OAID + "\"}");
        Analyzer analyzer = new Analyzer(TestConfiguration.SHIPPED, exchanges.session());
        exchanges.flows().forEach(analyzer::add);

        assertThat(limits(analyzer.finish())).contains("values_named_later");
        assertThat(limits(exchanges.analyze())).doesNotContain("values_named_later");
    }

    @Test
    void which_types_are_learned_is_the_analysts_word() {
        named("oaid", OAID).post(2, OTHER, "{\"x1\":\"" + OAID + "\"}");

        assertThat(learned(analyze(with("learned.yaml", "  - oaid\n", ""), exchanges, 1)))
                .isEmpty();
        assertThat(learned(analyze(with("learned.yaml", "bits: 33", "bits: 200"), exchanges, 1)))
                .isEmpty();
    }

    @Test
    void so_is_how_surely_a_name_must_say_what_a_value_is() {
        named("mobile", "13951780326").post(2, OTHER, "{\"x1\":\"13951780326\"}");

        assertThat(learned(exchanges.analyze())).hasSize(1);
        assertThat(learned(analyze(
                        with("learned.yaml", "least_confidence: 0.75", "least_confidence: 0.99"), exchanges, 1)))
                .isEmpty();
    }

    @Test
    void a_glance_keeps_nothing() {
        named("oaid", OAID).post(2, OTHER, "{\"x1\":\"" + OAID + "\"}");
        Analyzer analyzer = new Analyzer(TestConfiguration.SHIPPED, exchanges.session());

        assertThat(analyzer.glance(exchanges.flows().get(0))).hasSize(1);
        assertThat(analyzer.glance(exchanges.flows().get(1))).isEmpty();
    }
}
