package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingcha.cli.command.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs side by side, a campaign's problems, the rules' own examples. */
class JudgementCommandsTest {
    private static final String AT = "2026-11-25T10:00:00Z";

    @TempDir
    Path folder;

    @BeforeEach
    void runs() throws IOException {
        Files.writeString(folder.resolve("session.yaml"), Person.SESSION);
        har(
                "before.har",
                new HarText()
                        .post(
                                AT,
                                "https://log.tracker.example/1",
                                "application/json",
                                "{\"imei\":\"" + Person.IMEI + "\"}")
                        .post(
                                AT,
                                "https://ads.other.example/2",
                                "application/json",
                                "{\"p\":\"" + Person.PHONE + "\"}"));
        har(
                "after.har",
                new HarText()
                        .post(AT, "https://log.tracker.example/1", "application/json", "{}")
                        .post(
                                AT,
                                "https://new.third.example/3",
                                "application/json",
                                "{\"p\":\"" + Person.PHONE + "\"}"));
    }

    private void har(String name, HarText text) throws IOException {
        Files.write(folder.resolve(name), text.text().getBytes(StandardCharsets.UTF_8));
    }

    private Command.Result mingcha(String... args) {
        return Command.mingcha(folder, args).runHere();
    }

    @Test
    void two_runs_are_compared_by_what_is_new_what_is_gone_and_what_was_not_tried() {
        Command.Result result =
                mingcha("compare", "before.har", "after.har", "--session", "session.yaml", "--lang", "en");

        assertThat(result.code()).isEqualTo(Exit.FINDINGS);
        assertThat(result.out())
                .containsSubsequence(
                        "New\n",
                        "→ third.example",
                        "Fixed (",
                        "→ tracker.example",
                        "Not exercised (",
                        "→ other.example");
    }

    @Test
    void a_comparison_has_a_form_for_programs_and_one_to_hand_on_and_each_run_its_own_session_file()
            throws IOException {
        Files.writeString(
                folder.resolve("later.yaml"), Person.SESSION.replaceFirst("package: \\S+", "package: other.app"));
        Command.Result json =
                mingcha("compare", "before.har", "before.har", "--session", "session.yaml", "--format", "json");
        mingcha(
                "compare",
                "before.har",
                "after.har",
                "--session",
                "session.yaml",
                "--session-after",
                "later.yaml",
                "--format",
                "html",
                "--out",
                "c.html");

        assertThat(new ObjectMapper().readTree(json.out()).path("same").asBoolean())
                .isTrue();
        assertThat(folder.resolve("c.html"))
                .content()
                .contains("two apps", "other.app", "Not exercised", "did not contact it")
                .doesNotContain("<script");
    }

    @Test
    void what_an_earlier_version_did_not_send_is_new() throws IOException {
        Files.writeString(
                folder.resolve("watching.yaml"),
                Person.SESSION.replaceFirst("observes: \\[", "observes: [reconsent, "));
        Command.Result result = mingcha(
                "analyze", "after.har", "--baseline", "before.har", "--session", "watching.yaml", "--format", "json");
        JsonNode report = new ObjectMapper().readTree(result.out());

        assertThat(report.path("findings"))
                .filteredOn(f -> f.path("rule").asText().equals("CONS-10"))
                .singleElement()
                .satisfies(f -> assertThat(f.path("recipient").asText()).isEqualTo("third.example"));
    }

