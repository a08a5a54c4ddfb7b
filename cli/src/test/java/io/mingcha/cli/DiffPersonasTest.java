package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingcha.cli.command.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One plan, two personas, each twice; what stands in {@code d} is read by nobody. */
class DiffPersonasTest {
    private static final String OTHER_IMEI = "861536030196001";
    private static final String FIRST = "Zm1x8Qe2c0PpVJt5uLk3aR7yHd9sWbN4";
    private static final String SECOND = "gT6oXvB1nCz0KqYwE8iMhS2rAf5jUl7D";

    @TempDir
    Path folder;

    @BeforeEach
    void runs() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), Person.SESSION);
        Files.writeString(folder.resolve("b.yaml"), Person.SESSION.replace(Person.IMEI, OTHER_IMEI));
        run("a.har", FIRST, Person.IMEI, "k1");
        run("b.har", SECOND, OTHER_IMEI, "k2");
        run("a2.har", FIRST, Person.IMEI, "k3");
        run("b2.har", SECOND, OTHER_IMEI, "k4");
    }

    private void run(String name, String d, String imei, String nonce) throws IOException {
        HarText har = new HarText();
        for (int i = 0; i < 2; i++) {
            har.post(
                    "2026-11-25T10:00:0" + i + "Z",
                    "https://log.tracker.example/1",
                    "application/json",
                    "{\"d\":\"" + d + "\",\"imei\":\"" + imei + "\",\"token\":\"" + Person.md5(nonce) + "\"}");
        }
        Files.writeString(folder.resolve(name), har.text());
    }

    private Command.Result diff(String... args) {
        String[] all = new String[args.length + 5];
        all[0] = "diff-personas";
        System.arraycopy(args, 0, all, 1, args.length);
        System.arraycopy(new String[] {"--session-a", "a.yaml", "--session-b", "b.yaml"}, 0, all, args.length + 1, 4);
        return Command.mingcha(folder, all).runHere();
    }

    @Test
    void what_follows_the_persona_is_told_apart_from_what_is_explained_and_masked() {
        Command.Result result = diff("a.har", "b.har", "a2.har", "b2.har", "--lang", "en");

        assertThat(result.code()).isEqualTo(Exit.FINDINGS);
        assertThat(result.out())
                .containsSubsequence(
                        "The personas differ in: IMEI",
                        "Varies with the persona, unexplained: IMEI",
                        "POST log.tracker.example/*  ",
                        "$.d",
                        "seen 8 times, 4 pairs agree · p ≤ 2^-",
                        "explained by detection",
                        "$.imei")
                .doesNotContain("token", FIRST, SECOND, Person.IMEI, OTHER_IMEI);
        assertThat(diff("a.har", "b.har", "a2.har", "b2.har", "--reveal").out()).contains(FIRST, SECOND);
        assertThat(diff("a.har", "b.har", "a2.har", "b2.har", "--lang", "zh").out())
                .contains("随身份变化，未得到解释", "检测已能解释");
    }

    @Test
    void without_repeats_it_is_only_suspected() throws IOException {
        JsonNode report = new ObjectMapper()
                .readTree(diff("a.har", "b.har", "--format", "json").out());

        assertThat(report.path("repeated").asBoolean()).isFalse();
        assertThat(report.path("differingTypes").get(0).asText()).isEqualTo("imei");
        assertThat(report.path("fields").findValuesAsText("verdict"))
                .contains("suspected", "explained")
                .doesNotContain("convicted");
        assertThat(diff("a.har", "b.har", "--lang", "en").out()).contains("Not repeated: neither chance");
    }

    @Test
    void one_persona_twice_shows_nothing_and_three_runs_are_no_comparison() {
        assertThat(diff("a.har", "a.har", "a2.har", "a2.har").code()).isEqualTo(Exit.NOTHING_FOUND);
        assertThat(diff("a.har", "b.har", "a2.har").code()).isEqualTo(Exit.WRONG_USE);
    }
}
