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
