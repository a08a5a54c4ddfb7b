package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.cli.command.Exit;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionFileTest {
    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.in(folder);
        desk.write(
                "x.har",
                new HarText()
                        .get("2026-11-25T10:00:00Z", "https://api.shop.example/")
                        .text());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Command.Result judgedBy(String session) {
        return desk.command("analyze", "x.har", "--session", desk.write("session.yaml", session))
                .runHere();
    }

    @Test
    void every_problem_of_a_file_is_named_with_its_place_in_one_go() {
        Command.Result result = judgedBy("""
                app:
                  packge: example.shop
                  category: C99
                persona:
                  known:
                    phone_numbr: ["13800138123"]
                    precise_location: [somewhere]
                observes: [consent_acept]
                markers:
                  - {kind: consent_accept, at: yesterday}
                """);

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("session.yaml:2:3  packge is not a key here. Did you mean package?")
                .contains("package is missing")
                .containsPattern("session\\.yaml:3:13 .*C99")
                .contains("session.yaml:6:5  phone_numbr is not a data type. Did you mean phone_number?")
                .contains("session.yaml:7:24")
                .contains("Did you mean consent_accept?")
                .containsPattern("session\\.yaml:10:\\d+ .*yesterday is not a time");
    }

    @Test
    void malformed_yaml_is_refused_with_line_and_column() {
        Command.Result result = judgedBy("app:\n  package: \"example.shop\n  name: [open\n");

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err()).containsPattern("session\\.yaml:\\d+:\\d+");
    }

    @Test
    void only_the_package_is_required() {
        assertThat(judgedBy("app: {package: example.shop}\n").code()).isNotEqualTo(Exit.WRONG_USE);
    }

    @Test
    void json_is_as_good_as_yaml() {
        Command.Result result = judgedBy("{\"app\": {\"package\": \"example.shop\", \"frist_party\": []}}");

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err()).contains("Did you mean first_party?");
    }

    @Test
    void an_empty_file_is_told_what_it_needs() {
        Command.Result result = judgedBy("");

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err()).contains("app.package");
    }

    @Test
    void a_file_that_is_not_there_is_named_with_what_to_do() {
        Command.Result result =
                desk.command("analyze", "x.har", "--session", "none.yaml").runHere();

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err())
                .contains("does not exist")
                .contains("none.yaml")
                .contains("mingcha init");
    }

    @Test
    void a_capture_does_not_begin_with_a_bad_file() {
        desk.write("session.yaml", "app: {}\n");
        Command.Result result = desk.run("capture", "--listen", "127.0.0.1:0", "--session", "session.yaml");

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err()).contains("package is missing");
        assertThat(desk.run("sessions").out()).contains("No sessions yet");
    }
}
