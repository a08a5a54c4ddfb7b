package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.cli.command.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without --reveal nothing that is shown holds what was found, wherever it stood: in names of fields, hosts or paths. */
class ShownDataTest {
    private static final String AT = "2026-11-25T10:00:00Z";
    private static final String FRIEND = "张三丰";
    private static final List<String> PERSONAL =
            List.of(Person.PHONE, Person.IMEI, FRIEND, "31.2304", "121.4737", "13912345678", "%E5%BC%A0");

    @TempDir
    Path folder;

    @BeforeEach
    void traffic() throws IOException {
        Files.writeString(folder.resolve("session.yaml"), Person.SESSION);
        Files.writeString(
                folder.resolve("x.har"),
                new HarText()
                        .post(
                                AT,
                                "https://" + Person.PHONE + ".cdn.example/u",
                                "application/json",
                                "{\"" + FRIEND + "\":{\"phone\":\"13912345678\"},\"n\":\"" + FRIEND + "\"}")
                        .get(AT, "https://" + Person.IMEI + ".track.example/weather/31.2304,121.4737/now")
                        .get(AT, "https://" + Person.IMEI + ".example/u/%E5%BC%A0%E4%B8%89%E4%B8%B0/me")
                        .raw(
                                "{\"startedDateTime\":\"" + AT
                                        + "\",\"request\":{\"method\":\"POST\",\"url\":\"https://a.example/\",\"postData\":{\"text\":{\"a\":1}}},\"response\":{\"status\":200}}")
                        .text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "html"})
    void a_report_shows_none_of_it_and_says_which_entry_was_read_in_part(String format) {
        Command.Result result = Command.mingcha(
                        folder, "analyze", "x.har", "--session", "session.yaml", "--format", format)
                .runHere();

        assertThat(result.code()).isEqualTo(Exit.FINDINGS);
        assertThat(result.out()).doesNotContain(PERSONAL).contains("entry 3: request.postData.text");
        if (!format.equals("text")) {
            assertThat(result.out()).contains("条目 3：request.postData.text");
        }
    }

    @Test
    void the_json_report_has_the_exposures_of_the_hosts() {
        Report report =
                Report.of(Command.mingcha(folder, "analyze", "x.har", "--session", "session.yaml", "--format", "json")
                        .runHere()
                        .out());

        assertThat(report.exposuresOf("imei"))
                .hasSize(2)
                .allMatch(e -> e.path("path").asText().equals("request.host"));
        assertThat(report.exposuresOf("phone_number")).hasSize(2);
    }

    @Test
    void the_list_of_a_session_and_each_exchange_show_none_of_it() {
        assertThat(Command.mingcha(folder, "import", "x.har", "--session", "session.yaml")
                        .runHere()
                        .code())
                .isZero();
        assertThat(Command.mingcha(folder, "show", "latest").runHere().out()).doesNotContain(PERSONAL);
        for (int flow = 0; flow < 4; flow++) {
            Command.Result shown = Command.mingcha(folder, "show", "latest", "--flow", String.valueOf(flow))
                    .runHere();
            assertThat(shown.code()).isZero();
            assertThat(shown.out()).doesNotContain(PERSONAL);
        }
        assertThat(Command.mingcha(folder, "show", "latest", "--flow", "0", "--reveal")
                        .runHere()
                        .out())
                .contains(Person.PHONE, FRIEND, "13912345678");
        assertThat(Command.mingcha(folder, "analyze", "latest").runHere().out())
                .doesNotContain(PERSONAL)
                .contains("request.postData.text");
    }
}
