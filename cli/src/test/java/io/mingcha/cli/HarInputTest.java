package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.cli.command.Exit;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HAR files as they should not be. */
class HarInputTest {
    private static final String AT = "2026-11-25T10:00:00Z";

    @TempDir
    Path folder;

    @BeforeEach
    void session() throws IOException {
        Files.writeString(folder.resolve("session.yaml"), Person.SESSION);
    }

    private Command.Result analyse(byte[] har, String format) throws IOException {
        Files.write(folder.resolve("x.har"), har);
        return Command.mingcha(folder, "analyze", "x.har", "--session", "session.yaml", "--format", format)
                .runHere();
    }

    private Command.Result analyse(String har) throws IOException {
        return analyse(har.getBytes(StandardCharsets.UTF_8), "json");
    }

    private static HarText twoExchanges() {
        return new HarText()
                .post(AT, "https://log.tracker.example/1", "application/json", "{\"imei\":\"" + Person.IMEI + "\"}")
                .post(AT, "https://log.tracker.example/2", "application/json", "{\"p\":\"" + Person.PHONE + "\"}");
    }

    @Test
    void what_stands_before_the_cut_of_a_truncated_file_is_analysed_and_the_cut_is_named() throws IOException {
        String whole = twoExchanges().text();
        Command.Result result = analyse(whole.substring(0, whole.indexOf("/2") + 40));
        Report report = Report.of(result.out());

        assertThat(result.code()).isEqualTo(Exit.FINDINGS);
        assertThat(result.err())
                .contains("truncated after entry 1")
                .contains("x.har:")
                .contains("Export it again");
        assertThat(report.breaches()).isEmpty();
        assertThat(report.exposuresOf("imei")).hasSize(1);
        assertThat(report.coverage().path("verdict").asBoolean()).isFalse();
        assertThat(report.coverage().path("limits").toString()).contains("not_recorded");
    }

    @Test
    void of_a_file_cut_in_its_first_entry_it_is_told_that_nothing_was_recorded_and_no_date_that_nobody_meant()
            throws IOException {
        String whole = twoExchanges().text();
        Command.Result result = analyse(whole.substring(0, whole.indexOf("/1") + 40));

        assertThat(result.code()).isEqualTo(Exit.NO_VERDICT);
        assertThat(Report.of(result.out()).coverage().path("limits").toString())
                .contains("breaks off within its first entry", "在第一个条目之内中断")
                .doesNotContain("1970");
    }

    @Test
    void the_table_of_all_data_says_of_each_how_it_is_known() throws IOException {
        Files.writeString(
                folder.resolve("x.har"),
                new HarText()
                        .post(AT, "https://api.shop.example/1", "application/json", "{\"oaid\":\"9f2c41d87b3ea650\"}")
                        .post(AT, "https://log.tracker.example/2", "application/json", "{\"zq\":\"9f2c41d87b3ea650\"}")
                        .text());
        Command.mingcha(folder, "analyze", "x.har", "--format", "html", "--out", "x.html")
                .runHere();
        String page = Files.readString(folder.resolve("x.html"));

        assertThat(page.substring(page.indexOf("All personal data seen")))
                .contains("Recognised by", "识别方式")
                .containsPattern("same value as #0 .*oaid")
                .containsPattern("与 #0 .*oaid 的值相同");
    }

