package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.cli.command.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptedTest {
    @TempDir
    Path folder;

    @Test
    void a_capture_that_is_ended_while_it_starts_ends_in_good_order() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        try (Desk desk = Desk.in(folder);
                WatchService changes = data.getFileSystem().newWatchService()) {
            data.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
            RunningCommand capture = desk.start("capture", "--listen", "127.0.0.1:0");
            assertThat(changes.poll(60, TimeUnit.SECONDS)).isNotNull();
            capture.interrupt();

            assertThat(capture.exitCode()).isZero();
            assertThat(capture.out()).contains("0 exchanges");
            assertThat(desk.here("sessions").out()).contains("complete");
        }
    }

    @Test
    void a_killed_capture_leaves_a_session_that_is_sound_and_says_what_happened() {
        try (Desk desk = Desk.in(folder)) {
            CaptureProcess capture = desk.capture("--session", desk.sessionFile());
            desk.curl(capture).post("https://log.tracker.example/a", "{\"mobile\":\"" + Person.PHONE + "\"}");
            capture.waitForExchange("tracker.example/a");
            desk.run("mark", "background");
            capture.command().kill();
            capture.command().exitCode();

            Command.Result sessions = desk.here("sessions");
            Command.Result verified = desk.here("verify", capture.session());
            assertThat(verified.out()).as(verified.all()).contains("is sound");
            assertThat(sessions.out())
                    .as(verified.all())
                    .contains("interrupted")
                    .doesNotContain("running");
            Command.Result text = desk.here("analyze", capture.session());
            assertThat(text.code()).isEqualTo(Exit.FINDINGS);
            assertThat(text.out()).contains("the capturing process died");
            Report report = Report.of(
                    desk.here("analyze", capture.session(), "--format", "json").out());
            assertThat(report.breaches()).isEmpty();
            assertThat(report.json().path("session").path("state").asText()).isEqualTo("interrupted");
            assertThat(report.exposuresOf("phone_number")).hasSize(1);
            assertThat(report.json().path("session").path("markers").size()).isOne();

            CaptureProcess next = desk.capture();
            desk.run("stop");
            assertThat(next.command().exitCode()).isZero();
        }
    }
}
