package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Header;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeterminismTest {
    private static final int REQUESTS = 600;
    private static final String PHONE = "13712345678";
    private static final String OAID = "5d41402a-bc4b-4a76-b971-9d911017c592";

    @ParameterizedTest
    @ValueSource(longs = {1, 20, 300})
    void one_thread_and_eight_find_the_same_in_the_same_order(long seed) {
        Exchanges exchanges = traffic(new Random(seed));

        Analysis one = analyze(exchanges, 1);
        Analysis eight = analyze(exchanges, 8);

        assertThat(one.exposures()).isNotEmpty();
        assertThat(eight.exposures()).isEqualTo(one.exposures());
        // records all the way down: equal words are equal bytes of a report
        assertThat(eight.toString()).isEqualTo(one.toString());
    }

    private static Analysis analyze(Exchanges exchanges, int threads) {
        return Analyzer.analyze(
                TestConfiguration.SHIPPED,
                exchanges.session(),
                Optional.empty(),
                exchanges.flows()::forEach,
                UnaryOperator.identity(),
                threads);
    }

    /** Small and large requests in turn, so that later ones are opened before earlier ones. */
    private static Exchanges traffic(Random random) {
        Exchanges exchanges = new Exchanges()
                .known("phone_number", PHONE)
                .known("oaid", OAID)
                .known("precise_location", "30.274151,120.155151")
                .observes("consent_accept")
                .mark("consent_accept", 20);
        for (int i = 0; i < REQUESTS; i++) {
            String value = switch (random.nextInt(4)) {
                case 0 -> PHONE;
                case 1 -> OAID;
                case 2 -> "30.2741,120.1551";
                default -> Integer.toString(random.nextInt());
            };
            String json = "{\"k" + random.nextInt(50) + "\":\"" + value + "\",\"filling\":\""
                    + "word ".repeat(random.nextInt(2) * random.nextInt(4_000)) + "\"}";
            String body = random.nextBoolean()
                    ? json
                    : Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
            exchanges.post(
                    i * 0.1,
                    "https://h" + random.nextInt(20) + ".collector.example/u?n=" + i,
                    body,
                    new Header("X-Device", random.nextInt(3) == 0 ? OAID : "none"));
        }
        return exchanges;
    }
}
