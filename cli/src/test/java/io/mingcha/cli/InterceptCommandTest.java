package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingcha.cli.command.Exit;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is intercepted changes while a capture runs, and what could be read is told while it runs and afterwards. */
class InterceptCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.in(folder);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void rules_hold_from_now_on() {
        CaptureProcess capture = desk.capture();
        Curl curl = desk.curl(capture);
        Curl pinning = new Curl(folder, capture.proxy(), desk.world().authorityFile());
        assertThat(desk.here("intercept", "list").out()).contains("No rules");

        desk.here("intercept", "never", "*.bank.example");
        assertThat(pinning.get("https://pinned.bank.example/")).isEqualTo("well");
        desk.here("intercept", "block", "log.tracker.example");
        assertThat(curl.run("https://log.tracker.example/").code()).isNotZero();
        assertThat(curl.get("http://a.plain.example/")).isEqualTo("well");
        desk.here("intercept", "block", "*.plain.example");
        assertThat(curl.get("http://a.plain.example/")).contains("Mingcha", "blocked_by_rule");
        desk.here("intercept", "always", "img.shop.example");
        for (int i = 0; i < 3; i++) {
            assertThat(pinning.run("https://img.shop.example/").code()).isEqualTo(60);
        }
        for (int i = 0; i < 2; i++) {
            assertThat(pinning.run("https://geo.nearby.example/").code()).isEqualTo(60);
        }
        assertThat(pinning.get("https://geo.nearby.example/")).isEqualTo("well");
        assertThat(desk.here("intercept", "list").out())
                .contains("never  *.bank.example")
                .contains("block  log.tracker.example")
                .contains("always img.shop.example")
                .contains("learnt  passes geo.nearby.example  127.0.0.1");
        assertThat(desk.here("intercept", "forget", "*").code()).isZero();
        assertThat(pinning.run("https://geo.nearby.example/").code()).isEqualTo(60);
        assertThat(desk.here("intercept", "never", "a.*.b").code()).isEqualTo(Exit.WRONG_USE);
        desk.here("stop");
    }

    @Test
    void coverage_is_the_same_while_it_runs_when_it_is_stored_and_in_the_report() throws Exception {
        CaptureProcess capture = desk.capture();
        desk.curl(capture).get("https://api.shop.example/");
        desk.curl(capture).get("http://a.plain.example/");
        Curl pinning = new Curl(folder, capture.proxy(), desk.world().authorityFile());
        for (int i = 0; i < 3; i++) {
            pinning.run("https://pinned.bank.example/");
        }
        capture.waitForExchange("pinned.bank.example.*passed through after refusals");
        String text = desk.here("coverage").out();
        JsonNode live = JSON.readTree(desk.here("coverage", "--format", "json").out());
        desk.here("stop");
        capture.command().exitCode();
        JsonNode stored = JSON.readTree(
                desk.here("coverage", capture.session(), "--format", "json").out());
        Report report = Report.of(
                desk.here("analyze", capture.session(), "--format", "json").out());

        assertThat(text)
                .contains("read 2 of 5 connections (40 %)")
                .contains("127.0.0.1  read 2 of 5")
                .contains("✗ pinned.bank.example")
                .contains("QUIC went past the proxy cannot be known");
        assertThat(live.path("connections").asInt()).isEqualTo(5);
        assertThat(live.path("connectionsRead").asInt()).isEqualTo(2);
        assertThat(live.path("hosts").asInt()).isEqualTo(3);
        assertThat(live.path("hostsRead").asInt()).isEqualTo(2);
        assertThat(live.path("unreadBy").size()).isOne();
        assertThat(stored).isEqualTo(live);
        assertThat(report.coverage().path("unreadBy")).isEqualTo(live.path("unreadBy"));
        assertThat(report.coverage().path("unread").asInt()).isEqualTo(3);
        assertThat(capture.command().out()).contains("Why unread: mingcha coverage");
    }
}
