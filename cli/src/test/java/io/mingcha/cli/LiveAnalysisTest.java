package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveAnalysisTest {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    @Test
    void what_goes_to_somebody_for_the_first_time_is_said_at_once_and_masked(@TempDir Path folder) {
        try (Desk desk = Desk.in(folder)) {
            CaptureProcess capture = desk.capture("--session", desk.sessionFile(), "--live");
            String personal = "{\"mobile\":\"" + Person.PHONE + "\"}";
            desk.curl(capture).post("https://log.tracker.example/a", personal);
            capture.command().waitForLine("⚑ #0 .*13\\*+23 → log\\.tracker\\.example$");
            desk.curl(capture).post("https://log.tracker.example/b", personal);
            desk.curl(capture).post("https://api.shop.example/c", personal);
            capture.command().waitForLine("⚑ #2 .* → api\\.shop\\.example");
            capture.command().interrupt();

            assertThat(capture.command().exitCode()).isZero();
            assertThat(capture.command().out())
                    .doesNotContain("⚑ #1")
                    .doesNotContain(Person.PHONE)
                    .containsPattern(
                            "Looked at meanwhile: 3 exchanges, 3 pieces of personal data, at most [0-9.]+ s behind, [0-9.]+ s in the end");
        }
    }

    @Test
    void who_looks_takes_in_the_end_only_what_processor_time_nobody_wants(@TempDir Path folder) throws IOException {
        try (Desk desk = Desk.in(folder)) {
            CaptureProcess capture = desk.capture("--session", desk.sessionFile(), "--live");
            List<Long> children = ProcessHandle.of(capture.command().pid())
                    .orElseThrow()
                    .children()
                    .map(ProcessHandle::pid)
                    .toList();

            assertThat(children).singleElement().satisfies(LiveAnalysisTest::waitUntilItYields);
        }
    }

    private static void waitUntilItYields(long pid) throws IOException {
        long end = System.nanoTime() + RunningCommand.PATIENCE.toNanos();
        while (!Set.of("idle", "nice 19").contains(claim(pid))) {
            assertThat(System.nanoTime()).as("%s still has its full claim", pid).isLessThan(end);
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** Of a process to processor time, see proc(5) and sched(7). */
    private static String claim(long pid) throws IOException {
        String status = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] fields = status.substring(status.lastIndexOf(')') + 2).split(" ");
        return fields[38].equals("5") ? "idle" : "nice " + fields[16];
    }

    @Test
    void where_nobody_sits_before_it_nothing_is_looked_at_while_it_runs(@TempDir Path folder) {
        try (Desk desk = Desk.in(folder)) {
            CaptureProcess capture = desk.capture("--session", desk.sessionFile());
            desk.curl(capture).post("https://log.tracker.example/a", "{\"mobile\":\"" + Person.PHONE + "\"}");
            capture.waitForExchange("/a");
            capture.command().interrupt();

            assertThat(capture.command().exitCode()).isZero();
            assertThat(capture.command().out()).doesNotContain("⚑").doesNotContain("Looked at meanwhile");
        }
    }
}
