package io.mingcha.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.flows.Flow;
import io.mingcha.flows.Message;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Session;
import io.mingcha.settings.FaultException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A second process captures; this one looks on, kills it and reads what is left. */
@Timeout(300)
class SuddenDeathTest {
    @TempDir
    Path data;

    @RepeatedTest(3)
    void killing_the_capture_loses_nothing_answered_more_than_a_second_before() throws Exception {
        Process child = ChildCapture.start(data);
        TreeMap<Integer, Long> answered = new TreeMap<>();
        String id;
        long killed;
        try (BufferedReader out = reader(child)) {
            id = out.readLine().substring("session ".length());
            long end = System.currentTimeMillis() + 2_500;
            while (System.currentTimeMillis() < end) {
                note(out.readLine(), answered);
            }
            killed = System.currentTimeMillis();
            child.toHandle().destroyForcibly();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                note(line, answered);
            }
        }
        child.waitFor();

        SessionStore store = SessionStore.at(data);
        assertThat(DataFolder.holder(data)).isEmpty();
        try (StoredSession stored = store.open(id)) {
            assertThat(stored.session().state()).isEqualTo(Session.State.INTERRUPTED);
            Set<String> targets = new HashSet<>();
            stored.stream()
                    .forEach(f -> targets.add(f.requestHead().orElseThrow().target()));
            answered.forEach((number, at) -> {
                if (at < killed - 1_000) {
                    assertThat(targets.contains("/" + number))
                            .as("exchange %d, answered %d ms before", number, killed - at)
                            .isTrue();
                }
            });
            Flow stream = stored.flow(0).orElseThrow();
            assertThat(stream.outcome().state()).isEqualTo(Outcome.State.INCOMPLETE);
            assertThat(stream.outcome().reason()).isEqualTo("capture_interrupted");
            assertThat(text(stream.request().orElseThrow())).isEqualTo("long poll");
            assertThat(text(stream.response().orElseThrow())).startsWith("piece 0;piece 100;");
            assertThat(stored.verify().defects()).isEmpty();
        }
        assertThat(store.sessions()).extracting(SessionSummary::state).containsExactly(Session.State.INTERRUPTED);
        assertThat(answered.size()).isGreaterThan(100);
        DataFolder.open(data).close();
    }

    @Test
    void a_segment_torn_in_the_middle_of_a_record_is_cut_back_to_the_last_whole_one() throws Exception {
        Process child = ChildCapture.start(data);
        String id;
        try (BufferedReader out = reader(child)) {
            id = out.readLine().substring("session ".length());
            TreeMap<Integer, Long> answered = new TreeMap<>();
            while (answered.size() < 2_000
                    || System.currentTimeMillis() - answered.firstEntry().getValue() < 1_500) {
                note(out.readLine(), answered);
            }
            child.destroyForcibly().waitFor();
        }
        Path segment = data.resolve("sessions").resolve(id).resolve("bodies-00001.seg");
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(file.length());
            file.write(new byte[] {0, 0, 1, 0, 9, 9, 9, 9, 0, 0, 0, 1, 0, 0});
        }
        long torn = Files.size(segment);

        try (StoredSession stored = SessionStore.at(data).open(id)) {
            assertThat(Files.size(segment)).isLessThanOrEqualTo(torn - 14);
            assertThat(stored.verify().defects()).isEmpty();
        }
    }

    @Test
    void a_second_capture_on_the_same_folder_is_told_who_holds_it_and_may_read_what_is_stopped() throws Exception {
        SessionStore store = SessionStore.at(data);
        RecordingSession earlier = store.create(Exchanges.SPEC, java.time.Instant.now());
        Exchanges.exchange(earlier, "/earlier");
        String stopped = earlier.stop().id();
        Process child = ChildCapture.start(data);
        try (BufferedReader out = reader(child)) {
            String id = out.readLine().substring("session ".length());

            assertThatThrownBy(() -> DataFolder.open(data))
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining("process " + child.pid());
            DataFolder.Holder holder = DataFolder.holder(data).orElseThrow();
            assertThat(holder.pid()).isEqualTo(child.pid());
            assertThat(holder.socket()).isEqualTo(data.toAbsolutePath().resolve("control.sock"));
            assertThat(store.isRunning(id)).isTrue();
            assertThat(store.sessions()).extracting(SessionSummary::id).containsExactlyInAnyOrder(stopped, id);
            assertThatThrownBy(() -> store.open(id)).hasMessageContaining("being recorded");
            assertThatThrownBy(() -> store.verify(id)).hasMessageContaining("being recorded");
            assertThatThrownBy(() -> store.purge(id)).hasMessageContaining("being recorded");
            try (StoredSession readable = store.open(stopped)) {
                assertThat(readable.count()).isOne();
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    private static BufferedReader reader(Process child) {
        return new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void note(String line, TreeMap<Integer, Long> answered) throws IOException {
        // the last line may be torn
        String[] parts = line == null ? new String[0] : line.split(" ");
        if (parts.length == 3 && parts[2].length() == 13) {
            answered.put(Integer.valueOf(parts[1]), Long.valueOf(parts[2]));
        }
    }

    private static String text(Message message) {
        return new String(message.body().bytes(), StandardCharsets.UTF_8);
    }
}
