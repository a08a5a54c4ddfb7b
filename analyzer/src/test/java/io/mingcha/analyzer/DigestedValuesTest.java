package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.detect.hit.Dropped;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Header;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Known values that are digested with more than a bare MD5 or SHA. */
class DigestedValuesTest {
    private static final String PHONE = "13712345671";
    private static final String DEVICE = "d7f1c02e9b";
    private static final HexFormat HEX = HexFormat.of();

    private static byte[] digest(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(String algorithm, String text) {
        return HEX.formatHex(digest(algorithm, text));
    }

    private static String hmac(String algorithm, byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return HEX.formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Exchanges knowing() {
        return new Exchanges().known("phone_number", PHONE);
    }

    /** The digest and the device in JSON, in a form and in headers. */
    private static List<Exchanges> inEveryPlace(String digest, String device) {
        return List.of(
                knowing()
                        .post(
                                1,
                                "https://x.example/u",
                                "{\"a\":{\"h\":\"" + digest + "\"},\"b\":[{\"dev\":\"" + device + "\"}]}"),
                knowing().get(1, "https://x.example/u?h=" + percent(digest) + "&dev=" + device),
                knowing().get(1, "https://x.example/u", new Header("X-H", digest), new Header("X-Dev", device)),
                knowing()
                        .get(
                                1,
                                "https://x.example/u",
                                new Header("Cookie", "h=" + percent(digest) + "; dev=" + device)));
    }

    private static String percent(String text) {
        return text.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
    }

    private static void assertFound(Exchanges sent, String transform) {
        assertThat(sent.analyze().exposures())
                .filteredOn(e -> e.dataType().equals("phone_number"))
                .singleElement()
                .satisfies(e -> {
                    assertThat(e.method()).isEqualTo(Exposure.Method.KNOWN_VALUE_HASH);
                    assertThat(e.transform()).isEqualTo(transform);
                    assertThat(e.value()).isEqualTo(PHONE);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "blake2b-128, e08b287a6d242120bd5e14c40c9bb84e",
        "blake2b-160, e24c18a58a331ff2e085ee9f390849ad8ff264d9",
        "blake2b-256, 382be1dc44e9ce74079b0a05639e2af51322c7a6c88aa539909c57593e82037e",
        "blake2b-384, 26552fbefae69c4766b361d30af8ebece55827f2cf04b485822e3e7d9529b0b8659b167007522a3614b7828ebd51e541",
        "blake2b-512, 53eda93bc56ed4ab81c6bd39432423718d1418e3ec7e9090a6ac058fd6b4915947f85c19d016858fe0f69fa94c87a50d70c53a55ae699f6c0e99257657da8a24",
        "blake2s-128, 589972b394f29c4daf7b2a06684b0068",
        "blake2s-256, 74933d6090dd5e441532b0883e9a6164f618bdc07deb79f09dfa92734061ddc7",
    })
    void blake2_of_the_usual_lengths_is_recognised_in_every_place_and_coding(String name, String hex) {
        inEveryPlace(hex, DEVICE).forEach(sent -> assertFound(sent, name));
        inEveryPlace(hex.toUpperCase(Locale.ROOT), DEVICE).forEach(sent -> assertFound(sent, name));
        String base64 = Base64.getEncoder().encodeToString(HEX.parseHex(hex));
        assertFound(knowing().post(1, "https://x.example/u", "{\"h\":\"" + base64 + "\"}"), name);
    }

    @ParameterizedTest
    @CsvSource({
        "MD5,     md5(salted),    13712345671d7f1c02e9b",
        "MD5,     md5(salted),    d7f1c02e9b13712345671",
        "MD5,     md5(salted),    13712345671_d7f1c02e9b",
        "SHA-1,   sha1(salted),   d7f1c02e9b-13712345671",
        "SHA-256, sha256(salted), 13712345671:d7f1c02e9b",
        "SHA-256, sha256(salted), d7f1c02e9b|13712345671",
    })
    void a_value_of_the_same_message_is_tried_as_salt_on_either_side(
            String algorithm, String transform, String digested) {
        inEveryPlace(hex(algorithm, digested), DEVICE).forEach(sent -> assertFound(sent, transform));
    }

    @Test
    void a_salted_digest_of_a_digest_and_an_hmac_keyed_with_a_value_of_the_message_are_recognised() {
        inEveryPlace(hex("MD5", hex("MD5", PHONE) + DEVICE), DEVICE)
                .forEach(sent -> assertFound(sent, "md5(md5, salted)"));
        inEveryPlace(hmac("HmacSHA256", DEVICE.getBytes(StandardCharsets.UTF_8), PHONE), DEVICE)
                .forEach(sent -> assertFound(sent, "hmac-sha256"));
    }

    @Test
    void a_salted_digest_in_base64_is_recognised() {
        byte[] digest = digest("SHA-256", PHONE + DEVICE);
        inEveryPlace(Base64.getEncoder().encodeToString(digest), DEVICE)
                .forEach(sent -> assertFound(sent, "sha256(salted)"));
        inEveryPlace(Base64.getUrlEncoder().withoutPadding().encodeToString(digest), DEVICE)
                .forEach(sent -> assertFound(sent, "sha256(salted)"));
    }

    @Test
    void a_salt_by_name_needs_neither_digits_nor_length() {
        String body = "{\"h\":\"" + hex("MD5", "xq" + PHONE) + "\",\"more\":{\"pwd_salt\":\"xq\"}}";
        assertFound(knowing().post(1, "https://x.example/u", body), "md5(salted)");
    }

    @Test
    void a_digest_tells_more_than_the_name_of_its_field() {
        String body = "{\"phone_md5\":\"" + hex("MD5", PHONE + DEVICE) + "\",\"dev\":\"" + DEVICE + "\"}";
        assertFound(knowing().post(1, "https://x.example/u", body), "md5(salted)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HmacMD5", "HmacSHA1", "HmacSHA256", "HmacSHA512"})
    void an_hmac_with_a_key_of_the_session_is_recognised(String algorithm) {
        byte[] key = HEX.parseHex("00ff10ee20dd30cc40bb50aa60997088");
        String name = algorithm.toLowerCase(Locale.ROOT).replace("hmac", "hmac-");

        Exchanges sent = knowing().key("sign", key).get(1, "https://x.example/u?h=" + hmac(algorithm, key, PHONE));
        assertFound(sent, name);
    }

    @Test
    void a_key_of_the_session_that_is_text_is_a_salt_too() {
        Exchanges sent = knowing()
                .key("salt", "s3cret!".getBytes(StandardCharsets.UTF_8))
                .get(1, "https://x.example/u?h=" + hex("SHA-1", PHONE + "s3cret!"));
        assertFound(sent, "sha1(salted)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3454602354", "-840364942", "cde90c72", "0xCDE90C72", "1343537626", "5014c1da", "dac11450"})
    void a_checksum_is_a_clue_for_whoever_asks_and_no_exposure(String sum) {
        Exchanges sent = knowing().post(1, "https://x.example/u", "{\"h\":\"" + sum + "\"}");
        assertThat(sent.analyze().exposures()).isEmpty();

        Inspection inspection = new Analyzer(TestConfiguration.SHIPPED, sent.session())
                .inspect(sent.flows().get(0));
        assertThat(inspection.exposures()).isEmpty();
        assertThat(inspection.opened(Direction.REQUEST).orElseThrow().dropped())
                .filteredOn(d -> d.why().isClue())
                .extracting(Dropped::type)
                .containsExactly("phone_number");
    }

    @Test
    void digests_of_others_are_nobodys_whatever_stands_beside_them() {
        Random random = new Random(7);
        Exchanges sent = knowing().known("imei", "868012345678905").key("k", new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        for (int i = 0; i < 300; i++) {
            String other = "139" + (10_000_000 + random.nextInt(89_999_999));
            String body = "{\"h\":\"" + hex("MD5", other + DEVICE) + "\",\"s\":\"" + hex("SHA-256", other)
                    + "\",\"crc\":"
                    + (random.nextInt() & 0xFFFFFFFFL) + ",\"dev\":\"" + DEVICE + "\",\"nonce\":\"" + random.nextInt()
                    + "\"}";
            sent.post(i + 1, "https://x.example/u", body);
        }
        assertThat(sent.analyze().exposures()).isEmpty();
    }

    @Test
    void a_salt_that_is_not_in_the_message_is_not_guessed() {
        String body = "{\"h\":\"" + hex("MD5", PHONE + "elsewhere77") + "\",\"dev\":\"" + DEVICE + "\"}";
        assertThat(knowing().post(1, "https://x.example/u", body).analyze().exposures())
                .isEmpty();
    }

    @Test
    void what_signs_a_request_is_not_tried_with_the_salts_of_its_message() {
        String digest = hex("MD5", PHONE + "d7f1c02e9b");
        assertFound(
                knowing().post(1, "https://x.example/u", "{\"h\":\"" + digest + "\",\"device\":\"d7f1c02e9b\"}"),
                "md5(salted)");
        assertThat(knowing()
                        .post(1, "https://x.example/u", "{\"Sign\":\"" + digest + "\",\"device\":\"d7f1c02e9b\"}")
                        .analyze()
                        .exposures())
                .isEmpty();
    }

    @Test
    void many_values_beside_a_digest_do_not_push_out_the_salt_that_is_called_so() {
        StringBuilder body = new StringBuilder("{\"h\":\"" + hex("MD5", PHONE + "Zq81mm") + "\"");
        for (int i = 0; i < 2000; i++) {
            body.append(",\"f").append(i).append("\":\"v").append(1_000_000 + i).append('"');
        }
        body.append(",\"salt\":\"Zq81mm\"}");
        assertFound(knowing().post(1, "https://x.example/u", body.toString()), "md5(salted)");
    }
}
