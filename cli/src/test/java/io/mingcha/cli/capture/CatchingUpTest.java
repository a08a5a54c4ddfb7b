package io.mingcha.cli.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.cli.command.Context;
import io.mingcha.cli.live.LiveAnalysis;
import io.mingcha.cli.live.News;
import io.mingcha.flows.App;
import io.mingcha.flows.Client;
import io.mingcha.flows.Direction;
import io.mingcha.flows.FlowRecorder;
import io.mingcha.flows.FlowSink;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Persona;
import io.mingcha.flows.Server;
import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.Timing;
import io.mingcha.settings.Language;
import io.mingcha.store.RecordingSession;
import io.mingcha.store.SessionStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatchingUpTest {
    /** Their descriptions take more than is kept of them in memory. */
    private static final int MANY = 3_000;

    private static final Header LONG = new Header("User-Agent", "x".repeat(4_000));
    private static final String PHONE = "13800138123";

    @TempDir
    Path data;

    private RecordingSession recording;

    @BeforeEach
    void record() {
        recording = SessionStore.at(data).create(spec(), Instant.now());
    }

    @AfterEach
    void stop() {
        recording.stop();
    }

    @Test
    void one_that_is_held_up_falls_behind_holds_up_nothing_and_loses_nothing() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (LiveAnalysis live = analysis(exposure -> {
            held.countDown();
            await(release);
        })) {
            post("{\"mobile\":\"" + PHONE + "\"}");
            await(held);
            for (int i = 1; i < MANY; i++) {
                post("{\"mobile\":\"" + PHONE + "\",\"n\":" + i + "}");
            }
            recording.flush();

            assertThat(recording.progress().recorded()).isEqualTo(MANY);
            assertThat(live.progress().waiting()).isEqualTo(MANY);
            release.countDown();
            assertThat(live.catchUp(Duration.ofMinutes(2))).isTrue();
            LiveAnalysis.Progress progress = live.progress();
            assertThat(progress.looked()).isEqualTo(MANY);
            assertThat(progress.exposures()).isEqualTo(MANY);
            assertThat(progress.waiting()).isZero();
            assertThat(progress.mostBehind()).isGreaterThanOrEqualTo(progress.behind());
        }
    }

    @Test
    void what_is_too_large_for_a_capture_s_memory_is_left_and_counted() throws Exception {
        try (LiveAnalysis live = analysis(exposure -> {})) {
            post("{\"mobile\":\"" + PHONE + "\",\"pad\":\"" + "x".repeat(5 << 20) + "\"}");
            post("{\"mobile\":\"" + PHONE + "\"}");
            recording.flush();

            assertThat(live.catchUp(Duration.ofMinutes(2))).isTrue();
            assertThat(live.progress().left()).isEqualTo(1);
            assertThat(live.progress().looked()).isEqualTo(1);
            assertThat(live.progress().exposures()).isEqualTo(1);
        }
    }

    @Test
    void a_death_of_the_process_that_looks_is_no_concern_of_the_recording() throws Exception {
        List<String> dying = List.of("sh", "-c", "head -c 100 > /dev/null; kill -9 $$");
        try (LiveAnalysis live = LiveAnalysis.start(recording, dying, news -> {})) {
            for (int i = 0; i < 100; i++) {
                post("{\"mobile\":\"" + PHONE + "\"}");
            }
            recording.flush();

            assertThat(live.catchUp(Duration.ofMinutes(2))).isFalse();
            post("{\"mobile\":\"" + PHONE + "\"}");
            recording.flush();
            assertThat(recording.progress().recorded()).isEqualTo(101);
            assertThat(live.progress().waiting()).isEqualTo(101);
        }
    }

    private LiveAnalysis analysis(Consumer<News> news) {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        Context context = new Context(nowhere, nowhere, data, Language.EN, (self, args) -> 0);
        context.setData(data);
        return LiveAnalysis.start(
                recording, FollowCommand.of(context, recording.session().id()), news);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static SessionSpec spec() {
        Persona persona = new Persona(OptionalInt.empty(), Map.of("phone_number", List.of(PHONE)));
        return SessionSpec.of(App.of("app.example")).withPersona(persona);
    }

    private void post(String body) {
        Instant now = recording.now();
        FlowRecorder flow = recording.open(new FlowSink.Opening(
                recording.nextConnection(),
                "https",
                "HTTP/1.1",
                Client.UNKNOWN,
                new Server("api.example", 443, Optional.empty(), Optional.empty()),
                now));
        flow.head(
                Direction.REQUEST,
                new Head.Request(
                        "POST", "/", "HTTP/1.1", List.of(new Header("Content-Type", "application/json"), LONG)),
                now);
        flow.bytes(Direction.REQUEST, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), now, () -> {});
        flow.end(Direction.REQUEST, List.of(), now, true);
        flow.close(Outcome.COMPLETE, Timing.at(now));
    }
}
