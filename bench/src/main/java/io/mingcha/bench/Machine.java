package io.mingcha.bench;

import io.mingcha.bench.process.Child;
import io.mingcha.bench.process.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Where and with what a run was made. */
final class Machine {
    private final Workspace workspace;

    Machine(Workspace workspace) {
        this.workspace = workspace;
    }

    /** One line for the machine, one for the versions. */
    List<String> describe(Path home) throws IOException, InterruptedException {
        String model = line(Files.readString(Path.of("/proc/cpuinfo")), "model name");
        String memory =
                line(Files.readString(Path.of("/proc/meminfo")), "MemTotal").replaceAll("\\D", "");
        return List.of(
                LocalDate.now(ZoneOffset.UTC) + " · " + Runtime.getRuntime().availableProcessors() + " cores, " + model
                        + ", " + Long.parseLong(memory) / (1 << 20) + " GiB, Linux "
                        + System.getProperty("os.version") + ", load average at the start "
                        + Files.readString(Path.of("/proc/loadavg")).split(" ")[0],
                "Java " + System.getProperty("java.version") + ", "
                        + first("mingcha", List.of(home.resolve("bin/mingcha").toString(), "--version")) + ", "
                        + first("mitmproxy", List.of("mitmdump", "--version")) + ", LittleProxy 2.8.0, "
                        + first("nginx", List.of("/usr/sbin/nginx", "-v")) + ", hey 0.1.4, "
                        + first("curl", List.of("curl", "--version")));
    }

    private static String line(String text, String key) {
        return text.lines()
                .filter(l -> l.startsWith(key))
                .map(l -> l.substring(l.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private String first(String name, List<String> command) throws IOException, InterruptedException {
        String text = Child.run(workspace.file("version"), 60, command)
                .text()
                .lines()
                .findFirst()
                .orElse("unknown")
                .strip();
        String brief = text.replace("nginx version: ", "").replaceFirst("(curl [0-9.]+).*", "$1");
        return brief.toLowerCase(java.util.Locale.ROOT).contains(name) ? brief : name + " " + brief;
    }
}
