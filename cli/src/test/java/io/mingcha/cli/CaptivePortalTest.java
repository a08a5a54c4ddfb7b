package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.cli.command.Exit;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Phones look for an internet that is not there. */
class CaptivePortalTest {
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

    @ParameterizedTest
    @CsvSource({
        "http://connectivitycheck.gstatic.com/generate_204,204,''",
        "http://connect.rom.miui.com/generate_204,204,''",
        "http://connectivitycheck.platform.hicloud.com/generate_204,204,''",
        "https://www.google.com/generate_204,204,''",
        "http://captive.apple.com/hotspot-detect.html,200,<TITLE>Success</TITLE>",
        "http://www.msftconnecttest.com/connecttest.txt,200,Microsoft Connect Test"
    })
    void their_probes_are_answered_as_the_real_servers_do_and_recorded_as_ours(String url, int status, String body) {
        CaptureProcess capture = desk.capture("--captive-portal");
        Command.Result answer = desk.curl(capture).run("-w", "\n%{http_code}", url);

        assertThat(answer.out()).endsWith("\n" + status).contains(body);
        capture.waitForExchange(" " + status + " .*\\[answered by the proxy\\]");
        desk.here("stop");
        assertThat(capture.command().exitCode()).isZero();
        assertThat(desk.here("verify", capture.session()).code()).isZero();
        desk.here("export", capture.session(), "--out", "x.har");
        assertThat(desk.read("x.har")).contains("answered_by_proxy");
    }

    @Test
    void what_is_no_probe_goes_where_it_is_meant_to_and_nothing_is_answered_unasked() {
        CaptureProcess capture = desk.capture("--captive-portal", "--data", "with");
        desk.here("ca", "export", "--data", "with", "--out", "with.pem");
        Curl curl = new Curl(folder, capture.proxy(), desk.file("with.pem"));
        assertThat(curl.get("http://a.plain.example/generate_204")).isEqualTo("well");

        CaptureProcess without = desk.capture("--resolve", "connectivitycheck.gstatic.com=127.0.0.1:1");
        assertThat(desk.curl(without)
                        .run("http://connectivitycheck.gstatic.com/generate_204")
                        .out())
                .contains("upstream_unreachable");
    }

    @Test
    void a_file_with_mistakes_is_named_with_its_lines() {
        desk.write("captive.yaml", "answers:\n  - {host: a.example, path: nowhere, status: 204}\n");
        Command.Result result = desk.command("capture", "--listen", "127.0.0.1:0", "--captive-portal")
                .with("MINGCHA_CONFIG", folder.toString())
                .run();

        assertThat(result.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(result.err()).contains("captive.yaml:2:");
    }
}
