package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mingcha.cli.command.Exit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/report.schema.json} is a contract, and values stay hidden until asked for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportContractTest {
    private static final String[] JUDGED = {"--session", "session.yaml", "--key", "of this test"};

    private Desk desk;
    private Command.Result json;
    private Command.Result revealed;

    @BeforeAll
    void analyse(@TempDir Path folder) {
        desk = Desk.in(folder);
        desk.write("session.yaml", Person.SESSION + """
                        markers:
                          - {kind: privacy_prompt_shown, at: "2026-11-25T10:00:02Z"}
                          - {kind: consent_accept, at: "2026-11-25T10:00:05Z", not_before: "2026-11-25T10:00:04.9Z"}
                          - {kind: background, at: "2026-11-25T10:01:00Z"}
                        """);
        desk.write("x.har", traffic());
        json = command("json").run();
        revealed = analyse("json", "--reveal");
    }

    @AfterAll
    void leave() {
        desk.close();
    }

    private Command.Result analyse(String format, String... more) {
        return command(format, more).runHere();
    }

    private Command command(String format, String... more) {
        List<String> args = new ArrayList<>(List.of("analyze", "x.har", "--format", format));
        args.addAll(List.of(JUDGED));
        args.addAll(List.of(more));
        return desk.command(args.toArray(String[]::new));
    }

    /** Every value of the person, in many places and forms, one of them a key. */
    private static String traffic() {
        String position = "{\"gps\":{\"lat\":" + Person.LATITUDE + ",\"lng\":" + Person.LONGITUDE + "}}";
        return new HarText()
                .post(
                        "2026-11-25T10:00:01.5Z",
                        "https://log.tracker.example/sdk",
                        "application/json",
                        "{\"did\":\"" + Person.md5(Person.IMEI) + "\",\"oaid\":\"" + Person.OAID + "\"}",
                        "X-Device",
                        Person.IMEI,
                        "Cookie",
                        "uid=" + Person.PHONE + "; o=" + Person.OAID,
                        "Referer",
                        "https://api.shop.example/u/" + Person.PHONE + "?e=" + Person.EMAIL)
                .get("2026-11-25T10:00:03Z", "http://api.shop.example/user/" + Person.PHONE + "/p?mail=" + Person.EMAIL)
                .post(
                        "2026-11-25T10:00:10Z",
                        "https://geo.nearby.example/c",
                        "application/x-www-form-urlencoded",
                        "data=" + URLEncoder.encode(Wrapped.gzipBase64(position), StandardCharsets.UTF_8))
                .post(
                        "2026-11-25T10:00:11Z",
                        "https://geo.nearby.example/k",
                        "application/json",
                        "{\"" + Person.PHONE + "\":{\"imei\":\"" + Person.IMEI + "\"}}")
                .post(
                        "2026-11-25T10:02:00Z",
                        "https://log.tracker.example/beat",
                        "application/json",
                        "{\"list\":[\"" + Person.md5(Person.PHONE) + "\",\"138-0013-8123\",\"+86" + Person.PHONE
                                + "\"],\"password\":\"hunter2secret\",\"idcard\":\"11010519491231002X\"}")
                .text();
    }

    @Test
    void a_report_keeps_the_contract_masked_and_revealed() {
        assertThat(json.code()).isEqualTo(Exit.FINDINGS);
        assertThat(Report.of(json.out()).breaches()).isEmpty();
        assertThat(Report.of(revealed.out()).breaches()).isEmpty();
    }

    @Test
    void the_contract_allows_no_member_that_it_does_not_name() {
        assertThat(openObjects(Report.schemaText(), "#")).isEmpty();
        Report report = Report.of(json.out());
        ((ObjectNode) report.json()).put("surprise", 1);
        ((ObjectNode) report.json().path("exposures").get(0)).remove("phase");
        ((ObjectNode) report.json().path("exposures").get(1)).put("method", "guess");

        assertThat(report.breaches()).hasSize(3);
    }

    /** Objects of the schema that name properties and let others in. */
    private static List<String> openObjects(JsonNode node, String at) {
        List<String> open = new ArrayList<>();
        boolean named =
                node.path("properties").isObject() && node.path("type").asText().equals("object");
        if (named
                && !(node.path("additionalProperties").isBoolean()
                        && !node.path("additionalProperties").asBoolean())) {
            open.add(at);
        }
        node.fields().forEachRemaining(f -> open.addAll(openObjects(f.getValue(), at + "/" + f.getKey())));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            open.addAll(openObjects(node.get(i), at + "/" + i));
        }
        return open;
    }

    @Test
    void findings_point_at_exposures_that_exist_and_every_rule_has_one_state() {
        Report report = Report.of(json.out());
        int exposures = report.exposures().size();

        for (JsonNode finding : Report.items(report.json().path("findings"))) {
            assertThat(Report.items(finding.path("exposures"))).allMatch(i -> i.asInt() < exposures);
            assertThat(report.fired()).contains(finding.path("rule").asText());
        }
        assertThat(Report.items(report.json().path("rules")))
                .extracting(r -> r.path("rule").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void each_value_is_found_where_it_stands() {
        Report report = Report.of(revealed.out());

        assertThat(report.exposuresOf("imei"))
                .extracting(e -> e.path("location").asText())
                .contains("body", "header");
        assertThat(report.exposuresOf("phone_number"))
                .extracting(e -> e.path("location").asText())
                .contains("cookie", "path", "referer", "body");
        assertThat(report.exposuresOf("email"))
                .extracting(e -> e.path("location").asText())
                .contains("url_query", "referer");
        assertThat(report.exposuresOf("precise_location"))
                .singleElement()
                .matches(e -> e.path("path").asText().contains("gzip"));
        assertThat(report.exposures())
                .extracting(e -> e.path("phase").asText())
                .contains("before_notice", "before_consent", "after_consent");
    }

    @Test
    void a_revealed_known_value_is_the_one_of_the_session_file_and_all_else_stays_the_same() {
        Report masked = Report.of(json.out());
        Report open = Report.of(revealed.out());

        assertThat(open.exposuresOf("imei"))
                .allMatch(e -> e.path("value").asText().equals(Person.IMEI));
        assertThat(open.exposuresOf("phone_number"))
                .allMatch(e -> e.path("value").asText().equals(Person.PHONE));
        assertThat(open.exposuresOf("resident_id"))
                .allMatch(e -> e.path("value").asText().equals("11010519491231002X"));
        open.exposures().forEach(e -> ((ObjectNode) e).remove("value"));
        assertThat(open.json()).isEqualTo(masked.json());
    }

    @Test
    void equal_values_have_equal_digests_and_another_key_gives_others() {
        Report report = Report.of(json.out());
        Report other = Report.of(
                desk.run("analyze", "x.har", "--session", "session.yaml", "--key", "another", "--format", "json")
                        .out());

        assertThat(report.exposuresOf("phone_number"))
                .extracting(e -> e.path("digest").asText())
                .hasSizeGreaterThan(4)
                .containsOnly(
                        report.exposuresOf("phone_number").get(0).path("digest").asText());
        assertThat(other.exposuresOf("imei").get(0).path("digest"))
                .isNotEqualTo(report.exposuresOf("imei").get(0).path("digest"));
    }

    @Test
    void the_same_file_session_key_and_configuration_give_the_same_bytes() {
        assertThat(command("json").run().out()).isEqualTo(json.out());
    }

    @Test
    void no_report_shows_a_value_unless_asked_to() {
        for (String text :
                List.of(json.out(), analyse("text").out(), analyse("html").out())) {
            assertThat(text).isNotEmpty();
            assertThat(Person.secrets()).noneMatch(text::contains);
            assertThat(text).doesNotContain("hunter2secret").doesNotContain("11010519491231002X");
        }
    }

    @Test
    void every_form_shows_them_if_asked_to() {
        assertThat(analyse("text", "--reveal").out()).contains(Person.IMEI);
        assertThat(analyse("html", "--reveal").out()).contains(Person.IMEI).contains("11010519491231002X");
        assertThat(revealed.out()).contains(Person.IMEI).contains(Person.PHONE);
    }

    @Test
    void no_exchange_that_is_shown_shows_a_value_unless_asked_to() {
        String id = desk.here("import", "x.har", "--session", "session.yaml")
                .out()
                .replaceAll("(?s).*session (\\S+)\\. .*", "$1");
        StringBuilder shown = new StringBuilder(desk.here("show", id).out());
        for (int i = 0; i < 5; i++) {
            shown.append(desk.here("show", id, "--flow", String.valueOf(i)).out());
        }

        assertThat(shown).contains("exposure(s)");
        assertThat(Person.secrets()).noneMatch(shown.toString()::contains);
    }
}
