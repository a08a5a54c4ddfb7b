package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.cli.command.Exit;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes no more in the middle of a capture. */
class DiskFullTest {
    private static final int ROOM_KIB = 12 * 1024;

    @TempDir
    Path folder;

    @Test
    void traffic_goes_on_and_the_session_says_from_when_it_was_not_recorded() {
        try (Desk desk = Desk.in(folder)) {
            CaptureProcess capture = desk.captureWithFilesUpTo(ROOM_KIB);
            Curl curl = desk.curl(capture);
            desk.write("large", "x".repeat(2 << 20));
            assertThat(curl.get("https://api.shop.example/before")).isEqualTo("well");
            for (int i = 0; i < 8; i++) {
                assertThat(curl.run("--data-binary", "@large", "https://api.shop.example/large/" + i)
                                .out())
                        .isEqualTo("well");
            }
            capture.command().waitForLine("no longer recorded|not recorded");
            assertThat(curl.get("https://api.shop.example/after")).isEqualTo("well");
            desk.here("stop");

            assertThat(capture.command().exitCode()).isEqualTo(Exit.NO_VERDICT);
            assertThat(capture.command().out()).contains("was not recorded");
            Command.Result analysis = desk.here("analyze", capture.session());
            assertThat(analysis.code()).isEqualTo(Exit.NO_VERDICT);
            assertThat(analysis.out()).contains("not recorded");
            assertThat(desk.here("show", capture.session()).out())
                    .contains("/before")
                    .doesNotContain("/after");
            assertThat(desk.here("verify", capture.session()).out()).contains("is sound");
        }
    }
}
