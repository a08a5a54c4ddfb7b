package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.mingcha.flows.Exposure;
import io.mingcha.flows.Finding;
import io.mingcha.flows.Header;
import io.mingcha.flows.Marker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class AnalyzerTest {
    private static final String PHONE = "13712345670";
    private static final String IMEI = "868012345678904";

    @Test
    void a_hashed_identifier_to_a_third_party_before_consent_is_found_and_judged() throws Exception {
        String md5 = HexFormat.of()
                .formatHex(MessageDigest.getInstance("MD5").digest(IMEI.getBytes(StandardCharsets.UTF_8)));
        Analysis analysis = new Exchanges()
                .known("imei", IMEI)
                .mark("consent_accept", 10)
                .declares(List.of(), "phone_number")
                .post(2, "https://log.tracker.example/v1", "{\"dev\":{\"x\":\"" + md5.toUpperCase() + "\"}}")
                .analyze();

        Exposure exposure = analysis.exposures().get(0);
        assertThat(exposure.dataType()).isEqualTo("imei");
        assertThat(exposure.method()).isEqualTo(Exposure.Method.KNOWN_VALUE_HASH);
        assertThat(exposure.transform()).isEqualTo("md5");
        assertThat(exposure.path()).isEqualTo("request.body ▸ json $.dev.x");
        assertThat(exposure.offset()).isEqualTo(13);
        assertThat(exposure.length()).isEqualTo(32);
        assertThat(exposure.value()).isEqualTo(IMEI);
        assertThat(exposure.masked()).doesNotContain(IMEI);
        assertThat(fired(analysis)).contains("CONS-01", "CONS-02", "DECL-01", "DECL-02", "TP-04");
    }

    @Test
    void a_position_inside_gzip_base64_json_in_a_form_is_found_with_its_path() {
        String json = "{\"geo\":{\"lat\":31.230416,\"lng\":121.473701}}";
        String body = "v=2&data="
                + Base64.getEncoder()
                        .encodeToString(gzip(json))
                        .replace("+", "%2B")
                        .replace("=", "%3D");
        Analysis analysis = new Exchanges()
                .known("precise_location", "31.230416,121.473701")
                .post(1, "https://up.other.example/c", gzip(body))
                .analyze();

        assertThat(analysis.exposures()).hasSize(1);
        assertThat(analysis.exposures().get(0).path())
                .isEqualTo("request.body ▸ gzip ▸ form:data ▸ base64 ▸ gzip ▸ json $.geo.lat");
        assertThat(analysis.exposures().get(0).value()).isEqualTo("31.230416,121.473701");
    }

    @Test
    void look_alikes_are_not_reported() {
        Analysis analysis = new Exchanges()
                .post(
                        1,
                        "https://api.shop.example/o",
                        "{\"order_no\":\"13912345678\",\"ts\":1700000000000,\"id\":\"6234567890123456789\","
                                + "\"x\":31.23041,\"y\":121.4737,\"serial\":\"356938035643809\",\"name\":\"王牌对王牌\","
                                + "\"mac_count\":12,\"imei\":\"000000000000000\",\"phone\":\"137****5670\","
                                + "\"did\":\"d41d8cd98f00b204e9800998ecf8427e\",\"imei_md5\":\"d41d8cd98f00b204e9800998ecf8427e\"}")
                .analyze();

        assertThat(analysis.exposures()).isEmpty();
        assertThat(analysis.findings()).isEmpty();
    }

    @Test
    void an_address_book_is_one_exposure_with_its_count() {
        String people = IntStream.range(0, 12)
                .mapToObj(i -> "{\"n\":\"联系人" + i + "\",\"p\":\"1371234" + (5000 + i) + "\"}")
                .collect(Collectors.joining(","));
        Analysis analysis = new Exchanges()
                .post(1, "https://api.shop.example/f", "{\"list\":[" + people + "]}")
                .analyze();

        assertThat(analysis.exposures()).hasSize(1);
        assertThat(analysis.exposures().get(0).dataType()).isEqualTo("contacts");
        assertThat(analysis.exposures().get(0).count()).isEqualTo(12);
        assertThat(fired(analysis)).contains("SCOPE-05");
    }

    @Test
    void a_phone_number_in_the_query_over_plain_http_names_its_bytes() {
        Analysis analysis = new Exchanges()
                .known("phone_number", PHONE)
                .get(1, "http://api.shop.example/sms?to=%2B86" + PHONE + "&n=1")
                .analyze();

        Exposure exposure = analysis.exposures().get(0);
        assertThat(exposure.path()).isEqualTo("request.query:to");
        assertThat(exposure.offset()).isEqualTo("/sms?to=".length());
        assertThat(exposure.length()).isEqualTo(16);
        assertThat(fired(analysis)).contains("SEC-01", "SEC-03");
    }

    @Test
    void a_resident_id_after_refusal_is_judged_and_its_check_digit_suffices() {
        Analysis analysis = new Exchanges()
                .mark("consent_reject", 5)
                .observes("consent_accept", "separate_consent")
                .post(20, "https://api.shop.example/u", "{\"v\":\"11010519491231002X\"}")
                .analyze();

        assertThat(analysis.exposures().get(0).method()).isEqualTo(Exposure.Method.CHECKSUM);
        assertThat(fired(analysis)).contains("CONS-04", "CONS-01", "CONS-06");
    }

    @Test
    void a_rule_without_its_marker_is_not_judgeable_and_says_what_is_missing() {
        Analysis analysis = new Exchanges()
                .firstParty()
                .known("phone_number", PHONE)
                .post(1, "https://x.example/u", "{\"v\":\"" + PHONE + "\"}")
                .analyze();

        assertThat(analysis.rules())
                .filteredOn(r -> r.rule().equals("CONS-02"))
                .singleElement()
                .satisfies(r -> assertThat(r.missing()).containsExactly("app.first_party", "consent_accept"));
        assertThat(analysis.exposures().get(0).party().label()).isEqualTo("unknown");
    }

    @Test
    void a_message_inside_the_window_of_the_consent_marker_is_a_suspicion_and_no_violation() {
        Marker accept = Marker.within(
                "consent_accept", Exchanges.at(10), Exchanges.at(7), Exchanges.at(11), Marker.Source.HAND);
        Analysis analysis = new Exchanges()
                .known("phone_number", PHONE)
                .mark(accept)
                .post(8, "https://api.shop.example/u", "{\"v\":\"" + PHONE + "\"}")
                .analyze();

        assertThat(analysis.exposures()).hasSize(1);
        assertThat(analysis.findings())
                .filteredOn(f -> f.rule().equals("CONS-01"))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.verdict()).isEqualTo(Finding.Verdict.SUSPECTED);
                    assertThat(f.uncertain()).isEqualTo(1);
                });
    }

    @Test
    void background_traffic_is_a_violation_only_if_the_session_watches_for_background_functions() {
        Exchanges unwatched = new Exchanges()
                .known("oaid", "1a2b3c4d-1111-4222-8333-abcdefabcdef")
                .mark("background", 10)
                .post(40, "https://api.shop.example/u", "{\"v\":\"1A2B3C4D111142228333ABCDEFABCDEF\"}");

        assertThat(inBackground(unwatched.analyze())).isEqualTo(Finding.Verdict.SUSPECTED);
        assertThat(inBackground(unwatched.observes("background_function").analyze()))
                .isEqualTo(Finding.Verdict.VIOLATION);
    }

    private static Finding.Verdict inBackground(Analysis analysis) {
        return analysis.findings().stream()
                .filter(f -> f.rule().equals("FREQ-05"))
                .map(Finding::verdict)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_child_makes_every_type_sensitive_and_needs_a_guardian() {
        Analysis analysis = new Exchanges()
                .age(11)
                .observes("guardian_consent", "separate_consent")
                .known("school", "杭州市第九实验小学")
                .post(1, "https://api.shop.example/u", "{\"s\":\"杭州市第九实验小学\"}")
                .analyze();

        assertThat(fired(analysis)).contains("MIN-01", "CONS-06");
    }

    @Test
    void a_connection_that_nobody_could_read_is_a_clue_and_a_limit() {
        Analysis analysis = new Exchanges()
                .get(1, "https://api.shop.example/")
                .unread(2, "pinned.other.example")
                .analyze();

        assertThat(fired(analysis)).containsExactly("OBS-01");
        assertThat(analysis.coverage().unread()).isEqualTo(1);
        assertThat(analysis.coverage().blind()).containsExactly("pinned.other.example");
        assertThat(analysis.coverage().verdict()).isTrue();
    }

    @Test
    void a_capture_that_could_mostly_not_be_read_carries_no_verdict() {
        Analysis analysis = new Exchanges()
                .get(1, "https://api.shop.example/")
                .unread(2, "a.example")
                .unread(3, "b.example")
                .analyze();

        assertThat(analysis.coverage().verdict()).isFalse();
    }

    @Test
    void declared_types_and_recipients_are_not_accused_of_being_undeclared() {
        Analysis analysis = new Exchanges()
                .known("phone_number", PHONE)
                .declares(List.of("友盟"), "phone_number")
                .post(1, "https://ulogs.umeng.com/x", "{\"v\":\"" + PHONE + "\"}")
                .analyze();

        assertThat(analysis.exposures().get(0).recipient()).isEqualTo("umeng-analytics");
        assertThat(fired(analysis)).doesNotContain("DECL-01", "DECL-02");
    }

    @Test
    void values_in_responses_are_exposures_but_no_collection() {
        Analysis analysis = new Exchanges()
                .known("phone_number", PHONE)
                .mark("consent_accept", 10)
                .answering(1, "https://api.shop.example/me", "{\"mobile\":\"" + PHONE + "\"}")
                .analyze();

        assertThat(analysis.exposures().get(0).direction().label()).isEqualTo("response");
        assertThat(fired(analysis)).isEmpty();
    }

    @Test
    void headers_and_cookies_are_searched() {
        Analysis analysis = new Exchanges()
                .known("android_id", "9f3a6c5d2b1e4087")
                .get(
                        1,
                        "https://api.shop.example/me",
                        new Header("X-Dev", "a;9F3A6C5D2B1E4087;b"),
                        new Header("Cookie", "a=1; d=9f3a6c5d2b1e4087"))
                .analyze();

        assertThat(analysis.exposures())
                .extracting(Exposure::path)
                .containsExactly("request.header:X-Dev", "request.cookie:d");
        assertThat(analysis.exposures().get(0).offset()).isEqualTo(2);
        assertThat(analysis.exposures().get(0).length()).isEqualTo(16);
    }

    @Test
    void a_value_used_as_a_name_is_found_and_blotted_out_of_paths() {
        Analysis analysis = new Exchanges()
                .known("phone_number", PHONE)
                .known("imei", IMEI)
                .post(1, "https://x.example/u", "{\"" + PHONE + "\":{\"i\":\"" + IMEI + "\"}}")
                .analyze();

        assertThat(analysis.exposures()).extracting(Exposure::dataType).containsExactly("phone_number", "imei");
        assertThat(analysis.exposures()).extracting(Exposure::path).noneMatch(p -> p.contains(PHONE));
    }

    @Test
    void text_and_streams_inside_binary_envelopes_are_read() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(new byte[] {0x0A, 0x0B});
        body.write(PHONE.getBytes(StandardCharsets.UTF_8));
        body.write(new byte[] {0x12, (byte) 0x80, 0x01, 0x00, (byte) 0xFF, (byte) 0xFE});
        body.write(gzip("{\"x\":\"" + IMEI + "\"}"));
        Analysis analysis = new Exchanges()
                .known("phone_number", PHONE)
                .known("imei", IMEI)
                .post(1, "https://x.example/u", body.toByteArray())
                .analyze();

        assertThat(analysis.exposures())
                .extracting(Exposure::path)
                .containsExactly("request.body ▸ binary[2]", "request.body ▸ binary[19] ▸ gzip ▸ json $.x");
        assertThat(analysis.exposures().get(0).offset()).isEqualTo(2);
    }

    @Test
    void a_value_too_plain_to_count_alone_needs_a_field_of_its_name() {
        Exchanges plain = new Exchanges()
                .known("gender", "female")
                .known("age", "34")
                .post(1, "https://x.example/u", "{\"title\":\"female\",\"n\":34,\"text\":\"the female of 34\"}");
        assertThat(plain.analyze().exposures()).isEmpty();

        Exchanges named = new Exchanges()
                .known("gender", "female")
                .known("age", "34")
                .post(1, "https://x.example/u", "{\"user\":{\"gender\":\"female\",\"age\":34}}");
        assertThat(named.analyze().exposures())
                .extracting(Exposure::dataType)
                .containsExactlyInAnyOrder("gender", "age");
    }

    @Test
    void numbers_of_orders_shops_uploads_and_views_are_nobodys() {
        Analysis analysis = new Exchanges()
                .known("precise_location", "39.908823,116.397470")
                .post(
                        1,
                        "https://x.example/u",
                        "{\"orderNo\":\"310115202011201018\",\"file_md5\":\"826e8142e6baabe8af779f5f490cf5f5\",\"servicePhone\":\"13501234567\","
                                + "\"user_id\":\"356938035643809\",\"price\":39.9088,\"amount\":116.3975,\"xm\":\"项目\","
                                + "\"shops\":["
                                + IntStream.range(0, 6)
                                        .mapToObj(i ->
                                                "{\"shopName\":\"王府井店" + i + "\",\"phone\":\"1380013800" + i + "\"}")
                                        .collect(Collectors.joining(","))
                                + "]}")
                .analyze();

        assertThat(analysis.exposures())
                .filteredOn(e -> !e.dataType().equals("phone_number"))
                .isEmpty();
    }

    @Test
    void values_beside_tags_and_raw_digests_in_envelopes_are_found_even_in_base64() throws Exception {
        byte[] raw = MessageDigest.getInstance("MD5").digest(PHONE.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(new byte[] {0x0A, 0x0F});
        body.write(IMEI.getBytes(StandardCharsets.UTF_8));
        body.write(new byte[] {0x42, 0x10});
        body.write(raw);
        body.write(new byte[] {0x1A, 0x01, (byte) 0xFE});
        Exchanges exchanges = new Exchanges()
                .known("imei", IMEI)
                .known("phone_number", PHONE)
                .post(1, "https://x.example/u", body.toByteArray())
                .post(
                        2,
                        "https://x.example/u",
                        "{\"d\":\"" + Base64.getEncoder().encodeToString(body.toByteArray()) + "\"}");

        assertThat(exchanges.analyze().exposures())
                .extracting(e -> e.flow() + " " + e.dataType())
                .contains("0 imei", "0 phone_number", "1 imei", "1 phone_number");
    }

    @Test
    void an_unknown_number_or_address_used_as_a_name_is_blotted_out_of_paths() {
        Analysis analysis = new Exchanges()
                .post(
                        1,
                        "https://x.example/u",
                        "{\"18923456789\":{\"phone\":\"13612340000\"},\"zhang.san@qq.com\":{\"phone\":\"13612340001\"}}")
                .analyze();

        assertThat(analysis.exposures())
                .extracting(Exposure::path)
                .containsExactly(
                        "request.body ▸ json $.189********.phone", "request.body ▸ json $['*********@qq.com'].phone");
    }

    @Test
    void a_value_inside_a_longer_word_is_another_value() {
        Analysis analysis = new Exchanges()
                .known("android_id", "9f3a6c5d2b1e4087")
                .post(1, "https://x.example/u", "{\"h\":\"abc9f3a6c5d2b1e4087def\"}")
                .analyze();

        assertThat(analysis.exposures()).isEmpty();
    }

    @Test
    void a_value_that_stands_forty_thousand_times_in_one_text_is_found_as_often_in_time() {
        byte[] body = ("\u6587 " + PHONE + ",").repeat(40_000).getBytes(StandardCharsets.UTF_8);
        Exchanges exchanges = new Exchanges().known("phone_number", PHONE).post(1, "https://x.example/u", body);

        List<Exposure> exposures = assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> exchanges.analyze().exposures());
        assertThat(exposures).hasSize(40_000);
        assertThat(exposures.get(39_999).offset()).isEqualTo(39_999 * 16 + 4);
    }

    @Test
    void of_a_value_within_a_longer_known_one_only_the_longer_is_found() {
        Analysis analysis = new Exchanges()
                .known("phone_number", PHONE)
                .known("address", "杭州市西湖区" + PHONE + "号")
                .post(1, "https://x.example/u", "{\"v\":\"到杭州市西湖区" + PHONE + "号, " + PHONE + "\"}")
                .analyze();

        assertThat(analysis.exposures()).extracting(Exposure::dataType).containsExactly("address", "phone_number");
    }

    @Test
    void the_same_input_gives_the_same_result() {
        Exchanges exchanges = new Exchanges()
                .known("phone_number", PHONE)
                .post(1, "http://x.example/u", "{\"v\":\"" + PHONE + "\",\"mobile\":\"13612340000\"}");
        assertThat(exchanges.analyze().exposures())
                .isEqualTo(exchanges.analyze().exposures());
    }

    static List<String> fired(Analysis analysis) {
        return analysis.findings().stream().map(f -> f.rule()).distinct().toList();
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
