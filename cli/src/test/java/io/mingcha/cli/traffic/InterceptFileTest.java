package io.mingcha.cli.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.proxy.policy.InterceptRule;
import io.mingcha.settings.InvalidDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterceptFileTest {
    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong();
    private final List<String> complaints = new ArrayList<>();

    private InterceptFile open(Path file) {
        return new InterceptFile(
                file, folder.resolve("own.yaml"), wrong -> complaints.add(wrong.getMessage()), clock::get);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("intercept.yaml"), text);
    }

    private void later() {
        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
    }

    @Test
    void all_that_a_rule_can_say() throws Exception {
        InterceptFile file = open(write("""
                rules:
                  - never: ["*.bank.example", pay.example]
                    ports: [443, 8443]
                    clients: [192.168.1.0/24, com.example.app]
                    ja4: t13d1516h2_8daaf6152771_02713d6af862
                    reason: {zh: 手机银行, en: online banking}
                  - block: "*"
                """));
        List<InterceptRule> rules = file.get().list();
        assertThat(rules).hasSize(2);
        assertThat(rules.get(0).action()).isEqualTo(InterceptRule.Action.NEVER);
        assertThat(rules.get(0).hosts()).hasSize(2);
        assertThat(rules.get(0).ports()).containsExactlyInAnyOrder(443, 8443);
        assertThat(rules.get(0).clients()).hasSize(2);
        assertThat(rules.get(0).ja4()).hasSize(1);
        assertThat(rules.get(0).reason().zh()).isEqualTo("手机银行");
        assertThat(rules.get(0).source()).isEqualTo("config/intercept.yaml:2");
        assertThat(rules.get(1).action()).isEqualTo(InterceptRule.Action.BLOCK);
    }

    @Test
    void the_shipped_file_and_none_at_all_rule_nothing() {
        assertThat(open(Path.of("..", "config", "intercept.yaml")).get().list()).isEmpty();
        assertThat(open(folder.resolve("absent.yaml")).get().list()).isEmpty();
    }

    @Test
    void mistakes_are_named_with_their_lines() throws Exception {
        Path file = write("""
                rules:
                  - nevr: [a.example]
                  - never: [a.example]
                    portz: [443]
                    ja4: [abc]
                  - always: ["a.*.example"]
                    ports: [0]
                """);
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("intercept.yaml:2:")
                .hasMessageContaining("Did you mean never?")
                .hasMessageContaining("intercept.yaml:4:")
                .hasMessageContaining("Did you mean ports?")
                .hasMessageContaining("intercept.yaml:5:")
                .hasMessageContaining("not a JA4")
                .hasMessageContaining("intercept.yaml:6:")
                .hasMessageContaining("intercept.yaml:7:");
    }

    @Test
    void a_change_is_seen_within_a_second_and_a_mistake_changes_nothing() throws Exception {
        InterceptFile file = open(write("rules: []\n"));
        write("rules: [{never: a.example}]\n");
        assertThat(file.get().list()).isEmpty();
        later();
        assertThat(file.get().list()).hasSize(1);
        write("rules: [{nver: a.example}, {block: b.example}]\n");
        later();
        assertThat(file.get().list()).hasSize(1);
        later();
        assertThat(file.get().list()).hasSize(1);
        assertThat(complaints).singleElement().asString().contains("Did you mean never?");
        write("rules: [{never: a.example}, {block: b.example}]\n");
        later();
        assertThat(file.get().list()).hasSize(2);
    }

    @Test
    void the_analysts_rules_come_before_the_shipped_ones_and_are_watched_too() throws Exception {
        InterceptFile file = open(write("rules: [{never: a.example}]"));
        Files.writeString(folder.resolve("own.yaml"), "rules: [{block: b.example}]");
        later();

        assertThat(file.get().list())
                .extracting(InterceptRule::action)
                .containsExactly(InterceptRule.Action.BLOCK, InterceptRule.Action.NEVER);
    }
}