    @Test
    void a_truncated_file_without_findings_carries_no_verdict() throws IOException {
        String whole = new HarText()
                .get(AT, "https://api.shop.example/1")
                .get(AT, "https://api.shop.example/2")
                .text();

        assertThat(analyse(whole).code()).isEqualTo(Exit.NOTHING_FOUND);
        assertThat(analyse(whole.substring(0, whole.length() - 60)).code()).isEqualTo(Exit.NO_VERDICT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE"})
    void other_unicode_encodings_are_read(String encoding) throws IOException {
        byte[] bytes = ("\uFEFF" + twoExchanges().text()).getBytes(Charset.forName(encoding));

        assertThat(Report.of(analyse(bytes, "json").out()).exposuresOf("imei")).hasSize(1);
    }

    @Test
    void what_an_export_says_of_its_session_holds_in_whatever_unicode_it_was_saved() throws IOException {
        String declared = twoExchanges()
                .text()
                .replaceFirst(
                        "\"log\"\\s*:\\s*\\{",
                        "$0\"_mingcha\":{\"spec\":{\"app\":{\"package\":\"com.example.saved\"}}},");
        Files.write(folder.resolve("x.har"), ("\uFEFF" + declared).getBytes(StandardCharsets.UTF_16LE));
        Command.Result result =
                Command.mingcha(folder, "analyze", "x.har", "--format", "json").runHere();

        assertThat(Report.of(result.out()).json().path("session").path("app").toString())
                .contains("com.example.saved");
    }

    @Test
    void a_file_that_is_not_unicode_is_read_up_to_there_and_says_so() throws IOException {
        HarText har = twoExchanges().post(AT, "https://api.shop.example/3", "text/plain", "张三");
        Command.Result result = analyse(har.text().getBytes(Charset.forName("GBK")), "json");

        assertThat(result.code()).isEqualTo(Exit.FINDINGS);
        assertThat(result.err()).contains("not valid UTF-8").contains("after entry 2");
        assertThat(Report.of(result.out()).exposuresOf("imei")).hasSize(1);
    }

    @Test
    void a_body_that_only_claims_to_be_base64_is_kept_as_it_stands_and_noted() throws IOException {
        String entry = "{\"startedDateTime\":\"" + AT + "\",\"request\":{\"method\":\"POST\","
                + "\"url\":\"https://log.tracker.example/\",\"headers\":[],\"postData\":{\"mimeType\":\"application/json\","
                + "\"encoding\":\"base64\",\"text\":\"{\\\"imei\\\":\\\"" + Person.IMEI + "\\\"}\"}},"
                + "\"response\":{\"status\":200,\"headers\":[],\"content\":{\"encoding\":\"base64\",\"text\":\"%%%\"}}}";
        Command.Result result = analyse(new HarText().raw(entry).text());

        assertThat(result.code()).isEqualTo(Exit.FINDINGS);
        assertThat(result.err()).containsPattern("x\\.har:\\d+:\\d+ .*base64");
        assertThat(Report.of(result.out()).exposuresOf("imei")).hasSize(1);
    }

    @Test
    void a_base64_body_is_read() throws IOException {
        String body = Base64.getEncoder()
                .encodeToString(Wrapped.gzip(("{\"imei\":\"" + Person.IMEI + "\"}").getBytes(StandardCharsets.UTF_8)));
        String entry = "{\"startedDateTime\":\"" + AT + "\",\"request\":{\"method\":\"POST\","
                + "\"url\":\"https://log.tracker.example/\",\"headers\":[],\"postData\":{\"mimeType\":\"application/octet-stream\","
                + "\"_encoding\":\"base64\",\"text\":\"" + body + "\"}},"
                + "\"response\":{\"status\":200,\"headers\":[],\"content\":{}}}";
        Command.Result result = analyse(new HarText().raw(entry).text());

        assertThat(result.err()).isEmpty();
        assertThat(Report.of(result.out()).exposuresOf("imei"))
                .singleElement()
                .matches(e -> e.path("path").asText().contains("gzip"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "[]", "{}", "{\"log\":{}}", "{\"log\":{\"entries\":{}}}", "<html></html>"})
    void what_is_no_har_is_refused_with_what_to_do(String text) throws IOException {
        Command.Result result = analyse(text);

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("x.har").containsAnyOf("Export HAR 1.2", "Export it again");
    }

    @Test
    void a_har_that_does_not_exist_is_named() {
        Command.Result result = Command.mingcha(folder, "analyze", "none.har").runHere();

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err()).contains("none.har");
    }

    @Test
    void an_entry_that_is_nonsense_does_not_hide_the_others() throws IOException {
        Command.Result result = analyse(new HarText()
                .raw("7")
                .raw("{}")
                .raw("{\"startedDateTime\":\"yesterday\",\"request\":{\"method\":5,\"url\":\"::\",\"headers\":{}}}")
                .post(AT, "https://log.tracker.example/1", "application/json", "{\"imei\":\"" + Person.IMEI + "\"}")
                .text());

        assertThat(result.code()).isEqualTo(Exit.FINDINGS);
        assertThat(result.err()).contains("x.har:2:1");
        assertThat(Report.of(result.out()).exposuresOf("imei"))
                .singleElement()
                .matches(e -> e.path("flow").asInt() == 3);
    }

    @Test
    void a_body_of_json_nested_a_hundred_thousand_deep_is_opened_as_far_as_allowed_and_said_so() throws IOException {
        String deep = "[".repeat(100_000) + "1" + "]".repeat(100_000);
        Command.Result result = analyse(twoExchanges()
                .post(AT, "https://log.tracker.example/3", "application/json", deep)
                .text());

        assertThat(result.code()).isEqualTo(Exit.FINDINGS);
        assertThat(Report.of(result.out()).coverage().path("limits").toString()).contains("not_fully_opened");
    }

    @Test
    void a_har_nested_a_hundred_thousand_deep_ends_with_an_answer() throws IOException {
        Command.Result result = analyse("{\"log\":{\"entries\":[" + "[".repeat(100_000) + "]".repeat(100_000) + "]}}");

        assertThat(result.code()).isEqualTo(Exit.NO_VERDICT);
    }

    @Test
    void a_har_of_300_mb_is_analysed_in_a_fraction_of_its_size() throws IOException {
        String picture = "{\"startedDateTime\":\"" + AT + "\",\"request\":{\"method\":\"GET\","
                + "\"url\":\"https://img.shop.example/a.png\",\"headers\":[]},\"response\":{\"status\":200,"
                + "\"headers\":[{\"name\":\"Content-Type\",\"value\":\"image/png\"}],\"content\":{\"mimeType\":\"image/png\","
                + "\"encoding\":\"base64\",\"text\":\"" + "iVBORw0KGgoA".repeat(87_500) + "\"}}}";
        String small = twoExchanges().text();
        int first = small.indexOf("{\"started");
        try (Writer out = Files.newBufferedWriter(folder.resolve("x.har"))) {
            out.write(small, 0, first);
            for (int i = 0; i < 300; i++) {
                out.write(picture);
                out.write(",\n");
            }
            out.write(small, first, small.length() - first);
        }
        Command.Result result = Command.mingcha(
                        folder, "analyze", "x.har", "--session", "session.yaml", "--format", "json")
                .within("128m")
                .run();

        assertThat(Files.size(folder.resolve("x.har"))).isGreaterThan(300_000_000);
        assertThat(result.code()).as(result.err()).isEqualTo(Exit.FINDINGS);
        assertThat(Report.of(result.out()).exposuresOf("imei"))
                .singleElement()
                .matches(e -> e.path("flow").asInt() == 300);
    }

    @Test
    void an_import_of_a_truncated_file_keeps_what_is_there() throws IOException {
        String whole = twoExchanges().text();
        Files.writeString(folder.resolve("x.har"), whole.substring(0, whole.indexOf("/2") + 40));
        Command.Result result = Command.mingcha(folder, "import", "x.har").runHere();

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("Imported 1 exchanges");
        assertThat(result.err()).contains("truncated");
    }

    @Test
    void an_import_of_what_is_no_har_leaves_no_session() throws IOException {
        Files.writeString(folder.resolve("x.har"), "{}");
        Command.Result result = Command.mingcha(folder, "import", "x.har").runHere();

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(Command.mingcha(folder, "sessions").runHere().out()).contains("No sessions yet");
    }

    @Test
    void markers_that_a_har_carries_stay_when_a_session_file_is_given() throws IOException {
        String ours = twoExchanges()
                .text()
                .replace(
                        "\"entries\"",
                        "\"_mingcha\":{\"session\":\"s\",\"spec\":{\"app\":{\"package\":\"a\"},\"observes\":[],"
                                + "\"markers\":[{\"kind\":\"consent_accept\",\"at\":\"2026-11-25T09:00:00Z\"}]}},\"entries\"");
        Report report = Report.of(analyse(ours).out());

        assertThat(report.json().path("session").path("markers").toString()).contains("consent_accept");
        assertThat(report.exposuresOf("imei").get(0).path("phase").asText()).isEqualTo("after_consent");
    }
}
