package io.mingcha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveAnalysisTest {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration READY = Duration.ofSeconds(6);
    private static final int MILLIS_PER_CLOCK_TICK = 10;

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
    void who_looks_takes_in_the_end_only_what_processor_time_nobody_wants(@TempDir Path folder) {
        try (Desk desk = Desk.in(folder)) {
            CaptureProcess capture = desk.capture("--session", desk.sessionFile(), "--live");
            List<Long> children = ProcessHandle.of(capture.command().pid())
                    .orElseThrow()
                    .children()
                    .map(ProcessHandle::pid)
                    .toList();

            assertThat(children).singleElement().satisfies(pid -> {
                await(() -> processorTime(pid).compareTo(READY) >= 0, () -> {});
                assertThat(claim(pid)).isEqualTo("nice 0");
                await(
                        () -> Set.of("idle", "nice 19").contains(claim(pid)),
                        () -> desk.curl(capture).post("https://log.tracker.example/a", "{}"));
            });
        }
    }

    private static void await(BooleanSupplier condition, Runnable meanwhile) {
        Awaitility.await()
                .atMost(RunningCommand.PATIENCE)
                .pollInterval(BETWEEN_LOOKS)
                .until(() -> {
                    meanwhile.run();
                    return condition.getAsBoolean();
                });
    }

    private static Duration processorTime(long pid) {
        return Duration.ofMillis(
                (Long.parseLong(status(pid)[11]) + Long.parseLong(status(pid)[12])) * MILLIS_PER_CLOCK_TICK);
    }

    /** Of a process to processor time, see sched(7). */
    private static String claim(long pid) {
        String[] fields = status(pid);
        return fields[38].equals("5") ? "idle" : "nice " + fields[16];
    }

    /** What stands after the name, see proc(5). */
    private static String[] status(long pid) {
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return status.substring(status.lastIndexOf(')') + 2).split(" ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
