package io.mingcha.sessions;

import io.mingcha.flows.Marker;
import io.mingcha.flows.Owner;
import io.mingcha.flows.SessionSpec;
import io.mingcha.sessions.attribution.Connection;
import io.mingcha.sessions.device.Route;
import io.mingcha.sessions.device.WayIn;
import io.mingcha.sessions.plan.CaptureWish;
import io.mingcha.sessions.run.CaptureService;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Recordings that are kept in memory, of traffic that is said rather than seen. */
public final class PaperCaptures implements CaptureService {
    public final List<Kept> recordings = new CopyOnWriteArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private volatile Traffic traffic = new Traffic(20, 20, 0, true);

    private volatile InetSocketAddress proxy = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    private volatile boolean full;
    private volatile Optional<Volume> volume = Optional.empty();
    private volatile Standing standing = Standing.WELL;
    private volatile Supplier<List<Connection>> seen = List::of;
    public final List<Handshake> handshakes = new CopyOnWriteArrayList<>();

    /** Where its devices are led, and what it sees of them there. */
    public void proxy(InetSocketAddress address, Supplier<List<Connection>> connections) {
        proxy = address;
        seen = connections;
    }

    public void volume(Volume said) {
        volume = Optional.of(said);
    }

    public void stands(Standing how) {
        standing = how;
    }

    /** Nothing can be kept beside the record any more. */
    public void full() {
        full = true;
    }

    public void traffic(Traffic said) {
        traffic = said;
    }

    public Kept last() {
        return recordings.get(recordings.size() - 1);
    }

    @Override
    public Recording start(SessionSpec spec, CaptureWish wish) {
        Kept kept = new Kept("session-" + number.incrementAndGet(), wish.way(), spec);
        recordings.add(kept);
        return kept;
    }

    /** One of them. */
    public final class Kept implements Recording {
        private final String id;
        private final WayIn way;
        private SessionSpec spec;
        public final List<Marker> markers = new ArrayList<>();
        public final Map<Integer, Owner> owners = new LinkedHashMap<>();
        public final Map<String, byte[]> evidence = new LinkedHashMap<>();
        public boolean closed;

        Kept(String id, WayIn way, SessionSpec spec) {
            this.way = way;
            this.id = id;
            this.spec = spec;
        }

        public List<String> labels() {
            return markers.stream().map(Marker::label).toList();
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Route route() {
            return new Route(way, proxy, "pem", "9a5ba575.0", Optional.empty());
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void mark(Marker marker) {
            markers.add(marker);
        }

        @Override
        public void keep(String name, byte[] content) {
            checkRoom(name);
            evidence.put(name, content);
        }

        @Override
        public void add(String name, byte[] piece) {
            checkRoom(name);
            evidence.merge(
                    name,
                    piece,
                    (before, more) -> ByteBuffer.allocate(before.length + more.length)
                            .put(before)
                            .put(more)
                            .array());
        }

        private void checkRoom(String name) {
            if (full) {
                throw new Fault(Text.same("no space left"), name, Text.same("free some")).asException();
            }
        }

        @Override
        public Traffic traffic() {
            return traffic;
        }

        @Override
        public Standing standing() {
            return standing;
        }

        @Override
        public Optional<Volume> volume() {
            return volume;
        }

        @Override
        public List<Handshake> handshakes() {
            return handshakes;
        }

        @Override
        public List<Connection> connections() {
            return seen.get();
        }

        @Override
        public Map<Integer, Set<String>> hosts() {
            return Map.of();
        }

        @Override
        public void own(Map<Integer, Owner> found) {
            owners.putAll(found);
        }

        @Override
        public void describe(SessionSpec replaced) {
            spec = replaced;
        }

        @Override
        public SessionSpec spec() {
            return spec;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
