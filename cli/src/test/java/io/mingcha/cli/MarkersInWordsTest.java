package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports call markers by what they mean, and an event by the marker that matters to it. */
class MarkersInWordsTest {
    @TempDir
    Path folder;

    private String analyse(String marker, String at, String language) throws IOException {
        return analyse(
                "persona: {known: {phone_number: ['13912345678']}}\n"
                        + "markers: [{kind: consent_accept, at: '2026-11-25T10:00:00Z'}, {kind: " + marker + ", at: '"
                        + at
                        + "'}]\n",
                language);
    }

    private String analyse(String rest, String language) throws IOException {
        Files.writeString(
                folder.resolve("a.har"),
                new HarText()
                        .post(
                                "2026-11-25T10:05:00Z",
                                "https://a.example/up",
                                "application/json",
                                "{\"phone\":\"13912345678\"}")
                        .text());
        Files.writeString(folder.resolve("s.yaml"), "app: {package: a.example, first_party: [a.example]}\n" + rest);
        return Command.mingcha(folder, "analyze", "a.har", "--session", "s.yaml", "--lang", language)
                .runHere()
                .out();
    }

    @Test
    void what_came_after_the_closing_of_an_account_is_told_by_that() throws IOException {
        assertThat(analyse("account_deleted", "2026-11-25T10:03:00Z", "en"))
                .contains("RIGHT-02", "120.000 s after account_deleted");
        assertThat(analyse("account_deleted", "2026-11-25T10:03:00Z", "zh"))
                .contains("注销完成 (account_deleted) 后 120.000 s");
    }

    @Test
    void of_a_marker_of_another_day_nobody_asks_for_the_second() throws IOException {
        assertThat(analyse("account_deleted", "2026-11-25T10:03:00Z", "en")).contains(".000 s after account_deleted");
        Files.writeString(
                folder.resolve("t.yaml"),
                "app: {package: a.example, first_party: [a.example]}\npersona: {known: {phone_number: ['13912345678']}}\n"
                        + "markers: [{kind: consent_accept, at: '2026-11-20T10:00:00Z'}, {kind: account_deleted, at: '2026-11-22T07:03:00Z'}]\n");
        assertThat(Command.mingcha(folder, "analyze", "a.har", "--session", "t.yaml", "--lang", "en")
                        .runHere()
                        .out())
                .contains("3 d 3 h after account_deleted");
    }

    /** Whoever agrees again soon after is nearer than the withdrawal that matters. */
    @Test
    void what_went_on_after_a_withdrawal_is_told_by_that_and_not_by_a_nearer_consent() throws IOException {
        String after = "markers: [{kind: consent_accept, at: '2026-11-25T09:00:00Z'},"
                + " {kind: consent_withdraw, at: '2026-11-25T10:02:00Z'}, {kind: consent_accept, at: '2026-11-25T10:05:30Z'}]\n";

        assertThat(analyse(after, "en"))
                .contains("CONS-07", "180.000 s after consent_withdraw")
                .doesNotContain("30.000 s before consent_accept");
    }

    @Test
    void of_what_came_within_the_window_of_a_marker_no_seconds_are_told() throws IOException {
        String within = "markers: [{kind: consent_accept, at: '2026-11-25T10:05:01Z',"
                + " not_before: '2026-11-25T10:04:58Z', not_after: '2026-11-25T10:05:02Z'}]\n";

        assertThat(analyse(within, "en"))
                .contains("CONS-01", "within the uncertainty of consent_accept")
                .doesNotContain("1.000 s before consent_accept");
    }

    @Test
    void what_a_rule_lacks_is_said_in_words() throws IOException {
        assertThat(analyse("account_deleted", "2026-11-25T10:03:00Z", "zh")).contains("标记 重新同意 (reconsent)");
        assertThat(analyse("account_deleted", "2026-11-25T10:03:00Z", "en")).contains("a marker reconsent");
    }

    @Test
    void every_marker_that_a_rule_lacks_has_a_chinese_name() throws IOException {
        assertThat(analyse("account_deleted", "2026-11-25T10:03:00Z", "zh"))
                .containsPattern("标记 \\p{IsHan}+ \\(ad_id_reset\\)")
                .doesNotContainPattern("标记 [a-z]");
    }
}
