package io.mingcha.gateway;

import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Changes to this machine, through the tools that its administrators use. */
final class Machine {
    private static final long PATIENCE_SECONDS = 20;

    /** What a tool said. */
    record Said(int code, String text) {}

    Said run(String input, String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Said(-1, "no answer");
            }
            return new Said(process.exitValue(), text.strip());
        } catch (IOException e) {
            return new Said(-1, command[0] + " is not installed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Said(-1, "interrupted");
        }
    }

    /** Whether it went well. */
    boolean tries(String... command) {
        return run("", command).code() == 0;
    }

    void must(String... command) {
        mustWith("", command);
    }

    void mustWith(String input, String... command) {
        Said said = run(input, command);
        if (said.code() != 0) {
            throw new Fault(
                            Text.of("网关无法建立：" + said.text(), "The gateway cannot be set up: " + said.text()),
                            String.join(" ", List.of(command).subList(0, Math.min(4, command.length))),
                            Text.of(
                                    "请以 root 运行，并安装：apt-get install iproute2 nftables wireguard-tools wireguard-go",
                                    "Run it as root, with these installed: apt-get install iproute2 nftables wireguard-tools wireguard-go"))
                    .asException();
        }
    }

    String setting(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }

    void set(Path file, String value) throws IOException {
        Files.writeString(file, value);
    }
}
