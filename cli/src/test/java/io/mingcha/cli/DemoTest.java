package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingcha.cli.command.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer sees first. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTest {
    private static final String ORDER_NUMBER = "13912345678";

    private Path out;
    private Command.Result result;
    private Report accepted;
    private Report refused;

    @BeforeAll
    void play(@TempDir Path folder) throws IOException {
        result = Command.mingcha(folder, "demo", "--out", "demo").run();
        out = folder.resolve("demo");
        accepted = Report.of(Files.readString(out.resolve("accept.json")));
        refused = Report.of(Files.readString(out.resolve("refuse.json")));
    }

    private static List<JsonNode> hashedDeviceIdentifiers(Report report) {
        return report.exposures(e -> e.path("method").asText().equals("known_value_hash")
                && e.path("party").asText().equals("third")
                && e.path("phase").asText().startsWith("before_"));
    }

    @Test
    void it_ends_by_itself_with_findings() {
        assertThat(result.code()).as(result.all()).isEqualTo(Exit.FINDINGS);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("CONS-02").contains("accept.html").contains("mingcha init");
    }

    @Test
    void both_sessions_are_written_in_every_form() throws IOException {
        for (String session : List.of("accept", "refuse")) {
            assertThat(Files.readString(out.resolve(session + ".html"))).startsWith("<!doctype html>");
            assertThat(Report.parse(Files.readString(out.resolve(session + ".har")))
                            .path("log")
                            .path("entries")
                            .size())
                    .isGreaterThan(3);
        }
        assertThat(accepted.breaches()).isEmpty();
        assertThat(refused.breaches()).isEmpty();
    }

    @Test
    void a_hashed_device_identifier_reaches_a_third_party_before_consent() {
        assertThat(hashedDeviceIdentifiers(accepted)).isNotEmpty();
        assertThat(hashedDeviceIdentifiers(refused)).isNotEmpty();
        assertThat(accepted.fired()).contains("CONS-01", "CONS-02");
    }

    @Test
    void a_position_reaches_an_undeclared_third_party_inside_three_layers() {
        JsonNode position = accepted.exposures(e -> e.path("dataType").asText().equals("precise_location")
                        && e.path("party").asText().equals("third"))
                .get(0);
        String recipient = position.path("recipient").asText();

        assertThat(position.path("path").asText()).containsSubsequence("form:data", "base64", "gzip", "json $");
        assertThat(Report.items(accepted.json().path("recipients")))
                .filteredOn(r -> r.path("id").asText().equals(recipient))
                .singleElement()
                .matches(r -> !r.path("declared").asBoolean());
        assertThat(accepted.findings("TP-02"))
                .anyMatch(f -> f.path("recipient").asText().equals(recipient));
    }

    @Test
    void a_phone_number_goes_over_plain_http() {
        assertThat(accepted.fired()).contains("SEC-01");
        assertThat(accepted.exposuresOf("phone_number"))
                .anyMatch(e -> e.path("host").asText().startsWith("sms."));
    }

    @Test
    void an_address_book_is_uploaded() {
        assertThat(accepted.exposures(e -> e.path("method").asText().equals("bulk_shape")))
                .singleElement()
                .matches(e -> e.path("count").asInt() >= 5);
    }

    @Test
    void a_resident_id_is_sent_after_refusal() {
        assertThat(refused.exposuresOf("resident_id"))
                .singleElement()
                .matches(e -> e.path("phase").asText().equals("after_refusal"));
        assertThat(refused.fired()).contains("CONS-04");
    }

    @Test
    void one_host_cannot_be_read_and_says_so() {
        for (Report report : List.of(accepted, refused)) {
            assertThat(report.coverage().path("unread").asInt()).isEqualTo(2);
            assertThat(report.coverage().path("unreadBy").path("pinned").asInt())
                    .isEqualTo(2);
            assertThat(report.coverage().path("limits").toString()).contains("pinned.bank.example");
            assertThat(report.coverage().path("verdict").asBoolean()).isTrue();
        }
    }

    @Test
    void look_alikes_are_not_reported() {
        assertThat(accepted.exposures())
                .noneMatch(e -> e.path("path").asText().matches(".*(order_no|ts|amount|box|ratio).*"));
        assertThat(accepted.json().toString()).doesNotContain(ORDER_NUMBER);
        assertThat(result.out()).contains("Look-alikes that were not reported");
    }
}
