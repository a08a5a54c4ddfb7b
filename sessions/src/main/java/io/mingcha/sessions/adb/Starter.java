package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts the server by the program that comes with it. */
record Starter(int port, Optional<String> program, Map<String, String> environment) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The program as the system finds it, or that of an Android SDK. */
    static Optional<String> onPath() {
        Stream<Path> sdk = Stream.of("ANDROID_HOME", "ANDROID_SDK_ROOT")
                .map(System::getenv)
                .filter(Objects::nonNull)
                .map(home -> Path.of(home, "platform-tools"));
        Stream<Path> path = Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .filter(p -> !p.isEmpty())
                .map(Path::of);
        return Stream.concat(path, sdk)
                .flatMap(folder -> Stream.of(folder.resolve("adb"), folder.resolve("adb.exe")))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** @throws DeviceTrouble if it cannot be started */
    void start(IOException why) {
        String adb = program.orElseThrow(() -> gone(
                Text.of("adb 服务没有运行", "The adb server is not running"),
                Text.of(
                        "请安装 Android platform-tools（Debian：apt install adb）并确保 adb 在 PATH 中，然后重试",
                        "Install the Android platform tools (Debian: apt install adb), see that adb is on the PATH, and try"
                                + " again"),
                why));
        ProcessBuilder builder = new ProcessBuilder(adb, "start-server")
                // what it leaves behind would keep a pipe open
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        builder.environment().putAll(environment);
        builder.environment().put("ANDROID_ADB_SERVER_PORT", Integer.toString(port));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            if (process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0) {
                return;
            }
            process.destroyForcibly();
            throw notStarted(adb, why);
        } catch (IOException e) {
            throw notStarted(adb, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notStarted(adb, new IOException(e));
        }
    }

    private DeviceTrouble notStarted(String adb, IOException cause) {
        return gone(
                Text.of("adb 服务没有运行，也无法启动", "The adb server is not running and could not be started"),
                Text.of("请运行 " + adb + " start-server 并查看它的输出", "Run " + adb + " start-server and read what it says"),
                cause);
    }

    private DeviceTrouble gone(Text what, Text remedy, IOException cause) {
        return new DeviceTrouble(
                DeviceTrouble.Kind.SERVER_GONE, new Fault(what, "adb server, port " + port, remedy), cause);
    }
}
