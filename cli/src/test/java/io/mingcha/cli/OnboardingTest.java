package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.cli.command.Exit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device from the code in the terminal to a passed self-check: another loopback address, a real browser. */
class OnboardingTest {
    private static final String PHONE = "127.0.0.2";

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

    private static String curl(String... args) {
        List<String> line = new ArrayList<>(List.of("curl", "-q", "-sS", "--max-time", "30", "--interface", PHONE));
        line.addAll(List.of("--noproxy", ""));
        line.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"));
        try (RunningCommand running = new RunningCommand(builder.start(), String.join(" ", line))) {
            return running.exitCode() + " " + running.out();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_phone_is_let_in_by_the_code_and_nobody_else_is() {
        CaptureProcess capture = desk.capture("--pair", "--lang", "en");
        int port = capture.proxy().getPort();
        String first = capture.command()
                .waitForLine("^(http://127\\.0\\.0\\.1:" + port + "/pair/[A-Z2-7]{26})$")
                .group(1);
        String proxy = "http://127.0.0.1:" + port;

        assertThat(curl("--proxy", proxy, "http://a.plain.example/")).startsWith("52");
        capture.command().waitForLine("Turned away 127\\.0\\.0\\.2: .*mingcha pair");
        assertThat(curl("-H", "Accept-Language: en", proxy + "/"))
                .startsWith("0 ")
                .contains("mingcha pair");
        assertThat(curl("-o", "/dev/null", "-w", "%{http_code}", guessed(first)))
                .isEqualTo("0 403");
        assertThat(curl("-o", "/dev/null", "-w", "%{http_code}", "-H", "Host: rebound.example", proxy + "/"))
                .isEqualTo("0 421");

        Command.Result pair = desk.here("pair", "--lang", "en");
        assertThat(pair.code()).isZero();
        Matcher second = Pattern.compile("http://\\S+/pair/[A-Z2-7]{26}").matcher(pair.out());
        assertThat(second.find()).isTrue();
        assertThat(pair.out()).contains("█", "server 127.0.0.1, port " + port);
        assertThat(curl("-o", "/dev/null", "-w", "%{http_code}", second.group()))
                .isEqualTo("0 303");
        capture.command().waitForLine("^Paired 127\\.0\\.0\\.2$");
        assertThat(curl("--proxy", proxy, "http://a.plain.example/")).isEqualTo("0 well");
        assertThat(exchange("127.0.0.3", port, second.group().replaceFirst(".*(/pair/)", "$1")))
                .startsWith("HTTP/1.1 403");
        assertThat(exchange("127.0.0.3", port, "http://a.plain.example/")).isEmpty();

        desk.here("stop");
        assertThat(capture.command().exitCode()).isZero();
        CaptureProcess next = desk.capture("--pair", "--data", "data");
        assertThat(curl("--proxy", "http://127.0.0.1:" + next.proxy().getPort(), "http://a.plain.example/"))
                .startsWith("52");
    }

    /** The link with another first letter: the last one carries three bits only, and one in eight is what it was. */
    private static String guessed(String link) {
        int at = link.lastIndexOf('/') + 1;
        return link.substring(0, at) + (link.charAt(at) == 'A' ? 'B' : 'A') + link.substring(at + 1);
    }

    /** The pictures stay in {@code target/onboarding}, to be looked at. */
    @Test
    void each_system_is_shown_its_own_steps_in_both_languages() throws IOException {
        CaptureProcess capture = desk.capture();
        Path pictures = Files.createDirectories(Path.of("target", "onboarding").toAbsolutePath());
        Map<String, List<String>> expected = Map.of(
                Browser.ANDROID, List.of("/ca.crt", "android"),
                Browser.IPHONE, List.of("/ca.mobileconfig", "iphone"),
                Browser.HARMONY, List.of("/ca.crt", "harmony"),
                Browser.WINDOWS, List.of("/ca.cer", "windows"));
        for (Map.Entry<String, List<String>> each : expected.entrySet()) {
            for (String language : List.of("zh-CN", "en-US")) {
                Browser browser = Browser.in(folder.resolve("home"))
                        .behind(capture.proxy())
                        .like(each.getKey(), language);
                String name = each.getValue().get(1) + "-" + language + ".png";

                assertThat(browser.dom("http://mingcha.test/"))
                        .contains("lang=\"" + (language.startsWith("zh") ? "zh-CN" : "en") + "\"")
                        .containsPattern(
                                "class=\"act\" href=\"" + each.getValue().get(0) + "\"");
                assertThat(browser.picture("http://mingcha.test/", 360, 1800, pictures.resolve(name)))
                        .isNotEmptyFile();
            }
        }
    }

    private static String exchange(String from, int port, String target) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(30_000);
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_capture_without_pairing_says_how_to_have_it() {
        desk.capture();
        Command.Result pair = desk.here("pair", "--lang", "en");

        assertThat(pair.code()).isEqualTo(Exit.WRONG_USE);
        assertThat(pair.err()).contains("--pair");
    }

    @Test
    void a_browser_that_trusts_the_certificate_passes_its_self_check() {
        CaptureProcess capture = desk.capture();
        assertThat(desk.here("device", "check").code()).isEqualTo(Exit.FINDINGS);
        Browser.in(folder.resolve("home"))
                .trusting(desk.authorityFile())
                .behind(capture.proxy())
                .settling()
                .like(Browser.ANDROID, "zh-CN")
                .dom("http://mingcha.test/check");
        Command.Result check = desk.here("device", "check", "--lang", "en");

        assertThat(check.out()).contains("127.0.0.1 · Android", "✓ Through the proxy", "✓ Certificate trusted");
        assertThat(check.out()).contains("✓ Clock", "? HTTP/3", "? Names (DNS)");
        assertThat(check.code()).isZero();
        assertThat(desk.here("device", "check", "192.0.2.1").code()).isEqualTo(Exit.FINDINGS);
        assertThat(desk.here("show", capture.session()).out()).doesNotContain("mingcha.test");
    }

    @Test
    void a_browser_that_does_not_trust_it_is_told_the_next_step() {
        CaptureProcess capture = desk.capture();
        String page = Browser.in(folder.resolve("home"))
                .behind(capture.proxy())
                .settling()
                .like(Browser.IPHONE, "en-US")
                .dom("http://mingcha.test/check");
        Command.Result check = desk.here("device", "check", "--lang", "en");

        assertThat(page).contains("data-check=\"trusted\"", "Certificate Trust Settings");
        assertThat(check.code()).isEqualTo(Exit.FINDINGS);
        assertThat(check.out()).contains("✗ Certificate trusted: the device refused", "→ After installing the profile");
        assertThat(check.out()).contains("✓ Through the proxy", "✓ Clock");
        assertThat(desk.here("show", capture.session()).out()).doesNotContain("mingcha.test");
    }
}
