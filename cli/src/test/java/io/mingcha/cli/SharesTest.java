package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two apps in one capture, one of which pins a host: the report says of each, and of each recipient, how much was read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharesTest {
    private Desk desk;
    private CaptureProcess capture;
    private String socks;

    @BeforeAll
    void record(@TempDir Path folder) {
        desk = Desk.in(folder);
        capture = desk.capture("--session", desk.sessionFile(), "--socks", "127.0.0.1:0");
        Matcher line = capture.command().waitForLine("(?i).*SOCKS.*127\\.0\\.0\\.1:(\\d+)");
        socks = line.group(1);
        Curl trusting = desk.curl(capture);
        get(trusting, "shop", "https://api.shop.example/a");
        get(trusting, "shop", "https://log.tracker.example/b");
        get(trusting, "bank", "https://log.tracker.example/c");
        Curl pinning = new Curl(folder, capture.proxy(), desk.world().authorityFile());
        for (int i = 0; i < 3; i++) {
            get(pinning, "bank", "https://pinned.bank.example/");
        }
        capture.waitForExchange("pinned.bank.example.*passed through after refusals");
        desk.here("stop");
        assertThat(capture.command().exitCode()).isZero();
    }

    @AfterAll
    void leave() {
        desk.close();
    }

    private void get(Curl curl, String app, String url) {
        curl.run("--proxy", "socks5h://" + app + ":x@127.0.0.1:" + socks, url);
    }

    private String analyse(String format, String language) {
        return desk.here("analyze", capture.session(), "--format", format, "--lang", language)
                .out();
    }

    private static JsonNode one(JsonNode array, String member, String value) {
        return Report.items(array).stream()
                .filter(e -> e.path(member).asText().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError(value + " is not in " + array));
    }

    @Test
    void each_app_has_its_shares_and_its_reasons_in_all_and_by_recipient() {
        Report report = Report.of(analyse("json", "en"));

        assertThat(report.breaches()).isEmpty();
        JsonNode clients = report.coverage().path("clients");
        assertThat(clients).hasSize(2);
        JsonNode shop = one(clients, "client", "shop");
        assertThat(shop.path("share").path("connections").asInt()).isEqualTo(2);
        assertThat(shop.path("share").path("connectionsRead").asInt()).isEqualTo(2);
        assertThat(shop.path("share").path("bytesRead"))
                .isEqualTo(shop.path("share").path("bytes"));
        assertThat(shop.path("share").path("unreadBy")).isEmpty();
        assertThat(shop.path("recipients")).hasSize(2);
        JsonNode bank = one(clients, "client", "bank");
        assertThat(bank.path("share").path("connections").asInt()).isEqualTo(4);
        assertThat(bank.path("share").path("connectionsRead").asInt()).isEqualTo(1);
        assertThat(bank.path("share").path("hosts").asInt()).isEqualTo(2);
        assertThat(bank.path("share").path("hostsRead").asInt()).isEqualTo(1);
        assertThat(bank.path("share").path("bytesRead").asLong())
                .isLessThan(bank.path("share").path("bytes").asLong());
        assertThat(bank.path("share").path("unreadBy").path("pinned").asInt()).isEqualTo(3);
        JsonNode pinned =
                one(bank.path("recipients"), "recipient", "bank.example").path("share");
        assertThat(pinned.path("connections").asInt()).isEqualTo(3);
        assertThat(pinned.path("connectionsRead").asInt()).isZero();
        assertThat(pinned.path("unreadBy").path("pinned").asInt()).isEqualTo(3);
        JsonNode tracker =
                one(bank.path("recipients"), "recipient", "tracker.example").path("share");
        assertThat(tracker.path("connections").asInt()).isOne();
        assertThat(tracker.path("connectionsRead").asInt()).isOne();
    }

    @Test
    void people_are_told_the_same_in_both_languages() {
        assertThat(analyse("text", "en")).contains("bank: 1 of 4 connections read", "shop: 2 of 2 connections read");
        assertThat(analyse("text", "zh")).contains("bank：读取了 1/4 个连接", "shop：读取了 2/2 个连接");
        assertThat(analyse("html", "zh"))
                .contains("How much was read", "读取了多少", "By device or app", "按设备或应用")
                .contains("1/4 (25 %)", "2/2 (100 %)")
                .contains("3 × ", "证书锁定：同一应用的其他主机可以读取");
    }
}
