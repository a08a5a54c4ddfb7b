package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that takes up its TLS session again, as far as the analyst sees it. */
class ResumedSessionTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void an_analyst_sees_which_connection_was_resumed(String version) throws Exception {
        try (Desk desk = Desk.in(folder)) {
            CaptureProcess capture = desk.capture("--quiet");
            String ticket = folder.resolve("ticket").toString();
            assertThat(openssl(desk, capture, "/first", version, "-sess_out", ticket))
                    .contains("New, TLS");
            assertThat(openssl(desk, capture, "/second", version, "-sess_in", ticket))
                    .contains("Reused, TLS");
            capture.command().interrupt();
            assertThat(capture.command().exitCode()).isZero();

            assertThat(client(desk, capture, "0", "en")).doesNotContain("session resumed");
            assertThat(client(desk, capture, "1", "en")).contains("session resumed");
            assertThat(client(desk, capture, "1", "zh")).contains("已恢复会话");
            assertThat(desk.here("export", capture.session(), "--out", "both.har")
                            .code())
                    .isZero();
            assertThat(desk.read("both.har").replace(" ", "")).contains("\"resumed\":false", "\"resumed\":true");
        }
    }

    private static String client(Desk desk, CaptureProcess capture, String flow, String language) {
        return desk.here("--lang", language, "show", capture.session(), "--flow", flow)
                .out()
                .lines()
                .filter(l -> l.startsWith("  TLS "))
                .findFirst()
                .orElseThrow();
    }

    private String openssl(Desk desk, CaptureProcess capture, String path, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "s_client",
                "-ign_eof",
                "-servername",
                "api.shop.example",
                "-proxy",
                "127.0.0.1:" + capture.proxy().getPort(),
                "-connect",
                "api.shop.example:443"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: api.shop.example\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
