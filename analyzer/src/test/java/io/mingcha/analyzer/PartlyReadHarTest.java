package io.mingcha.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Coverage;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Flow;
import io.mingcha.flows.har.HarReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Entries of a HAR that other tools wrote badly limit what the analysis may say. */
class PartlyReadHarTest {
    private static final String GOOD =
            "{\"startedDateTime\":\"2026-11-25T08:00:00Z\",\"request\":{\"method\":\"GET\",\"url\":\"https://a.example/\"},\"response\":{\"status\":200}}";
    private static final String OBJECT_AS_TEXT = GOOD.replace(
            "\"url\":\"https://a.example/\"", "\"url\":\"https://a.example/\",\"postData\":{\"text\":{\"a\":1}}");
    private static final String NO_URL = GOOD.replace(
            "\"url\":\"https://a.example/\"",
            "\"url\":null,\"postData\":{\"text\":\"{\\\"phone\\\":\\\"13912345678\\\"}\"}");

    @Test
    void the_entries_and_what_is_missing_of_them_are_named_in_both_languages() {
        Analysis analysis = analyze(GOOD, OBJECT_AS_TEXT, "17", NO_URL);

        assertThat(analysis.coverage().limits())
                .extracting(Coverage.Limit::kind)
                .containsExactly("har_entry_partly_read");
        assertThat(analysis.coverage().limits().get(0).text().en())
                .isEqualTo(
                        "3 entries of the HAR were read only in part: entry 1: request.postData.text; entry 2: all of it (no JSON object); entry 3: request.url");
        assertThat(analysis.coverage().limits().get(0).text().zh())
                .isEqualTo("HAR 中 3 个条目只读取了一部分：条目 1：request.postData.text；条目 2：整条（不是 JSON 对象）；条目 3：request.url");
        assertThat(analysis.coverage().verdict()).isTrue();
        assertThat(analysis.exposures()).extracting(Exposure::host).containsExactly("unknown");
    }

    @Test
    void a_file_of_many_such_entries_names_the_first_ten() {
        Analysis analysis = analyze(Collections.nCopies(12, OBJECT_AS_TEXT).toArray(String[]::new));

        assertThat(analysis.coverage().limits().get(0).text().en())
                .startsWith("12 entries of the HAR were")
                .contains("entry 9: ")
                .endsWith("; … and 2 more");
    }

    @Test
    void a_file_of_which_no_request_could_be_read_carries_no_verdict() {
        assertThat(analyze("17", "{\"request\":[]}").coverage().verdict()).isFalse();
    }

    @Test
    void a_whole_file_has_no_such_limit() {
        assertThat(analyze(GOOD).coverage().limits()).isEmpty();
    }

    private static Analysis analyze(String... entries) {
        List<Flow> flows = new ArrayList<>();
        HarReader.read(
                "x.har",
                new ByteArrayInputStream(("{\"log\":{\"entries\":[" + String.join(",", entries) + "]}}")
                        .getBytes(StandardCharsets.UTF_8)),
                flows::add);
        return Analyzer.analyze(TestConfiguration.SHIPPED, new Exchanges().session(), flows);
    }
}
