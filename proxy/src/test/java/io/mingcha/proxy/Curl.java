package io.mingcha.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.certs.ExportFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** curl through a bench's proxy, trusting its authority. */
final class Curl {
    private Curl() {}

    static String run(Path directory, Bench bench, String... arguments) throws Exception {
        Path root = Files.write(
                directory.resolve("root.pem"),
                bench.authority.export(ExportFormat.PEM).content());
        List<String> command = new ArrayList<>(List.of(
                "curl",
                "-sS",
                "-m",
                "20",
                "--suppress-connect-headers",
                "--cacert",
                root.toString(),
                "-x",
                "http://127.0.0.1:" + bench.address().getPort()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
