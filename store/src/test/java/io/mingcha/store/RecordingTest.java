package io.mingcha.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mingcha.flows.Direction;
import io.mingcha.flows.Flow;
import io.mingcha.flows.FlowRecorder;
import io.mingcha.flows.Head;
import io.mingcha.flows.Header;
import io.mingcha.flows.Marker;
import io.mingcha.flows.Message;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Session;
import io.mingcha.flows.Timing;
import io.mingcha.flows.Tls;
import io.mingcha.settings.FaultException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    private static final Instant START = Instant.parse("2026-11-25T08:00:00Z");

    @TempDir
    Path data;

    private SessionStore store;

    @BeforeEach
    void openStore() {
        store = SessionStore.at(data);
    }

    @Test
    void the_clock_is_not_late_by_what_setting_up_takes() {
        long anchor = System.nanoTime();
        RecordingSession session = store.create(Exchanges.SPEC, START);
        Duration since = Duration.ofNanos(System.nanoTime() - anchor);

        assertThat(session.now()).isAfterOrEqualTo(START.plus(since).minusMillis(100));
        session.stop();
    }

    @Test
    void an_exchange_reads_back_as_it_passed() {
        RecordingSession session = store.create(Exchanges.SPEC, START);
        Exchanges.exchange(session, "/v1?a=b", "hello", new byte[] {0, 1, (byte) 0xFF});
        Session stopped = session.stop();

        assertThat(stopped.state()).isEqualTo(Session.State.COMPLETE);
        try (StoredSession stored = store.open(stopped.id())) {
            assertThat(stored.session()).isEqualTo(stopped);
            Flow flow = stored.flow(0).orElseThrow();
            assertThat(flow.url()).isEqualTo("https://api.example/v1?a=b");
            assertThat(flow.client()).isEqualTo(Exchanges.CLIENT);
            assertThat(flow.server()).isEqualTo(Exchanges.SERVER);
            assertThat(flow.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(flow.requestHead().orElseThrow().header("x-name")).contains("\u660e\u5bdf");
            assertThat(body(flow, Direction.REQUEST))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("hello");
            assertThat(body(flow, Direction.RESPONSE)).containsExactly(0, 1, 0xFF);
            assertThat(flow.request().orElseThrow().firstByte()).isAfter(START);
        }
    }

    @Test
    void what_is_known_of_an_earlier_tls_session_reads_back_and_nothing_else() {
        RecordingSession session = store.create(Exchanges.SPEC, START);
        List<Optional<Boolean>> known = List.of(Optional.of(true), Optional.of(false), Optional.empty());
        for (Optional<Boolean> resumed : known) {
            FlowRecorder recorder = Exchanges.request(session, "/", "");
            Optional<Tls> tls = Optional.of(Tls.UNKNOWN.withResumed(resumed));
            recorder.connections(Exchanges.SERVER, tls, tls, Timing.at(session.now()));
            Exchanges.respond(session, recorder, new byte[0]);
        }
        try (StoredSession stored = store.open(session.stop().id())) {
            assertThat(stored.stream().map(f -> f.clientTls().orElseThrow().resumed()))
                    .isEqualTo(known);
            assertThat(stored.stream().map(f -> f.serverTls().orElseThrow().resumed()))
                    .isEqualTo(known);
        }
    }

    @Test
    void exchanges_come_in_order_of_opening_whatever_their_end() {
        RecordingSession session = store.create(Exchanges.SPEC, START);
        FlowRecorder first = Exchanges.request(session, "/first", "1");
        for (int i = 0; i < 700; i++) {
            Exchanges.exchange(session, "/" + i);
        }
        Exchanges.respond(session, first, new byte[0]);
        String id = session.stop().id();

        try (StoredSession stored = store.open(id)) {
            assertThat(stored.stream().map(Flow::ordinal)).hasSize(701).isSorted();
            assertThat(stored.flow(0).orElseThrow().outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(stored.verify().defects()).isEmpty();
        }
    }

    @Test
    void a_large_streamed_body_spans_segments_and_its_buffers_come_back_once() {
        RecordingSession session =
                store.create(Exchanges.SPEC, START, RecordingOptions.DEFAULT.withSegmentBytes(300_000));
        FlowRecorder recorder = Exchanges.request(session, "/upload", "");
        byte[] whole = new byte[1_500_000];
        new Random(1).nextBytes(whole);
        AtomicInteger released = new AtomicInteger();
        int chunks = 0;
        for (int at = 0; at < whole.length; at += 100_000, chunks++) {
            ByteBuffer chunk = ByteBuffer.wrap(whole, at, 100_000);
            recorder.bytes(Direction.RESPONSE, chunk, session.now(), released::incrementAndGet);
        }
        recorder.close(Outcome.incomplete("server_closed", ""), Timing.at(START));
        String id = session.stop().id();

        assertThat(released).hasValue(chunks);
        try (StoredSession stored = store.open(id)) {
            Message response = stored.flow(0).orElseThrow().response().orElseThrow();
            assertThat(response.head()).isEmpty();
            assertThat(response.complete()).isFalse();
            assertThat(response.body().bytes()).isEqualTo(whole);
            assertThat(stored.verify().isSound()).isTrue();
        }
    }

    @Test
    void the_running_session_can_be_read_and_says_what_completed() throws Exception {
        RecordingSession session = store.create(Exchanges.SPEC, START);
        List<Flow> heard = new ArrayList<>();
        CountDownLatch two = new CountDownLatch(2);
        session.onRecorded(flow -> {
            heard.add(flow);
            two.countDown();
        });
        Exchanges.exchange(session, "/a");
        Exchanges.exchange(session, "/b");

        assertThat(two.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(body(heard.get(1), Direction.RESPONSE))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("answer to /b");
        try (StoredSession reader = session.reader()) {
            assertThat(reader.count()).isEqualTo(2);
            assertThat(reader.verify().isSound()).isTrue();
        }
        assertThatThrownBy(() -> store.open(session.session().id()))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("being recorded");
        session.stop();
    }

    @Test
    void an_exchange_still_open_at_the_stop_is_recorded_as_incomplete() {
        RecordingSession session = store.create(Exchanges.SPEC, START);
        FlowRecorder open = Exchanges.request(session, "/poll", "wait");
        String id = session.stop().id();
        open.close(Outcome.COMPLETE, Timing.at(START));

        try (StoredSession stored = store.open(id)) {
            Flow flow = stored.flow(0).orElseThrow();
            assertThat(flow.outcome().state()).isEqualTo(Outcome.State.INCOMPLETE);
            assertThat(flow.outcome().reason()).isEqualTo("capture_stopped");
            assertThat(body(flow, Direction.REQUEST))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("wait");
        }
    }

    @Test
    void a_head_longer_than_a_row_is_kept_whole() {
        RecordingSession session = store.create(Exchanges.SPEC, START);
        FlowRecorder recorder = Exchanges.open(session);
        String huge = "x".repeat(3_000_000);
        recorder.head(
                Direction.REQUEST,
                new Head.Request("GET", "/" + huge, "HTTP/1.1", List.of(new Header("X-Huge", huge))),
                session.now());
        recorder.close(Outcome.incomplete("client_closed", ""), Timing.at(START));
        String id = session.stop().id();

        try (StoredSession stored = store.open(id)) {
            assertThat(stored.flow(0).orElseThrow().requestHead().orElseThrow().header("x-huge"))
                    .contains(huge);
            assertThat(stored.verify().defects()).isEmpty();
        }
    }

    @Test
    void half_a_surrogate_pair_in_a_header_survives() {
        RecordingSession session = store.create(Exchanges.SPEC, START);
        FlowRecorder recorder = Exchanges.open(session);
        recorder.head(
                Direction.REQUEST,
                new Head.Request("GET", "/\uD83D", "HTTP/1.1", List.of(new Header("X", "\u00E9\uDE00"))),
                session.now());
        recorder.close(Outcome.COMPLETE, Timing.at(START));
        String id = session.stop().id();

        try (StoredSession stored = store.open(id)) {
            assertThat(stored.flow(0).orElseThrow().requestHead().orElseThrow().target())
                    .isEqualTo("/\uD83D");
            assertThat(stored.flow(0).orElseThrow().requestHead().orElseThrow().header("x"))
                    .contains("\u00E9\uDE00");
        }
    }

    @Test
    void a_sink_that_falls_behind_asks_to_wait_and_loses_nothing() throws Exception {
        CountDownLatch diskBusy = new CountDownLatch(1);
        RecordingSession session = store.create(
                Exchanges.SPEC,
                START,
                RecordingOptions.DEFAULT.withQueueBytes(1 << 20).withSegments(file -> {
                    await(diskBusy);
                    return io.mingcha.store.body.SegmentOpener.ON_DISK.create(file);
                }));
        FlowRecorder recorder = Exchanges.open(session);
        byte[] chunk = new byte[100_000];
        int sent = 0;
        while (session.isWritable() && sent < 1_000) {
            Exchanges.send(recorder, Direction.RESPONSE, chunk, session.now());
            sent++;
        }
        assertThat(sent).isBetween(5, 20);
        CountDownLatch resumed = new CountDownLatch(1);
        session.whenWritable(resumed::countDown);
        assertThat(resumed.getCount()).isOne();

        diskBusy.countDown();

        assertThat(resumed.await(60, TimeUnit.SECONDS)).isTrue();
        recorder.close(Outcome.COMPLETE, Timing.at(START));
        String id = session.stop().id();
        try (StoredSession stored = store.open(id)) {
            assertThat(stored.flow(0)
                            .orElseThrow()
                            .response()
                            .orElseThrow()
                            .body()
                            .kept())
                    .isEqualTo(sent * 100_000L);
        }
    }

    @Test
    void markers_of_the_file_the_recording_and_afterwards_are_one_list_in_order_of_time() {
        Marker fromFile = Marker.at("first_launch", START.plusSeconds(1), Marker.Source.FILE);
        Marker during = Marker.within(
                "separate_consent[location]",
                START.plusSeconds(9),
                START.plusSeconds(8),
                START.plusSeconds(10),
                Marker.Source.HAND);
        Marker after = Marker.at("consent_accept", START.plusSeconds(5), Marker.Source.HAND);
        RecordingSession session = store.create(Exchanges.SPEC.withMarkers(List.of(fromFile)), START);
        session.addMarker(during);
        String id = session.stop().id();
        store.addMarker(id, after);

        try (StoredSession stored = store.open(id)) {
            assertThat(stored.markers()).containsExactly(fromFile, after, during);
            assertThat(stored.verify().defects()).isEmpty();
        }
    }

    @Test
    void the_specification_of_a_stopped_session_can_be_replaced() {
        RecordingSession session = store.create(Exchanges.SPEC, START);
        Marker marker = Marker.at("login", START, Marker.Source.HAND);
        session.addMarker(marker);
        String id = session.stop().id();
        var other = io.mingcha.flows.SessionSpec.of(io.mingcha.flows.App.of("com.example.other"));

        store.setSpec(id, other);

        try (StoredSession stored = store.open(id)) {
            assertThat(stored.session().spec()).isEqualTo(other.withMarkers(List.of(marker)));
            assertThat(stored.verify().defects()).isEmpty();
        }
    }

    @Test
    void sessions_are_listed_resolved_and_purged() {
        RecordingSession one = store.create(Exchanges.SPEC, START);
        Exchanges.exchange(one, "/a");
        String first = one.stop().id();
        String second =
                store.create(Exchanges.SPEC, START.plusSeconds(1)).stop().id();

        assertThat(store.sessions()).extracting(SessionSummary::id).containsExactly(first, second);
        assertThat(store.sessions().get(0).flows()).isOne();
        assertThat(store.sessions().get(0).bytes()).isPositive();
        assertThat(store.latest()).contains(second);
        assertThat(store.resolve(first.substring(first.length() - 3))).isEqualTo(first);
        assertThat(store.resolve(second.substring(0, 15))).isEqualTo(second);
        assertThatThrownBy(() -> store.resolve("2026")).hasMessageContaining("2 sessions begin with 2026");
        assertThatThrownBy(() -> store.resolve("../secret")).hasMessageContaining("no session");

        Purged purged = store.purge(first);

        assertThat(purged.flows()).isOne();
        assertThat(purged.files()).isGreaterThanOrEqualTo(4);
        assertThat(purged.bytes()).isPositive();
        assertThat(data.resolve("sessions").resolve(first)).doesNotExist();
        assertThatThrownBy(() -> store.open(first)).isInstanceOf(FaultException.class);
    }

    @Test
    void a_running_session_is_not_purged() {
        RecordingSession session = store.create(Exchanges.SPEC, START);
        assertThatThrownBy(() -> store.purge(session.session().id())).hasMessageContaining("being recorded");
        session.stop();
    }

    @Test
    void folders_and_secret_are_for_their_owner_only() throws IOException {
        String id = store.create(Exchanges.SPEC, START).stop().id();
        Path folder = data.resolve("sessions").resolve(id);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secret"))))
                .isEqualTo("rw-------");
        assertThat(Files.size(folder.resolve("secret"))).isEqualTo(32);
        try (StoredSession stored = store.open(id)) {
            assertThat(stored.session().secret()).isEqualTo(Files.readAllBytes(folder.resolve("secret")));
        }
    }

    @Test
    void an_imported_session_keeps_every_exchange() {
        RecordingSession session = store.create(Exchanges.SPEC, START);
        for (int i = 0; i < 5; i++) {
            Exchanges.exchange(session, "/" + i);
        }
        String id = session.stop().id();
        try (StoredSession original = store.open(id)) {
            Session imported = store.importSession(Exchanges.SPEC, original.flows());
            assertThat(imported.state()).isEqualTo(Session.State.IMPORTED);
            try (StoredSession copy = store.open(imported.id())) {
                assertThat(copy.stream().map(Flow::url))
                        .containsExactlyElementsOf(
                                original.stream().map(Flow::url).toList());
                assertThat(body(copy.flow(3).orElseThrow(), Direction.RESPONSE))
                        .isEqualTo(body(original.flow(3).orElseThrow(), Direction.RESPONSE));
                assertThat(copy.verify().defects()).isEmpty();
            }
        }
    }

    @Test
    void an_import_that_is_given_up_leaves_nothing() {
        try (SessionImport session = store.startImport()) {
            assertThat(session.id()).isNotEmpty();
        }
        assertThat(store.sessions()).isEmpty();
    }

    @Test
    void the_clock_begins_at_the_start_and_never_runs_backwards() {
        RecordingSession session = store.create(Exchanges.SPEC, START);
        Instant last = START;
        for (int i = 0; i < 10_000; i++) {
            Instant now = session.now();
            assertThat(now).isAfterOrEqualTo(last);
            last = now;
        }
        assertThat(session.nextConnection()).isZero();
        assertThat(session.nextConnection()).isOne();
        session.stop();
        assertThat(last).isBefore(START.plusSeconds(600));
    }

    private static byte[] body(Flow flow, Direction direction) {
        Optional<Message> message = direction == Direction.REQUEST ? flow.request() : flow.response();
        return message.orElseThrow().body().bytes();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
