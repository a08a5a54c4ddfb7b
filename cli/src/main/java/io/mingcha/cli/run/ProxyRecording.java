package io.mingcha.cli.run;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.certs.ExportFormat;
import io.mingcha.flows.Marker;
import io.mingcha.flows.Owner;
import io.mingcha.flows.SessionSpec;
import io.mingcha.sessions.attribution.Connection;
import io.mingcha.sessions.device.Route;
import io.mingcha.sessions.device.WayIn;
import io.mingcha.sessions.run.CaptureService;
import io.mingcha.sessions.run.CaptureService.Handshake;
import io.mingcha.sessions.run.CaptureService.Standing;
import io.mingcha.sessions.run.CaptureService.Traffic;
import io.mingcha.sessions.run.CaptureService.Volume;
import io.mingcha.store.RecordingSession;
import io.mingcha.store.SessionStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One session being recorded through a proxy of its own. */
final class ProxyRecording implements CaptureService.Recording {
    private final SessionStore sessions;
    private final RecordingSession recording;
    private final LastingProxy proxy;
    private final Route route;
    private final SeenTraffic seen;
    private final SessionSpec asked;
    private SessionSpec spec;

    ProxyRecording(
            SessionSpec spec,
            WayIn way,
            SessionStore sessions,
            RecordingSession recording,
            LastingProxy proxy,
            CertificateAuthority authority,
            SeenTraffic seen) {
        this.asked = spec;
        this.spec = spec;
        this.sessions = sessions;
        this.recording = recording;
        this.proxy = proxy;
        this.seen = seen;
        this.route = new Route(
                way,
                way == WayIn.SOCKS ? proxy.socks().orElseThrow() : proxy.address(),
                new String(authority.export(ExportFormat.PEM).content(), StandardCharsets.US_ASCII),
                authority.export(ExportFormat.ANDROID).fileName(),
                Optional.empty());
    }

    @Override
    public String id() {
        return recording.session().id();
    }

    @Override
    public Route route() {
        return route;
    }

    @Override
    public Instant now() {
        return recording.now();
    }

    @Override
    public void mark(Marker marker) {
        recording.addMarker(marker);
    }

    @Override
    public void keep(String name, byte[] content) {
        recording.keep(name, content);
    }

    @Override
    public void add(String name, byte[] piece) {
        recording.add(name, piece);
    }

    @Override
    public Traffic traffic() {
        recording.flush();
        int exchanges = seen.exchanges();
        int unread = seen.unread();
        return new Traffic(
                exchanges,
                exchanges + unread + seen.blocked(),
                unread,
                recording.session().unrecordedSince().isEmpty());
    }

    @Override
    public Standing standing() {
        if (recording.session().unrecordedSince().isPresent()) {
            return Standing.NOT_RECORDING;
        }
        return proxy.standing();
    }

    @Override
    public Optional<Volume> volume() {
        return Optional.of(new Volume(seen.bytes(), proxy.open()));
    }

    @Override
    public List<Handshake> handshakes() {
        return seen.handshakes();
    }

    @Override
    public List<Connection> connections() {
        return seen.connections();
    }

    @Override
    public Map<Integer, Set<String>> hosts() {
        return seen.hosts();
    }

    @Override
    public void own(Map<Integer, Owner> owners) {
        recording.own(owners);
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
        proxy.close();
        String id = recording.stop().id();
        if (!spec.equals(asked)) {
            sessions.setSpec(id, spec);
        }
    }
}
