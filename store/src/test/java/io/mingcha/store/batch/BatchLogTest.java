package io.mingcha.store.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.RunVerdict;
import io.mingcha.settings.Text;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchLogTest {
    private static final Instant T = Instant.parse("2026-11-26T02:00:00Z");
    private static final RunVerdict VERDICT = new RunVerdict(
            RunVerdict.Level.LIMITED,
            "p/accept",
            "phone",
            Optional.of("reverse"),
            List.of(new RunVerdict.Cause(
                    "unread", RunVerdict.Level.LIMITED, Text.of("只读到一半", "half was read"), Text.same("see why"))));

    @TempDir
    Path data;

    @Test
    void what_was_noted_outlives_its_writer() {
        try (BatchLog log = BatchLog.open(data)) {
            log.began("night", "p#1", "a", "c-a", T);
            log.ended(
                    "night",
                    "p#1",
                    "ran",
                    Optional.of("s1"),
                    Optional.of(VERDICT),
                    Text.of("半", "half"),
                    T.plusSeconds(9));
            log.began("night", "p#2", "b", "c-b", T);
            log.began("other", "p#1", "a", "c-a", T);
        }
        try (BatchLog log = BatchLog.open(data)) {
            List<BatchLog.Row> rows = log.rows("night");
            assertThat(rows).extracting(BatchLog.Row::job).containsExactly("p#1", "p#2");
            assertThat(rows.get(0).verdict()).contains(VERDICT);
            assertThat(rows.get(0).ended()).contains(T.plusSeconds(9));
            assertThat(rows.get(1).came()).isEmpty();
            assertThat(log.rows("other")).hasSize(1);
        }
    }

    @Test
    void the_end_belongs_to_the_try_that_began_last() {
        try (BatchLog log = BatchLog.open(data)) {
            log.began("night", "p#1", "a", "c-a", T);
            log.ended("night", "p#1", "failed_for_now", Optional.empty(), Optional.empty(), Text.same("x"), T);
            log.began("night", "p#1", "b", "c-b", T);
            log.ended("night", "p#1", "ran", Optional.of("s"), Optional.empty(), Text.same(""), T);

            assertThat(log.rows("night")).extracting(BatchLog.Row::came).containsExactly("failed_for_now", "ran");
            log.forget("night");
            assertThat(log.rows("night")).isEmpty();
        }
    }
}
