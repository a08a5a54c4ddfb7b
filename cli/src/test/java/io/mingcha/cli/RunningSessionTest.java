package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.cli.command.Exit;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Other terminals while a capture owns the data folder: they ask it for its session and read the others themselves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunningSessionTest {
    private Desk desk;
    private String stopped;
    private CaptureProcess running;
    private int interruptedCode;

    @BeforeAll
    void record(@TempDir Path folder) {
        desk = Desk.in(folder);
        CaptureProcess first = desk.capture("--quiet");
        desk.curl(first).post("https://api.shop.example/earlier", "{\"mobile\":\"" + Person.PHONE + "\"}");
        first.command().interrupt();
        interruptedCode = first.command().exitCode();
        stopped = first.session();
        running = desk.capture("--session", desk.sessionFile());
        desk.curl(running).post("https://log.tracker.example/now", "{\"mobile\":\"" + Person.PHONE + "\"}");
        running.waitForExchange("/now");
    }

    @AfterAll
    void leave() {
        running.command().interrupt();
        assertThat(running.command().exitCode()).isZero();
        desk.close();
    }

    @Test
    void control_c_ends_a_capture_in_good_order() {
        assertThat(interruptedCode).isZero();
        assertThat(desk.here("sessions").out().lines().filter(l -> l.startsWith(stopped)))
                .singleElement()
                .asString()
                .contains("complete");
    }

    @Test
    void the_running_session_is_shown() {
        assertThat(desk.here("show").out()).startsWith(running.session()).contains("log.tracker.example/now");
        assertThat(desk.here("show", running.session(), "--flow", "0").out())
                .contains("POST /now")
                .contains("1 exposure(s)")
                .doesNotContain(Person.PHONE);
        assertThat(desk.here("show", "latest", "--flow", "0", "--reveal").out()).contains(Person.PHONE);
    }

    @Test
    void the_running_session_is_analysed() {
        Command.Result json = desk.run("analyze", "latest", "--format", "json");
        Report report = Report.of(json.out());

        assertThat(json.code()).isEqualTo(Exit.FINDINGS);
        assertThat(report.breaches()).isEmpty();
        assertThat(report.json().path("session").path("state").asText()).isEqualTo("running");
        assertThat(report.exposuresOf("phone_number")).hasSize(1);
    }

    @Test
    void a_session_file_given_now_is_read_from_the_caller_s_folder() {
        desk.write("other.yaml", "app: {package: example.other}\n");
        Report report = Report.of(desk.here("analyze", "latest", "--session", "other.yaml", "--format", "json")
                .out());

        assertThat(report.json().path("session").path("app").path("package").asText())
                .isEqualTo("example.other");
    }

    @Test
    void the_running_session_is_exported_into_the_caller_s_folder() {
        Command.Result exported = desk.here("export", "latest", "--out", "running.har");

        assertThat(exported.code()).isZero();
        assertThat(desk.read("running.har")).contains("log.tracker.example/now");
    }

    @Test
    void the_running_session_is_verified() {
        Command.Result verified = desk.here("verify", "latest");

        assertThat(verified.code()).isZero();
        assertThat(verified.out()).contains(running.session() + " is sound").doesNotContain(" 0 body records");
    }

    @Test
    void the_running_session_is_not_purged() {
        Command.Result purged = desk.here("purge", running.session());

        assertThat(purged.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(purged.err()).contains("being recorded").contains("mingcha stop");
    }

    @Test
    void a_stopped_session_is_read_beside_it() {
        assertThat(desk.here("show", stopped).out()).contains("api.shop.example/earlier");
        Command.Result json = desk.here("analyze", stopped, "--session", "session.yaml", "--format", "json");
        assertThat(Report.of(json.out()).exposuresOf("phone_number")).hasSize(1);
        assertThat(desk.here("export", stopped, "--out", "stopped.har").code()).isZero();
        assertThat(desk.here("verify", stopped).out()).contains("is sound");
    }

    @Test
    void a_stopped_session_is_marked_beside_it_if_the_time_is_given() {
        Command.Result without = desk.here("mark", "consent_reject", "--session", stopped);
        Command.Result with =
                desk.here("mark", "consent_reject", "--session", stopped, "--at", "2026-11-25T10:00:05.250+08:00");

        assertThat(without.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(without.err()).contains("--at");
        assertThat(with.code()).isZero();
        assertThat(desk.here("show", stopped).out()).contains("▸ consent_reject  2026-11-25T02:00:05.250Z");
        assertThat(desk.here("show", "latest").out()).doesNotContain("consent_reject");
        assertThat(desk.here("verify", stopped).out()).contains("is sound");
    }

    @Test
    void a_marker_far_outside_the_session_is_set_with_a_note() {
        Command.Result marked = desk.here("mark", "login", "--at", "2020-01-01T00:00:00Z");

        assertThat(marked.code()).isZero();
        assertThat(marked.err()).contains("outside the session");
    }

    @Test
    void a_second_capture_is_told_who_holds_the_folder() {
        Command.Result second = desk.run("capture", "--listen", "127.0.0.1:0");

        assertThat(second.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(second.err())
                .contains("process " + running.command().pid())
                .contains(desk.file("data").toString())
                .contains("mingcha stop")
                .contains("--data");
    }

    @Test
    void a_taken_port_is_refused_and_leaves_no_session_behind() {
        Command.Result second = desk.run(
                "--data",
                "elsewhere",
                "capture",
                "--listen",
                "127.0.0.1:" + running.proxy().getPort());

        assertThat(second.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(second.err())
                .contains("127.0.0.1:" + running.proxy().getPort())
                .contains("--listen");
        assertThat(desk.here("sessions", "--data", "elsewhere").out()).contains("No sessions yet");
    }

    @Test
    void an_unknown_marker_is_refused_with_the_nearest_kind() {
        Command.Result result = desk.here("mark", "consent_acept");

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err()).contains("Did you mean consent_accept?");
    }
}
