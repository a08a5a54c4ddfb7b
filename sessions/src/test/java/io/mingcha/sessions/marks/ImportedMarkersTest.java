package io.mingcha.sessions.marks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.flows.Marker;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ImportedMarkersTest {
    @Test
    void a_table_gives_its_markers_with_their_windows() {
        List<Marker> markers = MarkerTable.parse("m.csv", """
                kind,at,not_before,not_after
                consent_accept,2026-11-26T10:00:05.250+08:00,2026-11-26T10:00:05+08:00,2026-11-26T10:00:06+08:00

                "separate_consent[face]",2026-11-26T10:01:00+08:00,,
                """);

        assertThat(markers).extracting(Marker::label).containsExactly("consent_accept", "separate_consent[face]");
        assertThat(markers.get(0).notBefore()).isEqualTo(Instant.parse("2026-11-26T02:00:05Z"));
        assertThat(markers.get(1).notAfter()).isEqualTo(markers.get(1).at());
    }

    @Test
    void everything_wrong_with_a_table_is_told_with_its_line() {
        assertThatThrownBy(
                        () -> MarkerTable.parse(
                                "m.csv",
                                "kind,at,not_after\nconsent_acept,2026-11-26T10:00:00Z,\nlogin,soon,\nlogin,2026-11-26T10:00:00Z,2026-11-26T09:00:00Z\n"))
                .hasMessageContaining("m.csv:2:1  consent_acept is not a kind of marker. Did you mean consent_accept?")
                .hasMessageContaining("m.csv:3:1  soon is not a time")
                .hasMessageContaining("m.csv:4:1  at lies between");
        assertThatThrownBy(() -> MarkerTable.parse("m.csv", "kind,when\nlogin,x\n"))
                .hasMessageContaining("when is not a column")
                .hasMessageContaining("the column at is missing");
        assertThatThrownBy(() -> MarkerTable.parse("m.csv", "")).hasMessageContaining("empty");
    }

    @Test
    void a_devices_log_gives_markers_by_its_own_clock_put_right() {
        DeviceLog log = new DeviceLog(
                Map.of(Pattern.compile("PrivacyDialog: agreed"), "consent_accept"),
                Duration.ofSeconds(90),
                Duration.ofMillis(40),
                ZoneId.of("Asia/Shanghai"),
                2026);
        List<Marker> markers = log.markers("""
                --------- beginning of main
                11-26 10:01:35.250  4242  4242 I PrivacyDialog: agreed
                2026-11-26 10:01:36.250 +0800  4242  4242 I PrivacyDialog: agreed
                        1795658497.250  4242  4242 I PrivacyDialog: agreed
                11-26 10:01:38.000  4242  4242 I Other: thing
                13-45 99:01:38.000  4242  4242 I PrivacyDialog: agreed
                """);

        assertThat(markers)
                .extracting(Marker::kind)
                .containsOnly("consent_accept")
                .hasSize(3);
        assertThat(markers.get(0).at()).isEqualTo(Instant.parse("2026-11-26T02:00:05.250Z"));
        assertThat(markers.get(1).at()).isEqualTo(Instant.parse("2026-11-26T02:00:06.250Z"));
        assertThat(markers.get(2).at()).isEqualTo(Instant.ofEpochSecond(1795658497L - 90, 250_000_000));
        assertThat(Duration.between(markers.get(0).notBefore(), markers.get(0).notAfter()))
                .isEqualTo(Duration.ofMillis(80));
    }
}
