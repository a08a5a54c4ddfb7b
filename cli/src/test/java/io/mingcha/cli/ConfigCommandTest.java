package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingcha.cli.command.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an analyst changes lies in the data folder, beside the shipped configuration. */
class ConfigCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void run() throws IOException {
        Files.writeString(folder.resolve("session.yaml"), Person.SESSION);
        recorded("{\"imei\":\"" + Person.IMEI + "\",\"p\":\"" + Person.PHONE + "\"}");
    }

    private void recorded(String body) throws IOException {
        String har = new HarText()
                .post("2026-11-25T10:00:00Z", "https://log.tracker.example/1", "application/json", body)
                .text();
        Files.writeString(folder.resolve("run.har"), har);
    }

    private void changed(String file, String text) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("data/config")).resolve(file), text);
    }

    private Command.Result mingcha(String... args) {
        return Command.mingcha(folder, args).runHere();
    }

    private JsonNode report() throws IOException {
        return new ObjectMapper()
                .readTree(mingcha("analyze", "run.har", "--session", "session.yaml", "--format", "json")
                        .out());
    }

    private static List<String> findings(JsonNode report) {
        return report.path("findings").findValuesAsText("rule");
    }

    @Test
    void a_rule_is_made_graver_and_another_is_taken_out() throws IOException {
        JsonNode before = report();
        assertThat(findings(before)).hasSizeGreaterThan(1);
        String graver = findings(before).get(0);
        String out = findings(before).stream()
                .filter(r -> !r.equals(graver))
                .findFirst()
                .orElseThrow();
        String other = before.path("findings").get(0).path("severity").asText().equals("low") ? "high" : "low";
        changed(
                "rules.yaml",
                "rules:\n  - {id: %s, severity: %s, escalate: null}\n  - {id: %s, disabled: true}\n"
                        .formatted(graver, other, out));
        JsonNode after = report();

        assertThat(findings(after)).contains(graver).doesNotContain(out);
        assertThat(after.path("findings"))
                .filteredOn(f -> f.path("rule").asText().equals(graver))
                .allSatisfy(f -> assertThat(f.path("severity").asText()).isEqualTo(other));
        assertThat(after.path("configDigest")).isNotEqualTo(before.path("configDigest"));

        Command.Result diff = mingcha("config", "diff", "--lang", "en");
        assertThat(diff.code()).isEqualTo(Exit.FINDINGS);
        assertThat(diff.out())
                .contains("rules.yaml\n", "rules[" + graver + "].severity: ", " → " + other)
                .contains("rules[" + out + "]: removed");
        assertThat(mingcha("config", "check").code()).isEqualTo(Exit.NOTHING_FOUND);
        assertThat(mingcha("report", "run.har", "--campaign", "--session", "session.yaml")
                        .code())
                .isEqualTo(Exit.FINDINGS);
        assertThat(mingcha("rules", "check", "--lang", "en").out()).contains("examples of 94 rules");
    }

    @Test
    void a_kind_of_data_of_ones_own_is_found_however_its_values_are_written() throws IOException {
        changed("data_types.yaml", """
                types:
                  - {id: nurse_phone, group: contact, name: {zh: 护士电话, en: A nurse's phone}, sensitive: false, written: phone}
                  - {id: ward_code, group: contact, name: {zh: 病区口令, en: Code of a ward}, sensitive: false, secret: true}
                """);
        changed("fields.yaml", """
                fields:
                  - {type: nurse_phone, keys: [nurse_tel], check: phone}
                  - {type: ward_code, keys: [ward_code], pattern: '[a-z]{8}'}
                """);
        Files.writeString(
                folder.resolve("session.yaml"),
                "app: {package: app.example}\npersona:\n  known:\n    nurse_phone: ['13712345678']\n");
        recorded("{\"x\":\"+86 137 1234 5678\",\"ward_code\":\"sesamumo\"}");
        JsonNode exposures = report().path("exposures");

        assertThat(exposures.findValuesAsText("dataType")).containsExactlyInAnyOrder("nurse_phone", "ward_code");
        assertThat(exposures)
                .filteredOn(e -> e.path("dataType").asText().equals("ward_code"))
                .singleElement()
                .satisfies(e -> assertThat(e.path("masked").asText()).isEqualTo("********"));
    }

    @Test
    void one_check_says_every_mistake_of_every_file_in_the_order_of_files_and_lines() throws IOException {
        changed("rules.yaml", """
                rules:
                  - {id: NO-SUCH, disabled: true}
                  - {id: NEW-1, severity: enormous}
                """);
        changed("recipients.yaml", """
                recipients:
                  - {id: umeng-push, colour: red}
                  - {id: no-such, disabled: true}
                """);
        changed("recipient.yaml", "recipients: []");
        changed("consent.yaml", "colour: red");

        Command.Result check = mingcha("config", "check", "--lang", "en");

        assertThat(check.code()).isEqualTo(Exit.FINDINGS);
        Pattern place = Pattern.compile("data/config/([a-z]+\\.yaml:\\d+):");
        List<String> places = check.out()
                .lines()
                .map(place::matcher)
                .filter(Matcher::find)
                .map(at -> at.group(1))
                .distinct()
                .toList();
        assertThat(places)
                .containsSubsequence(
                        "consent.yaml:1",
                        "recipient.yaml:1",
                        "recipients.yaml:2",
                        "recipients.yaml:3",
                        "rules.yaml:2",
                        "rules.yaml:3");
        assertThat(check.out()).contains("no-such is not among", "NO-SUCH is not among", "enormous", "colour");
    }

    @Test
    void of_changes_whose_entry_an_upgrade_took_away_the_others_still_differ() throws IOException {
        changed("rules.yaml", """
                rules:
                  - {id: TP-03, severity: low}
                  - {id: GONE-1, disabled: true}
                """);

        Command.Result diff = mingcha("config", "diff", "--lang", "zh");

        assertThat(diff.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(diff.out()).contains("rules[TP-03].severity: medium → low");
        assertThat(diff.err()).contains("rules.yaml:3:10  默认配置中没有 GONE-1");
    }

    @Test
    void without_changes_nothing_differs() {
        assertThat(mingcha("config", "diff").code()).isEqualTo(Exit.NOTHING_FOUND);
        assertThat(mingcha("config", "check", "--lang", "en"))
                .satisfies(r -> assertThat(r.code()).isEqualTo(Exit.NOTHING_FOUND))
                .satisfies(r -> assertThat(r.out()).contains("95 rules"));
    }

    @Test
    void mistakes_are_reported_at_the_line_of_the_changed_document() throws IOException {
        changed("rules.yaml", "rules:\n  - id: CONS-01\n    severity: hihg\n    severty: low\n");
        changed("intercept.yaml", "rules:\n  - nevr: a.example\n");
        changed("captive.yaml", "answers:\n  - {host: a.example, path: x, status: 204}\n");
        changed("consent.yaml", "butons: {agree: [好]}\n");
        Command.Result check = mingcha("config", "check", "--lang", "en");

        assertThat(check.code()).isEqualTo(Exit.FINDINGS);
        assertThat(check.out())
                .contains("data/config/rules.yaml:3:15  hihg is not a value here. Did you mean high?")
                .contains("data/config/rules.yaml:4:5  severty is not a key here. Did you mean severity?")
                .contains("data/config/intercept.yaml:2:5  nevr is not a key here")
                .contains("data/config/captive.yaml:2:29")
                .contains("data/config/consent.yaml:1:1  butons is not a key here");
        assertThat(mingcha("analyze", "run.har").code()).isEqualTo(Exit.WRONG_USE);
    }

    @Test
    void other_words_for_the_screen_make_another_digest() throws IOException {
        String before = mingcha("config", "check", "--lang", "en").out();
        changed("consent.yaml", "buttons: {agree: {add: [好呀]}}\n");
        String after = mingcha("config", "check", "--lang", "en").out();

        assertThat(before).contains("digest ");
        assertThat(after).contains("digest ").isNotEqualTo(before);
    }

    @Test
    void a_document_that_nothing_reads_is_reported() throws IOException {
        changed("rule.yaml", "rules: []\n");

        assertThat(mingcha("config", "check", "--lang", "en").out()).contains("rule.yaml", "Did you mean rules.yaml?");
    }

    @Test
    void a_type_that_nothing_finds_is_reported() throws IOException {
        changed(
                "data_types.yaml",
                "types:\n  - {id: shoe_size, group: identity, name: {zh: 鞋码, en: Shoe size}, sensitive: false}\n");
        assertThat(mingcha("config", "check", "--lang", "en").out()).contains("nothing finds shoe_size");

        changed("fields.yaml", "fields:\n  - {type: shoe_size, keys: [shoe_size], pattern: '3[4-9]|4[0-9]'}\n");
        assertThat(mingcha("config", "check").code()).isEqualTo(Exit.NOTHING_FOUND);
    }

    private static final String ADAPTER = """
            vendor: acme
            endpoints:
              - id: report
                hosts: ['*.tracker.example']
                path: '/*'
                source: 'https://acme.example/docs/report'
                checked: yes
                fields:
                  - {at: body.p, type: user_id_app, any: true}
                example:
                  request: 'POST https://log.tracker.example/1'
                  headers: {Content-Type: application/json}
                  body: '{"p":"u-4827193"}'
            """;

    @Test
    void a_vendor_is_added_and_its_field_found() throws IOException {
        Files.writeString(
                folder.resolve("run.har"),
                new HarText()
                        .post(
                                "2026-11-25T10:00:00Z",
                                "https://log.tracker.example/1",
                                "application/json",
                                "{\"p\":\"u-9938271\"}")
                        .text());
        assertThat(report().findValuesAsText("dataType")).doesNotContain("user_id_app");

        Files.createDirectories(folder.resolve("data/config/adapters"));
        changed("adapters/acme.yaml", ADAPTER);

        assertThat(report().findValuesAsText("dataType")).contains("user_id_app");
        assertThat(mingcha("config", "check").code()).isEqualTo(Exit.NOTHING_FOUND);
        assertThat(mingcha("config", "diff").out()).contains("adapters/acme.yaml\n");
    }

    @Test
    void a_text_in_a_language_that_is_none_is_told_with_its_place() throws IOException {
        Files.createDirectories(folder.resolve("data/config/adapters"));
        changed("adapters/acme.yaml", ADAPTER.replace("endpoints:", "name: {zh: 顶点, em: Acme}\nendpoints:"));

        Command.Result result = mingcha("config", "check");

        assertThat(result.code()).isEqualTo(Exit.FINDINGS);
        assertThat(result.all()).contains("adapters/acme.yaml:2:").contains("em");
    }

    @Test
    void what_is_called_almost_like_a_document_or_its_folder_is_told_and_not_passed_over() throws IOException {
        Path config = Files.createDirectories(folder.resolve("data/config"));
        Path adapters = Files.createDirectories(config.resolve("adapters"));

        assertRefused(
                Files.writeString(adapters.resolve("ACME.YAML"), ADAPTER),
                "capitals in its name",
                "Rename it to ACME.yaml");
        assertRefused(
                Files.writeString(config.resolve("rules.Yml"), ""), "capitals in its name", "Rename it to rules.yml");
        Files.delete(adapters);
        assertRefused(
                Files.createDirectory(config.resolve("Adapters")), "capitals in its name", "Rename it to adapters");
        assertRefused(
                Files.writeString(config.resolve("adapters"), ADAPTER),
                "a folder belongs here",
                "Make a folder adapters and move the file into it");
        assertThat(mingcha("config", "check").code()).isEqualTo(Exit.NOTHING_FOUND);
    }

    /** Whatever reads the configuration says so, until it is gone. */
    private void assertRefused(Path file, String... told) throws IOException {
        for (List<String> command : List.of(
                List.of("config", "check", "--lang", "en"),
                List.of("config", "diff", "--lang", "en"),
                List.of("analyze", "run.har", "--session", "session.yaml", "--lang", "en"))) {
            Command.Result result = mingcha(command.toArray(String[]::new));
            assertThat(result.code()).as(result.all()).isEqualTo(Exit.WRONG_USE);
            assertThat(result.err()).contains(file.toString()).contains(told);
        }
        Files.delete(file);
    }

    @Test
    void an_example_that_does_not_hold_what_its_adapter_says_is_reported() throws IOException {
        Files.createDirectories(folder.resolve("data/config/adapters"));
        changed("adapters/acme.yaml", ADAPTER.replace("at: body.p", "at: body.q"));

        Command.Result check = mingcha("config", "check", "--lang", "en");

        assertThat(check.code()).isEqualTo(Exit.FINDINGS);
        assertThat(check.out()).contains("report body.q: its example has no such field");
    }

    @Test
    void an_endpoint_of_a_shipped_vendor_is_taken_out() throws IOException {
        Files.createDirectories(folder.resolve("data/config/adapters"));
        changed("adapters/growingio.yaml", "endpoints: [{id: collect, disabled: true}]\n");

        assertThat(mingcha("config", "check").code()).isEqualTo(Exit.NOTHING_FOUND);
        assertThat(mingcha("config", "diff", "--lang", "en").out())
                .contains("adapters/growingio.yaml\n", "endpoints[collect]: removed");
    }

    @Test
    void a_field_and_a_worthless_value_are_added() throws IOException {
        changed("fields.yaml", "fields:\n  - {type: im_account, keys: [penguin], pattern: '[0-9]{5,11}'}\n");
        changed("discard.yaml", "values: {add: ['" + Person.PHONE + "'], remove: ['13800000000']}\n");

        assertThat(mingcha("config", "check").out()).doesNotContain("yaml:");
        assertThat(mingcha("config", "diff", "--lang", "en").out())
                .containsSubsequence(
                        "fields.yaml",
                        "fields: added {type: im_account, keys: [penguin]",
                        "discard.yaml",
                        "values: removed 13800000000",
                        "values: added");
    }
}
