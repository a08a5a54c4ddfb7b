package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every report lists the identifiers that nothing names. */
class NamelessReportTest {
    private static final String ID = "5f0c9a3e-71d2-4b86-9e4d-0a6c83f17b25";

    @TempDir
    Path folder;

    @BeforeEach
    void record() throws IOException {
        HarText har = new HarText();
        for (int i = 0; i < 3; i++) {
            har.post(
                    "2026-11-25T10:00:0" + i + "Z",
                    "https://log" + (i % 2) + (i % 2 == 0 ? ".collector" : ".other") + ".example/u",
                    "application/json",
                    "{\"zq7\":\"" + ID + "\"}");
        }
        Files.writeString(folder.resolve("a.har"), har.text());
    }

    private String analyze(String format, String language) {
        return Command.mingcha(folder, "analyze", "a.har", "--format", format, "--lang", language)
                .runHere()
                .out();
    }

    @Test
    void as_data_that_keeps_the_contract() {
        Report report = Report.of(analyze("json", "en"));

        assertThat(report.breaches()).isEmpty();
        assertThat(Report.items(report.coverage().path("nameless")))
                .singleElement()
                .satisfies(nameless -> {
                    assertThat(nameless.path("recipients"))
                            .extracting(node -> node.asText())
                            .containsExactly("collector.example", "other.example");
                    assertThat(nameless.path("field").asText()).isEqualTo("request.body ▸ json $.zq7");
                    assertThat(nameless.path("values").asInt()).isEqualTo(1);
                    assertThat(nameless.path("exchanges").asInt()).isEqualTo(3);
                });
    }

    @Test
    void as_text_in_both_languages() {
        assertThat(analyze("text", "en"))
                .contains("collector.example, other.example: request.body ▸ json $.zq7 (3 requests)");
        assertThat(analyze("text", "zh"))
                .contains("collector.example、other.example 的 request.body ▸ json $.zq7（3 个请求）");
    }

    @Test
    void as_a_table_of_a_page() {
        assertThat(analyze("html", "en"))
                .contains("Identifiers that nothing names")
                .containsPattern("<td[^>]*>request\\.body ▸ json \\$\\.zq7</td>")
                .containsPattern("<b>collector\\.example</b>[^\n]*?<br><b>other\\.example</b>");
    }
}
