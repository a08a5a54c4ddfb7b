package io.mingcha.sessions.appium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mingcha.sessions.consent.Recogniser;
import io.mingcha.sessions.consent.Role;
import io.mingcha.sessions.consent.Shipped;
import io.mingcha.sessions.consent.Sight;
import io.mingcha.sessions.device.Node;
import io.mingcha.sessions.device.Screen;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Appium server drives a real Chromium. The server is the one that {@code scripts/install test} got from npm, or that of the
 * folder that {@code MINGCHA_TEST_APPIUM} names; a chromedriver has to be on the path.
 */
class AppiumServerTest {
    @TempDir
    Path folder;

    @Test
    void a_notice_is_recognised_and_tapped_through_appium() throws Exception {
        Path installed = installed();
        Path appium = installed.resolve("node_modules/.bin/appium");
        Assumptions.assumeTrue(Files.isExecutable(appium), () -> whyNot(installed));
        Optional<Path> chromedriver = chromedriver();
        Assumptions.assumeTrue(chromedriver.isPresent(), "this machine has no chromedriver");
        int port = freePort();
        Process server = new ProcessBuilder(
                        appium.toString(), "server", "--address", "127.0.0.1", "--port", String.valueOf(port))
                .directory(installed.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("appium.log").toFile())
                .start();
        try {
            awaitListening(port);
            drive(URI.create("http://127.0.0.1:" + port), chromedriver.get());
        } finally {
            server.descendants().forEach(ProcessHandle::destroy);
            server.destroy();
            server.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private void drive(URI server, Path chromedriver) throws IOException {
        Path page = Files.writeString(folder.resolve("page.html"), """
                <!doctype html><meta charset=utf-8><body>
                <div id=d><h2>隐私政策</h2><p>请您仔细阅读《隐私政策》，点击“同意”即表示您接受。</p>
                <div role=button onclick="d.textContent='refused'">不同意</div>
                <button onclick="d.innerHTML='<p>agreed</p><input id=i>';i.focus()">同意</button></div>
                """);
        AppiumTarget target = new AppiumTarget(
                server,
                "chromium",
                AppiumTarget.Platform.BROWSER,
                Map.of(
                        "appium:executable",
                        chromedriver.toString(),
                        "goog:chromeOptions",
                        Map.of(
                                "args",
                                List.of(
                                        "--headless",
                                        "--no-sandbox",
                                        "--user-data-dir=" + folder.resolve("profile")))));
        try (AppiumDevice device = AppiumDevice.open(target)) {
            device.launch(page.toUri().toString());
            Screen screen = device.screen();
            Sight sight = new Recogniser(Shipped.texts()).read(screen);
            Node agree = sight.find(Role.AGREE).orElseThrow(() -> new AssertionError(screen.text()));
            device.tap(agree);

            assertThat(device.screen().text()).contains("agreed").doesNotContain("refused");
            device.type("hello");
            assertThat(device.screen().text()).contains("hello");
            assertThat(device.screenshot()).startsWith(0x89, 'P', 'N', 'G');
            assertThat(device.foreground()).contains(page.toUri().toString());
        }
    }

    private static Path installed() {
        Map<String, String> environment = System.getenv();
        String cache = environment.getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        return Path.of(environment.getOrDefault("MINGCHA_TEST_APPIUM", cache + "/mingcha/appium"));
    }

    private static String whyNot(Path installed) {
        try {
            return Files.readString(installed.resolve("why-not")).strip();
        } catch (IOException e) {
            return "no Appium server in " + installed + ": run scripts/install test";
        }
    }

    private static Optional<Path> chromedriver() {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder).resolve("chromedriver"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitListening(int port) {
        await().atMost(Duration.ofSeconds(60))
                .ignoreException(ConnectException.class)
                .until(() -> {
                    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                        return socket.isConnected();
                    }
                });
    }
}
