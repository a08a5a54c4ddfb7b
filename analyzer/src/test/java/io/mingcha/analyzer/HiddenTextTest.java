package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Text of a capture, such as a path, as it may be shown. */
class HiddenTextTest {
    private static final String IMEI = "861234050718298";

    private final Analyzer analyzer = new Analyzer(
            TestConfiguration.SHIPPED,
            new Exchanges().known("imei", IMEI).known("person_name", "顾晓岚").session());

    @SuppressWarnings("deprecation") // what apps send
    private static String md5(String text) {
        return Hashing.md5().hashString(text, StandardCharsets.UTF_8).toString();
    }

    @Test
    void a_known_value_and_its_digest_are_starred_out() {
        assertThat(analyzer.hide("$.by." + md5(IMEI) + ".n")).isEqualTo("$.by." + "*".repeat(32) + ".n");
        assertThat(analyzer.hide("$.顾晓岚.n")).isEqualTo("$.***.n");
    }

    @Test
    void a_digest_of_something_else_is_shown() {
        String path = "$.by." + md5("a page") + ".n";

        assertThat(analyzer.hide(path)).startsWith("$.by." + md5("a page").substring(0, 4));
    }
}
