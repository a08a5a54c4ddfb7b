package io.mingcha.sessions;

import io.mingcha.flows.Marker;
import io.mingcha.flows.Owner;
import io.mingcha.flows.SessionSpec;
import io.mingcha.sessions.attribution.Connection;
import io.mingcha.sessions.device.Route;
import io.mingcha.sessions.device.WayIn;
import io.mingcha.sessions.plan.CaptureWish;
import io.mingcha.sessions.run.CaptureService;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Recordings that are kept in memory, of traffic that is said rather than seen. */
public final class PaperCaptures implements CaptureService {
    public final List<Kept> recordings = new CopyOnWriteArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private volatile Traffic traffic = new Traffic(20, 20, 0, true);

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
        public final List<Connection> connections = new ArrayList<>();
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
            return new Route(
                    way, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), "pem", "name.0", Optional.empty());
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
            evidence.put(name, content);
        }

        @Override
        public Traffic traffic() {
            return traffic;
        }

        @Override
        public List<Connection> connections() {
            return connections;
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
