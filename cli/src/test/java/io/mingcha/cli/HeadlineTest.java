package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.cli.command.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadlineTest {
    @TempDir
    Path folder;

    private Command.Result analysed(String body) throws IOException {
        Files.writeString(
                folder.resolve("x.har"),
                new HarText()
                        .post("2026-11-25T10:00:00Z", "https://ads.shop.example/u", "application/json", body)
                        .text());
        return Command.mingcha(folder, "analyze", "x.har").runHere();
    }

    @Test
    void what_was_sent_is_told_even_if_no_rule_finds_fault_with_it() throws IOException {
        Command.Result result = analysed("{\"imei\":\"864028152187924\"}");

        assertThat(result.code()).isEqualTo(Exit.NOTHING_FOUND);
        assertThat(result.out())
                .contains("1 exposure(s) of personal data found, no fault by the rules that could be judged");
    }

    @Test
    void nothing_is_found_only_where_nothing_was_sent() throws IOException {
        Command.Result result = analysed("{\"page\":\"home\"}");

        assertThat(result.code()).isEqualTo(Exit.NOTHING_FOUND);
        assertThat(result.out()).contains("No personal data found.");
    }
}
