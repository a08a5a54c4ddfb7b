package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Coverage;
import io.mingcha.flows.Coverage.Opaque.Change;
import io.mingcha.flows.Header;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OpaqueFieldsTest {
    private final Random random = new Random(9);

    @Test
    void what_stays_unreadable_is_named_by_field_with_its_share_and_whether_it_changes() {
        String fixed = secret(300);
        Exchanges exchanges = new Exchanges();
        for (int i = 0; i < 4; i++) {
            exchanges.post(
                    i,
                    "https://log.tracker.example/v1",
                    "{\"items\":[{\"enc\":\"" + secret(600) + "\"},{\"enc\":\"" + secret(600) + "\"}],\"id\":\"" + fixed
                            + "\"}");
        }
        exchanges.post(5, "https://api.shop.example/x", bytes(5_000));
        exchanges.post(6, "https://api.shop.example/x", "{\"a\":\"plain text of no interest to anybody at all\"}");
        Coverage coverage = exchanges.analyze().coverage();

        List<Coverage.Opaque> opaque = coverage.opaque();
        assertThat(opaque)
                .extracting(Coverage.Opaque::recipient, Coverage.Opaque::field, Coverage.Opaque::change)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("shop.example", "request.body", Change.ONCE),
                        org.assertj.core.groups.Tuple.tuple(
                                "tracker.example", "request.body ▸ json $.id ▸ base64", Change.STABLE),
                        org.assertj.core.groups.Tuple.tuple(
                                "tracker.example", "request.body ▸ json $.items[*].enc ▸ base64", Change.CHANGING));
        assertThat(opaque.get(0).bytes()).isEqualTo(5_000);
        assertThat(opaque.get(0).percent()).isBetween(90, 99);
        assertThat(opaque.get(2).exchanges()).isEqualTo(4);
        assertThat(opaque.get(1).percent() + opaque.get(2).percent()).isBetween(85, 99);
        assertThat(coverage.limits())
                .filteredOn(limit -> limit.kind().equals("opaque_payload"))
                .singleElement()
                .satisfies(limit -> assertThat(limit.text().en())
                        .contains("tracker.example: request.body ▸ json $.items[*].enc ▸ base64 (6400 bytes")
                        .contains("another each time"));
    }

    @Test
    void what_is_readable_is_no_limit() {
        Coverage coverage = new Exchanges()
                .post(1, "https://api.shop.example/x", "{\"h\":\"" + "0123456789abcdef".repeat(4) + "\"}")
                .analyze()
                .coverage();

        assertThat(coverage.opaque()).isEmpty();
    }

    @Test
    void a_name_of_a_field_that_is_somebodys_is_starred() {
        Coverage coverage = new Exchanges()
                .known("phone_number", "13912345678")
                .post(1, "https://api.shop.example/x", "{\"13912345678\":\"" + secret(300) + "\"}")
                .analyze()
                .coverage();

        assertThat(coverage.opaque())
                .singleElement()
                .satisfies(
                        o -> assertThat(o.field()).doesNotContain("13912345678").contains("*"));
    }

    @Test
    void tokens_of_a_session_an_app_or_a_page_are_no_encrypted_payload() {
        Coverage coverage = new Exchanges()
                .get(
                        1,
                        "https://api.shop.example/x?cursor=" + urlSafe(150),
                        new Header("Cookie", "remixsid=" + urlSafe(66) + "; sid=" + urlSafe(300)),
                        new Header("Authorization", "Bearer " + urlSafe(200)))
                .post(
                        2,
                        "https://api.shop.example/y",
                        "{\"__VIEWSTATE\":\"" + secret(600) + "\",\"sign\":\"" + secret(256) + "\"}")
                .post(3, "https://api.shop.example/z", "{\"list\":{\"pageToken\":\"" + urlSafe(90) + "\"}}")
                .analyze()
                .coverage();

        assertThat(coverage.opaque()).isEmpty();
        assertThat(coverage.limits()).noneMatch(limit -> limit.kind().equals("opaque_payload"));
    }

    @Test
    void what_a_server_gave_and_the_app_sends_back_unchanged_is_not_the_apps() {
        String given = secret(200);
        Coverage coverage = new Exchanges()
                .answering(1, "https://api.shop.example/form", "{\"ticket\":\"" + given + "\"}")
                .post(2, "https://api.shop.example/form", "{\"t\":\"" + given + "\"}")
                .analyze()
                .coverage();

        assertThat(coverage.opaque()).isEmpty();
    }

    @Test
    void what_the_app_sent_before_any_server_gave_it_is_the_apps() {
        String sent = secret(200);
        Coverage coverage = new Exchanges()
                .post(1, "https://api.shop.example/form", "{\"t\":\"" + sent + "\"}")
                .answering(2, "https://api.shop.example/form", "{\"ticket\":\"" + sent + "\"}")
                .post(3, "https://log.tracker.example/v1", "{\"deviceToken\":\"" + secret(300) + "\"}")
                .analyze()
                .coverage();

        assertThat(coverage.opaque())
                .extracting(Coverage.Opaque::field)
                .containsExactly("request.body ▸ json $.t ▸ base64", "request.body ▸ json $.deviceToken ▸ base64");
    }

    @Test
    void a_cookie_too_large_for_a_token_still_counts() {
        Coverage coverage = new Exchanges()
                .get(1, "https://api.shop.example/x", new Header("Cookie", "box=" + urlSafe(1_500)))
                .analyze()
                .coverage();

        assertThat(coverage.opaque()).hasSize(1);
    }

    @Test
    void what_a_letter_before_it_keeps_from_being_base64_is_unreadable_all_the_same() {
        String message = "2" + secret(900);
        Coverage coverage = new Exchanges()
                .post(1, "https://ads.tracker.example/v1", "{\"message\":\"" + message + "\",\"cypher\":2}")
                .answering(2, "https://api.shop.example/form", "{\"ticket\":\"3" + secret(600) + "\"}")
                .analyze()
                .coverage();

        assertThat(coverage.opaque())
                .singleElement()
                .satisfies(o -> assertThat(o.field()).isEqualTo("request.body ▸ json $.message"));
    }

    @Test
    void what_such_a_server_gave_is_not_the_apps_when_it_comes_back() {
        String ticket = "3" + secret(600);
        Coverage coverage = new Exchanges()
                .answering(1, "https://api.shop.example/form", "{\"ticket\":\"" + ticket + "\"}")
                .post(2, "https://api.shop.example/form", "{\"t\":\"" + ticket + "\"}")
                .analyze()
                .coverage();

        assertThat(coverage.opaque()).isEmpty();
    }

    @Test
    void what_is_long_and_has_no_blanks_is_no_cipher_by_that() {
        String digits = "0123456789".repeat(40) + "1";
        String hex = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".repeat(6) + "7";
        String words = "HowToReadTheNewsOfTheDayWithoutEverLeavingHomeOrTheOffice".repeat(6) + "x";
        String slug = "the-quick-brown-fox-jumps-over-the-lazy-dog-".repeat(8) + "a";
        String ids = "a1b2c3d4-e5f6-7890-abcd-ef1234567890_".repeat(9);
        String flags = "AAAAAAAABBBBBBBBAAAAAAAACCCCCCCC".repeat(10) + "A";
        String base32 = "JBSWY3DPEHPK3PXPKRUGS4ZANFZSAYLOEBSXQYLN".repeat(8) + "A";
        String short_ = "2" + secret(180);
        String names = "userName_userPhone_userMail_deviceId_deviceModel_appVersion_".repeat(6);
        String path = "/storage/emulated/0/Android/data/com/example/app/files/".repeat(6);
        StringBuilder body = new StringBuilder("{\"n\":1");
        int i = 0;
        for (String value : List.of(digits, hex, words, slug, ids, flags, base32, short_, names, path)) {
            body.append(",\"f").append(i++).append("\":\"").append(value).append('"');
        }
        Coverage coverage = new Exchanges()
                .post(1, "https://api.shop.example/x", body + "}")
                .analyze()
                .coverage();

        assertThat(coverage.opaque()).isEmpty();
    }

    @Test
    void names_of_no_one_use_excuse_nothing_but_what_a_server_gave() {
        String cursor = secret(200);
        Coverage coverage = new Exchanges()
                .answering(1, "https://api.shop.example/feed", "{\"paging\":{\"next\":\"" + cursor + "\"}}")
                .post(2, "https://api.shop.example/feed", "{\"after\":\"" + cursor + "\",\"limit\":20}")
                .post(3, "https://log.tracker.example/diff", "{\"before\":\"" + secret(200) + "\"}")
                .analyze()
                .coverage();

        assertThat(coverage.opaque())
                .singleElement()
                .satisfies(o -> assertThat(o.field()).startsWith("request.body ▸ json $.before"));
    }

    private String urlSafe(int length) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(length));
    }

    private String secret(int length) {
        return Base64.getEncoder().encodeToString(bytes(length));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        bytes[0] = (byte) 0xFE;
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).hasSize(length);
        return bytes;
    }
}
