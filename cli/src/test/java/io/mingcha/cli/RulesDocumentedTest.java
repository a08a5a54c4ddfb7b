package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.cli.command.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesDocumentedTest {
    @TempDir
    Path folder;

    private Command.Result mingcha(String... args) {
        return Command.mingcha(folder, args).runHere();
    }

    @ParameterizedTest
    @CsvSource({"en,rules.md", "zh,rules.zh.md"})
    void the_manual_holds_every_rule_as_it_is(String language, String file) throws IOException {
        String shown = mingcha("rules", "show", "--lang", language).out();

        assertThat(Files.readString(Path.of("..", "docs", file)))
                .as("write it anew: scripts/mingcha rules show --lang %s > docs/%s", language, file)
                .isEqualTo(shown);
    }

    @Test
    void one_rule_is_shown_with_what_an_analyst_changed_in_it() throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve("data/config")).resolve("rules.yaml"),
                "rules:\n  - {id: CONS-01, severity: low, thresholds: {grace_ms: 7}}\n");

        String shown = mingcha("rules", "show", "cons-01", "--lang", "en").out();

        assertThat(shown)
                .startsWith("## CONS-01 · Personal data sent before consent\n\nviolation · low\n")
                .contains("`grace_ms` 7")
                .contains("until.consent_accept >= thr.grace_ms")
                .contains("PIPL-A13")
                .doesNotContain("## CONS-02");
    }

    @Test
    void a_rule_that_is_not_there_is_told_with_the_way_to_those_that_are() {
        Command.Result result = mingcha("rules", "show", "CONS-99", "--lang", "en");

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err()).contains("There is no such rule (CONS-99)").contains("mingcha rules show");
        assertThat(mingcha("rules", "show", " ").code()).isEqualTo(Exit.WRONG_USE);
    }
}
