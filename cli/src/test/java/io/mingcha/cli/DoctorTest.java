package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.cli.command.Exit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @TempDir
    Path folder;

    @Test
    void a_sound_machine_passes_every_check() {
        Command.Result result =
                Command.mingcha(folder, "doctor", "--listen", "127.0.0.1:0").run();

        assertThat(result.code()).as(result.all()).isZero();
        assertThat(result.out())
                .contains("✓ The configuration is valid")
                .contains("✓ The port is free")
                .contains("✓ Root certificate")
                .contains("✓ Data folder")
                .contains("✓ System time")
                .contains("✓ Native TLS")
                .contains("✓ An HTTPS request through the proxy is intercepted and recorded")
                .contains("✓ The analysis finds the phone number that was sent in it")
                .doesNotContain("✗");
    }

    @Test
    void a_taken_port_has_a_remedy_and_the_other_checks_go_on() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Command.Result result = Command.mingcha(folder, "doctor", "--listen", "127.0.0.1:" + taken.getLocalPort())
                    .run();

            assertThat(result.code()).isEqualTo(Exit.FINDINGS);
            assertThat(result.out())
                    .contains("✗ The port is taken: 127.0.0.1:" + taken.getLocalPort())
                    .contains("  → Choose another with --listen")
                    .contains("✓ An HTTPS request through the proxy is intercepted and recorded");
        }
    }

    @Test
    void a_folder_that_cannot_be_written_has_a_remedy() {
        Command.Result result = Command.mingcha(folder, "doctor", "--listen", "127.0.0.1:0", "--data", "/proc/mingcha")
                .run();

        assertThat(result.code()).isEqualTo(Exit.FINDINGS);
        assertThat(result.out()).contains("✗").contains("--data");
    }
}
