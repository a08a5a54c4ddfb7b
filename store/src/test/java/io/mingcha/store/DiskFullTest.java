package io.mingcha.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mingcha.flows.Direction;
import io.mingcha.flows.Flow;
import io.mingcha.flows.FlowRecorder;
import io.mingcha.flows.Marker;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Session;
import io.mingcha.flows.Timing;
import io.mingcha.settings.Fault;
import io.mingcha.store.body.SegmentOpener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class DiskFullTest {
    @TempDir
    Path data;

    @Test
    void traffic_goes_on_and_the_session_says_from_when_it_was_not_recorded() throws Exception {
        SessionStore store = SessionStore.at(data);
        RecordingSession session =
                store.create(Exchanges.SPEC, Instant.now(), RecordingOptions.DEFAULT.withSegments(quota(200_000)));
        CompletableFuture<Fault> told = new CompletableFuture<>();
        session.onFault(told::complete);
        Exchanges.exchange(session, "/before", "q", new byte[1_000]);
        session.flush();
        FlowRecorder open = Exchanges.request(session, "/open", "first part");
        session.flush();
        Instant full = session.now();
        AtomicInteger released = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            open.bytes(
                    Direction.RESPONSE, ByteBuffer.wrap(new byte[100_000]), session.now(), released::incrementAndGet);
        }

        assertThat(told.get(60, TimeUnit.SECONDS).toString()).contains("No space left on device", "traffic goes on");
        for (int i = 0; i < 2_000; i++) {
            assertThat(session.isWritable()).isTrue();
            Exchanges.exchange(session, "/after" + i, "q", new byte[100_000]);
        }
        Marker marker = Marker.at("consent_accept", session.now(), Marker.Source.HAND);
        session.addMarker(marker);
        CountDownLatch resumed = new CountDownLatch(1);
        session.whenWritable(resumed::countDown);
        assertThat(resumed.await(60, TimeUnit.SECONDS)).isTrue();
        open.close(Outcome.COMPLETE, Timing.at(Instant.now()));
        Session stopped = session.stop();

        assertThat(released).hasValue(10);
        assertThat(stopped.unrecordedSince().orElseThrow()).isBefore(full);
        assertThat(stopped.state()).isEqualTo(Session.State.COMPLETE);
        try (StoredSession stored = store.open(stopped.id())) {
            assertThat(stored.session()).isEqualTo(stopped);
            assertThat(stored.markers()).containsExactly(marker);
            List<Flow> flows = stored.stream().toList();
            assertThat(flows.get(0).outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(flows.get(1).outcome().reason()).isEqualTo("not_recorded");
            assertThat(flows.get(1).request().orElseThrow().body().bytes())
                    .asString()
                    .isEqualTo("first part");
            assertThat(flows.get(1).response().orElseThrow().body().kept())
                    .isLessThan(flows.get(1).response().orElseThrow().body().length());
            assertThat(stored.verify().defects()).isEmpty();
        }
        assertThat(store.sessions().get(0).unrecordedSince()).isEqualTo(stopped.unrecordedSince());
    }

    /** A disk that takes so many bytes and no more. */
    private static SegmentOpener quota(long bytes) {
        return file -> {
            SegmentOpener.Output real = SegmentOpener.ON_DISK.create(file);
            return new SegmentOpener.Output(new Quota(real.channel(), bytes), real.force());
        };
    }

    private static final class Quota implements GatheringByteChannel {
        private final GatheringByteChannel channel;
        private long left;

        Quota(GatheringByteChannel channel, long left) {
            this.channel = channel;
            this.left = left;
        }

        @Override
        public int write(ByteBuffer from) throws IOException {
            if (left == 0) {
                throw new IOException("No space left on device");
            }
            ByteBuffer part = from.duplicate();
            part.limit(part.position() + (int) Math.min(left, part.remaining()));
            int n = channel.write(part);
            from.position(from.position() + n);
            left -= n;
            return n;
        }

        @Override
        public long write(ByteBuffer[] from, int offset, int length) throws IOException {
            for (int i = offset; i < offset + length; i++) {
                if (from[i].hasRemaining()) {
                    return write(from[i]);
                }
            }
            return 0;
        }

        @Override
        public long write(ByteBuffer[] from) throws IOException {
            return write(from, 0, from.length);
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
