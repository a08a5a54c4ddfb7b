package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveAnalysisTest {
    @Test
    void what_goes_to_somebody_for_the_first_time_is_said_at_once_and_masked(@TempDir Path folder) {
        try (Desk desk = Desk.in(folder)) {
            CaptureProcess capture = desk.capture("--session", desk.sessionFile(), "--live");
            String personal = "{\"mobile\":\"" + Person.PHONE + "\"}";
            desk.curl(capture).post("https://log.tracker.example/a", personal);
            capture.command().waitForLine("⚑ #0 .*13\\*+23 → log\\.tracker\\.example$");
            desk.curl(capture).post("https://log.tracker.example/b", personal);
            desk.curl(capture).post("https://api.shop.example/c", personal);
            capture.command().waitForLine("⚑ #2 .* → api\\.shop\\.example");
            capture.command().interrupt();

            assertThat(capture.command().exitCode()).isZero();
            assertThat(capture.command().out())
                    .doesNotContain("⚑ #1")
                    .doesNotContain(Person.PHONE)
                    .containsPattern(
                            "Looked at meanwhile: 3 exchanges, 3 pieces of personal data, at most [0-9.]+ s behind, [0-9.]+ s in the end");
        }
    }

    @Test
    void where_nobody_sits_before_it_nothing_is_looked_at_while_it_runs(@TempDir Path folder) {
        try (Desk desk = Desk.in(folder)) {
            CaptureProcess capture = desk.capture("--session", desk.sessionFile());
            desk.curl(capture).post("https://log.tracker.example/a", "{\"mobile\":\"" + Person.PHONE + "\"}");
            capture.waitForExchange("/a");
            capture.command().interrupt();

            assertThat(capture.command().exitCode()).isZero();
            assertThat(capture.command().out()).doesNotContain("⚑").doesNotContain("Looked at meanwhile");
        }
    }
}
