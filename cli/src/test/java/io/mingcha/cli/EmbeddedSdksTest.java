package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mingcha.cli.command.Exit;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SDKs that share a host, and pages within an app and within mini-program hosts, recorded through the real proxy. */
class EmbeddedSdksTest {
    private static final String PHONE = "{\"phone\":\"" + Person.PHONE + "\"}";

    @Test
    void who_speaks_to_a_shared_host_and_from_what_kind_of_page_is_told(@TempDir Path folder) throws Exception {
        try (Desk desk = Desk.in(folder)) {
            CaptureProcess capture = desk.capture("--session", desk.sessionFile());
            Curl curl = desk.curl(capture);
            curl.get("http://collect.plain.example/matomo.php?idsite=1&rec=1&_id=0123456789abcdef&uid=u-4827193");
            curl.post(
                    "http://collect.plain.example/openrtb2/auction",
                    "{\"id\":\"1\",\"imp\":[{\"id\":\"1\"}],\"device\":{\"geo\":{\"lat\":31.230451,\"lon\":121.473712}}}");
            curl.post("http://collect.plain.example/other", PHONE);
            // the path tells the service on a host that several share
            curl.post("https://log.tracker.example/x", "{\"oaid\":\"" + Person.OAID + "\"}");
            from(curl, "https://servicewechat.com/wx0a1b2c3d4e5f6a7b/12/page-frame.html", "geo.nearby.example");
            from(
                    curl,
                    "https://2021001234567890.hybrid.alipay-eco.com/2021001234567890/0.2/index.html",
                    "pinned.bank.example");
            from(curl, "https://m.shop.example/pay", "log.tracker.example");
            assertThat(desk.run("stop").code()).isEqualTo(Exit.NOTHING_FOUND);

            JsonNode report = new ObjectMapper()
                    .readTree(desk.run("analyze", "latest", "--format", "json").out());

            assertThat(recipient(report, "plain.example").path("sdks"))
                    .extracting(JsonNode::asText)
                    .containsExactly("matomo", "openrtb");
            assertThat(recipient(report, "nearby.example").path("sdks")).isEmpty();
            assertThat(handedOver(report))
                    .contains("nearby.example", "bank.example")
                    .doesNotContain("tracker.example");
            assertThat(desk.run("analyze", "latest", "--lang", "en").out())
                    .contains("(third party, collect.plain.example; SDK: Matomo, OpenRTB bid request)");
            assertThat(desk.run("analyze", "latest", "--lang", "zh").out()).contains("SDK: Matomo, OpenRTB 竞价请求)");
        }
    }

    private static void from(Curl curl, String page, String host) {
        Command.Result sent = curl.run(
                "-e",
                page,
                "-H",
                "Content-Type: application/json",
                "--data-binary",
                PHONE,
                "https://" + host + "/enter");
        assertThat(sent.code()).as(sent.err()).isZero();
    }

    private static JsonNode recipient(JsonNode report, String id) {
        return StreamSupport.stream(report.path("recipients").spliterator(), false)
                .filter(r -> r.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** To whom a page within the app hands somebody's data. */
    private static List<String> handedOver(JsonNode report) {
        return StreamSupport.stream(report.path("findings").spliterator(), false)
                .filter(f -> f.path("rule").asText().equals("TP-05"))
                .map(f -> f.path("recipient").asText())
                .toList();
    }
}
