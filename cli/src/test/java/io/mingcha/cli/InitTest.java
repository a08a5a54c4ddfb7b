package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.cli.command.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitTest {
    @TempDir
    Path folder;

    @BeforeEach
    void aCapture() throws Exception {
        String har = new HarText()
                .post(
                        "2026-11-25T10:00:00Z",
                        "https://log.tracker.example/a",
                        "application/json",
                        "{\"id\":\"" + Person.IMEI + "\",\"at\":[" + Person.LATITUDE + "," + Person.LONGITUDE + "]}")
                .text();
        Files.writeString(folder.resolve("x.har"), har);
    }

    private Command.Result run(String... args) {
        return Command.mingcha(folder, args).runHere();
    }

    private Report judged() {
        return Report.of(run("analyze", "x.har", "--session", "session.yaml", "--format", "json")
                .out());
    }

    @Test
    void options_become_a_commented_session_file_that_judges() throws Exception {
        Command.Result result = run(
                "init",
                "--package",
                "example.shop",
                "--first-party",
                "shop.example,shop-cdn.example",
                "--known",
                "imei=" + Person.IMEI,
                "--known",
                "precise_location=" + Person.LATITUDE + "," + Person.LONGITUDE,
                "--known",
                "imei=352099001761481");

        assertThat(result.code()).as(result.all()).isZero();
        assertThat(result.out()).contains("mingcha capture --session session.yaml");
        assertThat(Files.readString(folder.resolve("session.yaml")))
                .contains("Only app.package is required")
                .contains("imei: [\"" + Person.IMEI + "\", \"352099001761481\"]");
        Report report = judged();
        assertThat(report.exposuresOf("imei").get(0).path("party").asText()).isEqualTo("third");
        assertThat(report.exposuresOf("precise_location")).isNotEmpty();
        assertThat(report.json().path("session").path("app").path("first_party").size())
                .isEqualTo(2);
    }

    @Test
    void answers_become_a_session_file_that_judges() {
        Command.Result result = Command.mingcha(folder, "init", "--lang", "zh")
                .typing("example.shop\nshop.example\n\n" + Person.IMEI + "\n\n\n" + Person.LATITUDE + ","
                        + Person.LONGITUDE + "\n")
                .run();

        assertThat(result.code()).as(result.all()).isZero();
        assertThat(result.out()).contains("应用包名");
        assertThat(judged().exposuresOf("imei")).isNotEmpty();
    }

    @Test
    void an_existing_file_stays_unless_forced() throws Exception {
        run("init", "--package", "example.one");
        Command.Result again = run("init", "--package", "example.two");
        Command.Result forced = run("init", "--package", "example.three", "--force");

        assertThat(again.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(again.err()).contains("The file exists").contains("--force");
        assertThat(forced.code()).isZero();
        assertThat(Files.readString(folder.resolve("session.yaml"))).contains("example.three");
    }

    @Test
    void no_answer_at_all_is_wrong_use_and_writes_nothing() {
        Command.Result result = Command.mingcha(folder, "init").run();

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err()).contains("--package");
        assertThat(folder.resolve("session.yaml")).doesNotExist();
    }

    @Test
    void a_wrong_value_writes_nothing() {
        Command.Result type = run("init", "--package", "example.shop", "--known", "imey=1");
        Command.Result value = run("init", "--package", "example.shop", "--known", "precise_location=here");
        Command.Result none = run("init", "--package", "example.shop", "--known", "imei");

        assertThat(type.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(type.err()).contains("imey is not a data type").contains("Did you mean imei?");
        assertThat(value.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(none.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(none.err()).contains("There is no value").contains("--known imei=");
        assertThat(folder.resolve("session.yaml")).doesNotExist();
    }
}
