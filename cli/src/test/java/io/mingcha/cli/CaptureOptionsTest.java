package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mingcha.certs.LeafRequest;
import io.mingcha.cli.command.Exit;
import io.mingcha.testkit.Script;
import io.mingcha.testkit.TestServer;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureOptionsTest {
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
    void credentials_are_asked_for_and_go_no_further() {
        CaptureProcess capture = desk.capture("--auth", "phone-1:secret-word");
        Curl curl = desk.curl(capture);
        Command.Result without = curl.run("http://a.plain.example/");
        Command.Result wrong = curl.run("--proxy-user", "phone-1:guess", "https://api.shop.example/");
        Command.Result with = curl.run("--proxy-user", "phone-1:secret-word", "https://api.shop.example/in");
        Command.Result plain = curl.run("--proxy-user", "phone-1:secret-word", "http://a.plain.example/in");
        capture.waitForExchange("a\\.plain\\.example/in");
        desk.here("export", capture.session(), "--out", "x.har");
        desk.here("stop");

        assertThat(without.out()).doesNotContain("well");
        assertThat(wrong.code()).isEqualTo(56);
        assertThat(with.out()).isEqualTo("well");
        assertThat(plain.out()).isEqualTo("well");
        assertThat(capture.command().exitCode()).isZero();
        assertThat(desk.read("x.har"))
                .contains("phone-1")
                .doesNotContain("secret-word")
                .doesNotContainIgnoringCase("proxy-authorization");
    }

    @Test
    void a_host_that_is_passed_through_keeps_its_own_certificate_and_is_recorded_as_not_read() {
        CaptureProcess capture = desk.capture("--pass-through", "*.bank.example");
        Curl pinning = new Curl(folder, capture.proxy(), desk.world().authorityFile());

        assertThat(pinning.get("https://pinned.bank.example/")).isEqualTo("well");
        capture.waitForExchange("tls://pinned\\.bank\\.example.*\\[unread: passed through\\]");
    }

    @Test
    void a_bad_certificate_is_an_error_an_equally_bad_one_or_nothing() {
        LeafRequest selfSigned = new LeafRequest(List.of("self.example"), LeafRequest.Signer.SELF, Optional.empty());
        TestServer server = desk.world().tls(selfSigned, Script.saying("self"));
        String resolve = "self.example=127.0.0.1:" + server.port();

        CaptureProcess strict = desk.capture("--resolve", resolve, "--data", "strict");
        Command.Result refused = curl(strict, "strict").run("https://self.example/");
        CaptureProcess mirror = desk.capture("--resolve", resolve, "--data", "mirror", "--upstream-verify", "mirror");
        Command.Result mirrored = curl(mirror, "mirror").run("https://self.example/");
        CaptureProcess ignore = desk.capture("--resolve", resolve, "--data", "ignore", "--upstream-verify", "ignore");
        Command.Result ignored = curl(ignore, "ignore").run("https://self.example/");

        assertThat(refused.out()).contains("upstream_certificate");
        strict.waitForExchange("self\\.example.*\\[failed: server certificate invalid\\]");
        assertThat(mirrored.code()).isEqualTo(60);
        assertThat(ignored.out()).isEqualTo("self");
    }

    private Curl curl(CaptureProcess capture, String data) {
        desk.here("ca", "export", "--data", data, "--out", data + ".pem");
        return new Curl(folder, capture.proxy(), desk.file(data + ".pem"));
    }

    @Test
    void this_machine_is_no_destination_unless_allowed() {
        TestServer here = desk.world().plain(Script.saying("private"));
        String url = "http://127.0.0.1:" + here.port() + "/";
        RunningCommand refusing = desk.start("capture", "--listen", "127.0.0.1:0", "--data", "refusing");
        RunningCommand allowing =
                desk.start("capture", "--listen", "127.0.0.1:0", "--data", "allowing", "--allow-loopback");

        assertThat(curl(CaptureProcess.of(refusing), "refusing").run(url).out()).contains("destination_refused");
        refusing.waitForLine("\\[blocked: destination refused\\]");
        assertThat(here.connections()).isZero();
        assertThat(curl(CaptureProcess.of(allowing), "allowing").run(url).out()).isEqualTo("private");
    }

    @Test
    void who_is_not_allowed_is_turned_away_and_the_terminal_says_how_to_let_it_in() {
        RunningCommand capture = desk.start("capture", "--listen", "0.0.0.0:0", "--allow", "203.0.113.0/24");
        int port = Integer.parseInt(
                capture.waitForLine("proxy at 0\\.0\\.0\\.0:(\\d+)").group(1));
        Curl curl = new Curl(folder, new InetSocketAddress("127.0.0.1", port), desk.authorityFile());

        assertThat(curl.run("http://a.plain.example/").code()).isNotZero();
        assertThat(curl.run("http://a.plain.example/").code()).isNotZero();
        capture.waitForLine("Turned away 127\\.0\\.0\\.1: .*--allow 127\\.0\\.0\\.1");
        desk.here("stop");
        assertThat(capture.exitCode()).isZero();
        assertThat(capture.out().lines().filter(l -> l.contains("Turned away"))).hasSize(1);
    }

    @Test
    void an_authority_file_that_is_none_is_named() {
        desk.write("none.pem", "nothing");
        Command.Result missing = desk.run("capture", "--listen", "127.0.0.1:0", "--upstream-ca", "missing.pem");
        Command.Result empty = desk.run("capture", "--listen", "127.0.0.1:0", "--upstream-ca", "none.pem");

        assertThat(missing.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(missing.err()).contains("missing.pem");
        assertThat(empty.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(empty.err()).contains("none.pem");
    }

    @Test
    void quiet_leaves_the_lines_of_exchanges_out() {
        CaptureProcess capture = desk.capture("--quiet");
        desk.curl(capture).get("https://api.shop.example/");
        desk.here("stop");

        assertThat(capture.command().exitCode()).isZero();
        assertThat(capture.command().out()).doesNotContain("api.shop.example").contains("1 exchanges");
    }

    @Test
    void every_way_in_that_was_open_is_named_by_session_and_reports() {
        CaptureProcess capture = desk.capture("--socks", "127.0.0.1:0");
        desk.curl(capture).get("https://api.shop.example/");
        desk.here("stop");
        assertThat(capture.command().exitCode()).isZero();
        desk.write("s.yaml", "app: {package: com.example.shop}\n");
        for (String form : List.of("json", "html", "text")) {
            desk.here(
                    "analyze", "latest", "--session", "s.yaml", "--format", form, "--lang", "en", "--out", "r." + form);
        }

        Report report = Report.of(desk.read("r.json"));
        assertThat(report.breaches()).isEmpty();
        assertThat(Report.items(report.json().path("session").path("ways")))
                .extracting(JsonNode::asText)
                .containsExactly("proxy", "socks");
        assertThat(desk.read("r.html"))
                .contains("开放的接入方式：设备上设置的 HTTP 代理、SOCKS5 代理")
                .contains("Ways in that were open: an HTTP proxy that the device was told of, a SOCKS5 proxy");
        assertThat(desk.read("r.text")).contains("a SOCKS5 proxy").doesNotContain("redirection", "tunnel");
    }

    @Test
    void by_which_way_an_exchange_came_is_kept_and_goes_into_its_har() {
        CaptureProcess capture = desk.capture("--socks", "127.0.0.1:0");
        String socks = capture.command()
                .waitForLine("(?i).*SOCKS.*127\\.0\\.0\\.1:(\\d+)")
                .group(1);
        Curl curl = desk.curl(capture);
        curl.get("https://api.shop.example/a");
        curl.run("--proxy", "socks5h://phone:x@127.0.0.1:" + socks, "https://api.shop.example/b");
        desk.here("stop");
        assertThat(capture.command().exitCode()).isZero();
        desk.here("export", "latest", "--out", "x.har");

        assertThat(desk.here("show", "latest", "--flow", "0", "--lang", "en").out())
                .containsPattern("from 127\\.0\\.0\\.1:\\d+  by the HTTP proxy");
        assertThat(desk.here("show", "latest", "--flow", "1", "--lang", "en").out())
                .containsPattern("from 127\\.0\\.0\\.1:\\d+  phone  by the SOCKS5 proxy");
        assertThat(desk.here("explain", "x.har", "--flow", "1", "--lang", "zh").out())
                .containsPattern("来自 127\\.0\\.0\\.1:\\d+  phone  经 SOCKS5 代理");
    }

    @Test
    void the_gateway_takes_no_second_place_for_redirected_traffic_beside_its_own() {
        Command.Result refused = desk.here("capture", "--gateway", "--redirected", "127.0.0.1:0", "--lang", "en");

        assertThat(refused.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(refused.err()).contains("--redirected cannot be given beside it", "capture twice");
    }
}
