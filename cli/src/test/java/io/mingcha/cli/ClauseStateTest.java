package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a finding on paper says what its clauses are worth. */
class ClauseStateTest {
    @TempDir
    Path folder;

    @Test
    void the_text_says_of_each_clause_how_it_was_checked_and_which_is_only_a_draft() throws IOException {
        StringBuilder people = new StringBuilder("[");
        for (int i = 0; i < 12; i++) {
            people.append(i == 0 ? "" : ",").append("{\"name\":\"李明\",\"phone\":\"137%08d\"}".formatted(i * 7919));
        }
        Files.writeString(
                folder.resolve("a.har"),
                new HarText()
                        .post(
                                "2026-11-25T10:00:00Z",
                                "https://a.example/up",
                                "application/json",
                                "{\"contacts\":" + people + "]}")
                        .text());

        assertThat(Command.mingcha(folder, "analyze", "a.har", "--lang", "en")
                        .runHere()
                        .out())
                .contains("SCOPE-05")
                .containsPattern("clauses: [^\n]*\\(text checked\\)")
                .containsPattern("clauses: [^\n]*\\(draft, not in force; ");
        assertThat(Command.mingcha(folder, "analyze", "a.har", "--lang", "zh")
                        .runHere()
                        .out())
                .containsPattern("依据：[^\n]*（已核对）");
    }
}
