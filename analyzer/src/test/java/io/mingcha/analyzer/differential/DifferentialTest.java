package io.mingcha.analyzer.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.analyzer.Exchanges;
import io.mingcha.analyzer.TestConfiguration;
import io.mingcha.analyzer.differential.Varying.Verdict;
import io.mingcha.flows.Header;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DifferentialTest {
    private static final String FIRST = "868012345678905";
    private static final String SECOND = "861536030196001";

    private static Run run(long seed, String imei) {
        return run(seed, imei, "/v1/report", 2);
    }

    /** An app that sends its IMEI encrypted, amid what it makes anew for each run and request. */
    private static Run run(long seed, String imei, String path, int requests) {
        Random random = new Random(seed);
        String session = hex(random, 16);
        Exchanges sent = new Exchanges().known("imei", imei).known("gender", "female");
        for (int i = 0; i < requests; i++) {
            String body = """
                    {"d": "%s", "nonce": "%s", "ts": %d, "day": "2026-11-%d", "sid": "%s", "v": "4.2.0-release",
                     "items": [{"k": "model"}, {"k": "%s"}], "open": "%s"}
                    """.formatted(
                            encrypted(imei),
                            hex(random, 16),
                            1795572000000L + seed * 1000 + i,
                            24 + seed % 4,
                            session,
                            encrypted("model of " + imei),
                            imei);
            sent.post(i + 1, "https://api.shop.example" + path, body, new Header("X-Trace", hex(random, 8)));
        }
        Run run = new Run(TestConfiguration.SHIPPED, sent.session());
        sent.flows().forEach(run::add);
        return run;
    }

    private static String hex(Random random, int bytes) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < bytes; i++) {
            out.append(String.format("%02x", random.nextInt(256)));
        }
        return out.toString();
    }

    private static String encrypted(String text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec("0123456789abcdef".getBytes(StandardCharsets.US_ASCII), "AES"),
                    new IvParameterSpec(new byte[16]));
            return Base64.getEncoder().encodeToString(cipher.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> at(Differential differential, Verdict verdict) {
        return differential.varying().stream()
                .filter(v -> v.verdict() == verdict)
                .map(v -> v.field().at())
                .toList();
    }

    @Test
    void an_encrypted_identifier_is_convicted_and_what_is_made_anew_is_not() {
        Differential differential = Differential.of(run(1, FIRST), run(2, SECOND), run(3, FIRST), run(4, SECOND));

        assertThat(differential.types()).containsExactly("imei");
        assertThat(at(differential, Verdict.CONVICTED))
                .containsExactly("request.body ▸ json $.d", "request.body ▸ json $.items[*].k ▸ base64");
        assertThat(at(differential, Verdict.EXPLAINED))
                .singleElement()
                .satisfies(p -> assertThat(p).contains("$.open"));
        assertThat(at(differential, Verdict.SUSPECTED)).isEmpty();
        assertThat(differential.isAnythingUnexplained()).isTrue();
        assertThat(differential.varying())
                .filteredOn(v -> v.verdict() == Verdict.EXPLAINED)
                .allSatisfy(v -> assertThat(v.explained()).containsExactly("imei"));
        assertThat(differential.varying().get(0)).satisfies(v -> {
            assertThat(v.observations()).isEqualTo(8);
            assertThat(v.chanceBits()).isGreaterThan(40);
            assertThat(v.first()).as("as the app wrote it").isEqualTo(encrypted(FIRST));
            assertThat(v.second()).isEqualTo(encrypted(SECOND));
        });
    }

    @Test
    void once_in_each_run_is_enough_with_repeats() {
        String path = "/v1/report";
        Differential differential = Differential.of(
                run(1, FIRST, path, 1), run(2, SECOND, path, 1), run(3, FIRST, path, 1), run(4, SECOND, path, 1));

        assertThat(at(differential, Verdict.CONVICTED))
                .containsExactly("request.body ▸ json $.d", "request.body ▸ json $.items[*].k ▸ base64");
    }

    @Test
    void without_repeats_nothing_is_more_than_suspected_and_a_session_token_is_among_it() {
        Differential differential = Differential.of(run(1, FIRST), run(2, SECOND));

        assertThat(differential.repeated()).isFalse();
        assertThat(at(differential, Verdict.CONVICTED)).isEmpty();
        assertThat(at(differential, Verdict.SUSPECTED))
                .anySatisfy(p -> assertThat(p).contains("$.d"))
                .anySatisfy(p -> assertThat(p).contains("$.sid"))
                .noneSatisfy(p -> assertThat(p).containsAnyOf("nonce", "$.ts", "$.day", "X-Trace", "$.v"));
    }

    @Test
    void ids_in_paths_are_no_part_of_the_field() {
        Differential differential = Differential.of(
                run(1, FIRST, "/v1/users/11/report", 2),
                run(2, SECOND, "/v1/users/12/report", 2),
                run(3, FIRST, "/v1/users/11/report", 2),
                run(4, SECOND, "/v1/users/12/report", 2));

        assertThat(differential.varying())
                .filteredOn(v -> v.verdict() == Verdict.CONVICTED)
                .extracting(v -> v.field().path())
                .containsOnly("/v1/users/*/report");
    }

    @Test
    void one_persona_four_times_shows_nothing() {
        Differential differential = Differential.of(run(1, FIRST), run(2, FIRST), run(3, FIRST), run(4, FIRST));

        assertThat(differential.types()).isEmpty();
        assertThat(differential.varying()).isEmpty();
        assertThat(differential.compared()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/123",
                "/a/9f86d081884c7d659a2feaa0c55ad015",
                "/a/7c9e6679-7425-40de-944b-e07fc1f90ae7",
                "/a/u8f3k2m9x7q1z"
            })
    void a_piece_of_a_path_that_no_word_is_counts_as_an_id(String path) {
        assertThat(Field.bare(path)).isEqualTo("/a/*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/report", "/api/device_register", "/", "/a//b/"})
    void words_in_a_path_stay(String path) {
        assertThat(Field.bare(path)).isEqualTo(path);
    }
}
