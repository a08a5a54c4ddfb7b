package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.cli.command.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangedRecordTest {
    @TempDir
    Path folder;

    @Test
    void one_changed_byte_of_a_body_is_found_and_named() throws IOException {
        Files.writeString(
                folder.resolve("x.har"),
                new HarText()
                        .post("2026-11-25T10:00:00Z", "https://api.shop.example/", "text/plain", "remember me")
                        .text());
        Command.mingcha(folder, "import", "x.har").runHere();
        Command.Result sound = Command.mingcha(folder, "verify", "latest").runHere();
        change("remember me", "forget it!!");
        Command.Result changed = Command.mingcha(folder, "verify", "latest").run();

        assertThat(sound.code()).isZero();
        assertThat(changed.code()).isEqualTo(Exit.FINDINGS);
        assertThat(changed.out()).contains("changed or is damaged").contains("bodies-");
    }

    private void change(String from, String to) throws IOException {
        List<Path> segments;
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            segments = files.filter(f -> f.toString().endsWith(".seg")).toList();
        }
        for (Path segment : segments) {
            String text = Files.readString(segment, StandardCharsets.ISO_8859_1);
            Files.writeString(segment, text.replace(from, to), StandardCharsets.ISO_8859_1);
        }
    }
}
