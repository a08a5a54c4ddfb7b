package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.cli.command.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoCaptureTest {
    @TempDir
    Path folder;

    private Command.Result run(String... args) {
        return Command.mingcha(folder, args).runHere();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "mark consent_accept"})
    void without_a_capture_there_is_nothing_to_stop_or_mark(String line) {
        Command.Result result = run(line.split(" "));

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err()).contains("No capture is running").contains("mingcha capture");
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "analyze none", "export none", "verify none", "purge none"})
    void a_session_that_does_not_exist_is_named_with_how_to_list_them(String line) {
        Command.Result result = run(line.split(" "));

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err()).contains("There is no session").contains("mingcha sessions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:0", "[::]:0"})
    void a_proxy_open_to_the_network_is_refused(String address) {
        Command.Result result = run("capture", "--listen", address);

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err())
                .contains("open to the whole network")
                .contains("--allow")
                .contains("--auth");
    }

    @ParameterizedTest
    @CsvSource({
        "--for, 10x, 90s",
        "--for, 99999999999999999999, 90s",
        "--listen, foo:bar, 127.0.0.1:8888",
        "--listen, 127.0.0.1:99999, 127.0.0.1:8888",
        "--name-server, 127.0.0.1:dns, 127.0.0.1:53",
        "--pass-through, https://bank.example/, bank.example"
    })
    void a_value_that_is_not_understood_is_named_with_how_to_write_it(String option, String value, String right) {
        Command.Result result = run("capture", option, value, "--listen", "127.0.0.1:0", "--for", "1ms");

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err()).contains(option).contains(value).contains(right);
    }

    @Test
    void where_nobody_can_be_asked_for_a_password_none_is_advised() {
        Command.Result result = run(
                "capture", "--listen", "0.0.0.0:0", "--redirected", "0.0.0.0:8899", "--auth", "phone-1:secret-word");

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err())
                .contains("open to the whole network (0.0.0.0:8899)")
                .contains("--pair")
                .contains("--allow")
                .contains("--auth is not enough");
    }

    @Test
    void a_device_of_the_gateway_is_shown_by_its_name_and_no_other_file() throws Exception {
        Files.createDirectories(folder.resolve("data/gateway/clients"));
        Files.writeString(folder.resolve("data/other.conf"), "PrivateKey = none of theirs");

        Command.Result outside = run("gateway", "show", "../../other");
        Command.Result unknown = run("gateway", "show", "nobody");

        assertThat(outside.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(outside.all()).contains("letters, digits, dots, hyphens").doesNotContain("none of theirs");
        assertThat(unknown.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(unknown.err()).contains("There is no such device").contains("mingcha gateway");
    }

    @Test
    void beyond_loopback_it_listens_for_those_who_are_allowed() {
        Command.Result result = Command.mingcha(
                        folder, "capture", "--listen", "0.0.0.0:0", "--allow", "192.0.2.0/24", "--for", "100ms")
                .run();

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("0 exchanges");
    }

    @Test
    void a_session_without_exchanges_carries_no_verdict() {
        assertThat(Command.mingcha(folder, "capture", "--listen", "127.0.0.1:0", "--for", "100ms")
                        .run()
                        .code())
                .isZero();
        Command.Result result = run("analyze", "latest");

        assertThat(result.code()).isEqualTo(Exit.NO_VERDICT);
        assertThat(result.out()).contains("There is no exchange to judge, hence no verdict");
    }

    @Test
    void wrong_use_of_the_process_is_exit_code_two() {
        assertThat(Command.mingcha(folder, "capture", "--listne", "x").run().code())
                .isEqualTo(Exit.WRONG_USE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "capture --listne 127.0.0.1:0",
                "capture --listen 127.0.0.1:99999",
                "capture --for soon",
                "capture --allow everyone --listen 127.0.0.1:0",
                "capture --auth nobody --listen 127.0.0.1:0",
                "capture --resolve x --listen 127.0.0.1:0",
                "capture --upstream-verify never",
                "analyze",
                "analyze none --format pdf",
                "ca export --format jpeg",
                "sessions --lang fr",
                "unheard-of",
                "sessions --data a --data b"
            })
    void wrong_use_is_exit_code_two_with_a_hint(String line) {
        Command.Result result = run(line.split(" "));

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isNotBlank().doesNotContain("Exception").doesNotContain("\tat ");
    }

    @Test
    void a_capture_that_is_refused_ends_when_its_authority_is_written() throws IOException {
        run("capture", "--allow", "everyone", "--listen", "127.0.0.1:0");

        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .contains("authority.pem")
                    .noneMatch(name -> name.startsWith("."));
        }
    }

    @Test
    void wrong_use_is_explained_in_both_languages() {
        assertThat(run("capture", "--upstream-verify", "never").err())
                .contains("--upstream-verify does not take never; it takes strict, mirror, ignore");
        assertThat(run("capture", "--upstream-verify", "never", "--lang", "zh").err())
                .contains("--upstream-verify 不接受 never，可用：strict, mirror, ignore");
        assertThat(run("analyze").err()).contains("Missing: ");
        assertThat(run("analyze", "--lang", "zh").err()).contains("缺少 ");
        assertThat(run("sessions", "--data", "a", "--data", "b").err()).contains("--data stands twice");
        assertThat(run("sessions", "--wat", "--lang", "zh").err()).contains("无法识别：--wat");
    }

    @Test
    void a_second_file_is_told_to_be_one_too_many() {
        Command.Result two = run("analyze", "a.har", "b.har", "--lang", "en");

        assertThat(two.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(two.err()).contains("Too much: b.har; this takes one ID|HAR, run it once for each");
    }
}
