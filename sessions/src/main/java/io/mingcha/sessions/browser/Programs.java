package io.mingcha.sessions.browser;

import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The programs of the system that a browser session needs. */
record Programs(Path chromium, Path node, Path certutil) {
    private static final List<String> CHROMIUM =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    /** @throws DeviceTrouble naming the first that is missing and how to get it */
    static Programs onPath(String path) {
        return new Programs(
                find(path, CHROMIUM).orElseThrow(() -> missing("Chromium")),
                find(path, List.of("node", "nodejs")).orElseThrow(() -> missing("Node.js")),
                find(path, List.of("certutil")).orElseThrow(() -> missing("certutil")));
    }

    private static Optional<Path> find(String path, List<String> names) {
        return names.stream()
                .flatMap(name -> Pattern.compile(Pattern.quote(File.pathSeparator))
                        .splitAsStream(path)
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder).resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static DeviceTrouble missing(String program) {
        return new DeviceTrouble(
                DeviceTrouble.Kind.UNSUPPORTED,
                new Fault(
                        Text.of("缺少 " + program, program + " is missing"),
                        "PATH",
                        Text.of(
                                "请安装：apt-get install chromium nodejs libnss3-tools",
                                "Install it: apt-get install chromium nodejs libnss3-tools")));
    }
}
