package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A finding that rests on a number tells it beside its threshold. */
class MeasuredFindingsTest {
    private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

    @TempDir
    Path folder;

    private String analyse(String scene, int every, String... more) throws IOException {
        HarText har = new HarText();
        for (int i = 0; i < 40; i++) {
            har.post(
                    START.plusSeconds((long) i * every).toString(),
                    "https://a.example/up",
                    "application/json",
                    "{\"lat\":31.230416,\"lng\":121.473701}");
        }
        Files.writeString(folder.resolve("a.har"), har.text());
        Files.writeString(
                folder.resolve("s.yaml"),
                "app: {package: a.example, first_party: [a.example]}\n"
                        + "persona: {known: {precise_location: ['31.230416,121.473701']}}\n"
                        + "markers: [{kind: scene_enter, argument: " + scene + ", at: '2026-11-25T09:59:00Z'}]\n");
        String[] arguments = {"analyze", "a.har", "--session", "s.yaml"};
        String[] all = new String[arguments.length + more.length];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Command.mingcha(folder, all).runHere().out();
    }

    @Test
    void how_often_is_told_beside_how_often_it_may_be_in_that_scene_and_when() throws IOException {
        assertThat(analyse("delivery_tracking", 2, "--lang", "en"))
                .contains(
                        "FREQ-01", "measured: Precise location", "30 times within 60 s (threshold: > 12)", "+58.000 s");
        assertThat(analyse("delivery_tracking", 2, "--lang", "zh")).contains("测得：", "60 秒内 30 次（阈值：> 12）");
    }

    @Test
    void only_the_condition_that_holds_is_told() throws IOException {
        assertThat(analyse("navigation", 2, "--lang", "en")).doesNotContain("within 60 s");
    }

    @Test
    void programs_read_what_was_measured_and_the_report_keeps_its_contract() throws IOException {
        Report report = Report.of(analyse("delivery_tracking", 2, "--format", "json"));

        assertThat(report.breaches()).isEmpty();
        JsonNode measure = StreamSupport.stream(report.json().path("findings").spliterator(), false)
                .filter(f -> f.path("rule").asText().equals("FREQ-01"))
                .findFirst()
                .orElseThrow()
                .path("measures")
                .path(0);
        assertThat(measure.path("fact").asText()).isEqualTo("field.per_minute");
        assertThat(measure.path("dataType").asText()).isEqualTo("precise_location");
        assertThat(measure.path("value").asDouble()).isEqualTo(30);
        assertThat(measure.path("limit").asDouble()).isEqualTo(12);
    }
}
