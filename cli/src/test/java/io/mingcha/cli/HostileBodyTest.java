package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.cli.command.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Bodies made to exhaust whoever opens them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileBodyTest {
    private static final int BOMB = 128 << 20;
    private static final int DEPTH = 100_000;

    private Desk desk;
    private String bomb;
    private String deep;
    private Command.Result whileRunning;
    private String afterwards;
    private Report report;

    @BeforeAll
    void record(@TempDir Path folder) throws IOException {
        desk = Desk.in(folder);
        CaptureProcess capture = desk.capture("--session", desk.sessionFile());
        Curl curl = desk.curl(capture);
        Files.write(desk.file("bomb.gz"), Wrapped.gzip(new byte[BOMB]));
        desk.write("deep.json", "[".repeat(DEPTH) + "]".repeat(DEPTH));
        bomb = curl.run("-H", "Content-Encoding: gzip", "--data-binary", "@bomb.gz", "https://log.tracker.example/bomb")
                .out();
        deep = curl.run(
                        "-H",
                        "Content-Type: application/json",
                        "--data-binary",
                        "@deep.json",
                        "https://log.tracker.example/deep")
                .out();
        curl.post("https://log.tracker.example/shallow", "{\"p\":\"" + Person.PHONE + "\"}");
        capture.waitForExchange("tracker\\.example/shallow");
        whileRunning = desk.run("analyze", capture.session());
        afterwards = curl.get("https://log.tracker.example/afterwards");
        desk.run("stop");
        assertThat(capture.command().exitCode()).isZero();
        report = Report.of(
                desk.run("analyze", capture.session(), "--format", "json").out());
    }

    @AfterAll
    void leave() {
        desk.close();
    }

    @Test
    void they_pass() {
        assertThat(bomb).isEqualTo("well");
        assertThat(deep).isEqualTo("well");
    }

    @Test
    void the_running_capture_answers_for_them_or_says_that_it_cannot_and_goes_on() {
        assertThat(whileRunning.code()).isIn(Exit.FINDINGS, Exit.INTERNAL);
        assertThat(whileRunning.all()).containsAnyOf("exchanges read", "mingcha stop");
        assertThat(afterwards).isEqualTo("well");
    }

    @Test
    void they_are_opened_as_far_as_allowed_and_the_report_says_so() {
        assertThat(report.breaches()).isEmpty();
        assertThat(report.coverage().path("limits").toString())
                .contains("not_fully_opened")
                .contains("2 exchange(s) could not be opened in full");
    }

    @Test
    void what_else_was_sent_is_still_found() {
        assertThat(report.exposuresOf("phone_number"))
                .singleElement()
                .matches(e -> e.path("host").asText().equals("log.tracker.example"));
    }
}