    @Test
    void each_problem_of_the_campaign_gets_an_answer_in_every_form() throws IOException {
        Command.Result json =
                mingcha("report", "before.har", "--campaign", "--session", "session.yaml", "--format", "json");
        JsonNode problems = new ObjectMapper().readTree(json.out()).path("problems");

        assertThat(problems).hasSize(30);
        assertThat(problems)
                .allSatisfy(p -> assertThat(p.path("state").asText())
                        .isIn(
                                "violation",
                                "suspected",
                                "clue",
                                "nothing_found",
                                "partly_judged",
                                "not_judged",
                                "documents_needed",
                                "not_applicable"));
        assertThat(problems).anySatisfy(p -> {
            assertThat(p.path("id").asText()).isEqualTo("7.1");
            assertThat(p.path("state").asText()).isEqualTo("documents_needed");
            assertThat(p.path("documents").path("zh").asText()).contains("不自行探测");
        });
        assertThat(problems).anySatisfy(p -> {
            assertThat(p.path("id").asText()).isEqualTo("5.6");
            assertThat(p.path("state").asText()).isEqualTo("not_applicable");
        });
        assertThat(problems).anySatisfy(p -> assertThat(p.path("findings")).isNotEmpty());

        assertThat(mingcha("report", "before.har", "--campaign", "--session", "session.yaml", "--lang", "zh")
                        .out())
                .contains("5.6", "需要文件材料")
                .doesNotContain("第三方运维管理制度与访问记录");
        assertThat(mingcha("report", "before.har", "--campaign", "--lang", "zh").out())
                .contains("未填写行业，不能回答", "app.category", "第三方运维管理制度与访问记录");
        mingcha("report", "before.har", "--campaign", "--format", "html", "--out", "c.html");
        assertThat(folder.resolve("c.html"))
                .content()
                .contains("<table>", "ask for")
                .doesNotContain("<script");
    }

    @Test
    void what_goes_to_nobody_who_advertises_is_no_answer_to_a_problem_of_advertising() throws IOException {
        har(
                "ads.har",
                new HarText()
                        .post(
                                AT,
                                "https://log.tracker.example/1",
                                "application/json",
                                "{\"imei\":\"" + Person.IMEI + "\"}")
                        .post(
                                AT,
                                "https://sdk.e.qq.com/getad",
                                "application/json",
                                "{\"imei\":\"" + Person.IMEI + "\"}"));
        Command.Result json =
                mingcha("report", "ads.har", "--campaign", "--session", "session.yaml", "--format", "json");
        JsonNode problems = new ObjectMapper().readTree(json.out()).path("problems");

        assertThat(recipients(problems, "2.1")).contains("tencent-gdt").doesNotContain("tracker.example");
        assertThat(recipients(problems, "1.4")).contains("tencent-gdt", "tracker.example");
    }

    private static List<String> recipients(JsonNode problems, String id) {
        List<String> recipients = new ArrayList<>();
        for (JsonNode problem : problems) {
            if (problem.path("id").asText().equals(id)) {
                problem.path("findings")
                        .forEach(f -> recipients.add(f.path("recipient").asText()));
            }
        }
        return recipients;
    }

    @Test
    void all_that_is_wrong_with_examples_is_told_at_once_though_their_rule_is_misspelt() throws IOException {
        Files.writeString(folder.resolve("mine.yaml"), """
                - rule: SCOPE-088
                  fires:
                    app: {package: a.b}
                    exchanges: [{at: 11, post: 'https://x.example/', body: '{}'}]
                    verdict: violaton
                  spared:
                    app: {package: a.b}
                    marks: {consent_acept: 10}
                    exchanges: []
                """);
        Command.Result result = mingcha("rules", "check", "mine.yaml", "--lang", "en");

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err())
                .contains(
                        "mine.yaml:1:9  SCOPE-088 is not a value here. Did you mean SCOPE-08?",
                        "mine.yaml:5:14  violaton is not a value here. Did you mean violation?",
                        "mine.yaml:8:13  consent_acept is not a kind of marker. Did you mean consent_accept?");
    }

    @Test
    void an_example_that_is_not_as_it_says_is_named_with_its_place() throws IOException {
        assertThat(mingcha("rules", "check").code()).isEqualTo(Exit.NOTHING_FOUND);
        Files.writeString(folder.resolve("mine.yaml"), """
                - rule: CONS-01
                  fires:
                    app: {package: a.b}
                    marks: {consent_accept: 10}
                    exchanges: [{at: 11, post: 'https://x.example/', body: '{"imei": "868012345678904"}'}]
                  spared:
                    app: {package: a.b}
                    marks: {consent_accept: 10}
                    exchanges: [{at: 11, post: 'https://x.example/', body: '{"imei": "868012345678904"}'}]
                """);
        Command.Result result = mingcha("rules", "check", "mine.yaml", "--lang", "en");

        assertThat(result.code()).isEqualTo(Exit.FINDINGS);
        assertThat(result.out()).contains("mine.yaml:3", "CONS-01: it must fire and does not", "1 not as they say");
    }
}
