package io.mingcha.cli.capture;

import io.mingcha.analyzer.Analyzer;
import io.mingcha.analyzer.coverage.Readability;
import io.mingcha.analyzer.coverage.Tally;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.OwnCapture;
import io.mingcha.cli.live.LiveAnalysis;
import io.mingcha.cli.live.News;
import io.mingcha.cli.phone.Invitation;
import io.mingcha.cli.phone.Phones;
import io.mingcha.cli.traffic.AnnouncingPolicy;
import io.mingcha.cli.traffic.OwnAddresses;
import io.mingcha.flows.Client;
import io.mingcha.flows.Flow;
import io.mingcha.flows.FlowSink;
import io.mingcha.flows.Marker;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Server;
import io.mingcha.flows.Session;
import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.Timing;
import io.mingcha.gateway.Gateway;
import io.mingcha.onboarding.DeviceChecks;
import io.mingcha.onboarding.DeviceReport;
import io.mingcha.proxy.ProxyServer;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.policy.SessionPolicy;
import io.mingcha.store.DataFolder;
import io.mingcha.store.RecordingSession;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A proxy that records into one session, with the means to mark and end it from outside. */
final class Capture implements OwnCapture, AutoCloseable {
    private static final int QUIC_PORT = 443;

    /** What a person waits for at most when they end a capture whose analysis has fallen behind. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DataFolder folder;
    private final RecordingSession recording;
    private final ProxyServer proxy;
    private final Phones phones;
    private final ControlServer control;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final SessionPolicy policy;
    private final Recorded recorded;
    private final Optional<LiveAnalysis> live;
    private final Optional<Gateway> gateway;
    private final long quicRefusedBefore;
    private boolean closed;

    private Capture(
            Context context,
            DataFolder folder,
            RecordingSession recording,
            ProxyServer proxy,
            Phones phones,
            SessionPolicy policy,
            Optional<Gateway> gateway,
            Recorded recorded,
            Optional<LiveAnalysis> live) {
        this.recorded = recorded;
        this.live = live;
        this.policy = policy;
        this.gateway = gateway;
        this.quicRefusedBefore =
                gateway.map(Gateway::quicRefused).orElse(OptionalLong.empty()).orElse(0);
        this.folder = folder;
        this.recording = recording;
        this.proxy = proxy;
        this.phones = phones;
        this.control = new ControlServer(context, this, folder.controlSocket());
    }

    /** Takes the data folder, begins a session and listens. */
    static Capture start(
            Context context,
            SessionSpec spec,
            ProxyConfig config,
            AnnouncingPolicy policy,
            CompletableFuture<Phones> phones,
            Consumer<Flow> listener) {
        return start(context, spec, config, policy, phones, Optional.empty(), listener, Optional.empty());
    }

    /**
     * As above.
     *
     * @param gateway the tunnel whose traffic is captured
     * @param news is told of what goes for the first time to a recipient; absent if nobody wants to know while it runs
     */
    static Capture start(
            Context context,
            SessionSpec spec,
            ProxyConfig config,
            AnnouncingPolicy policy,
            CompletableFuture<Phones> phones,
            Optional<Gateway> gateway,
            Consumer<Flow> listener,
            Optional<Consumer<News>> news) {
        DataFolder folder = DataFolder.open(context.data());
        try {
            RecordingSession recording = folder.sessions().create(spec, Instant.now());
            try {
                Phones made = joined(phones);
                Recorded recorded = new Recorded(made.checks(), listener);
                recording.onRecorded(recorded::add);
                ProxyServer proxy = ProxyServer.start(config, made.authority(), policy, recording, made.site());
                Optional<LiveAnalysis> live = news.map(told -> LiveAnalysis.start(
                        recording, FollowCommand.of(context, recording.session().id()), told));
                Capture capture =
                        new Capture(context, folder, recording, proxy, made, policy.session(), gateway, recorded, live);
                recorded.names.complete(new Analyzer(context.configuration(), recording.session()));
                capture.control.start();
                return capture;
            } catch (RuntimeException e) {
                String id = recording.stop().id();
                recording.close();
                folder.sessions().purge(id);
                throw e;
            }
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static <T> T joined(CompletableFuture<T> made) {
        try {
            return made.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }

    /** What was recorded waits, in its order, for the configuration that says which hosts may be named. */
    private static final class Recorded {
        private final CompletableFuture<Analyzer> names = new CompletableFuture<>();
        private final Tally tally = new Tally(false);
        private final DeviceChecks checks;
        private final Consumer<Flow> listener;
        private CompletableFuture<Analyzer> last = names;

        Recorded(DeviceChecks checks, Consumer<Flow> listener) {
            this.checks = checks;
            this.listener = listener;
        }

        /** On the recorder's thread alone. */
        void add(Flow flow) {
            checks.recorded(flow);
            last = last.thenApply(known -> {
                tally.add(flow, known.hideHost(flow.server().host()));
                listener.accept(flow);
                return known;
            });
        }
    }

    InetSocketAddress address() {
        return proxy.address();
    }

    Optional<InetSocketAddress> address(ProxyServer.WayIn way) {
        return proxy.address(way);
    }

    Optional<InetSocketAddress> dnsAddress() {
        return proxy.dnsAddress();
    }

    /** What lets the next device in, if any can be let in while this runs. */
    Optional<Invitation> invite() {
        return proxy.pairs()
                ? Optional.of(new Invitation(phones.pairing().token(), OwnAddresses.of(proxy.address())))
                : Optional.empty();
    }

    List<DeviceReport> devices() {
        return phones.checks().reports();
    }

    @Override
    public RecordingSession recording() {
        return recording;
    }

    @Override
    public SessionPolicy policy() {
        return policy;
    }

    @Override
    public Readability readability() {
        return recorded.tally.finish();
    }

    /** How far the analysis is that runs meanwhile, if one does. */
    Optional<LiveAnalysis.Progress> live() {
        return live.map(LiveAnalysis::progress);
    }

    @Override
    public OptionalLong quicRefused() {
        OptionalLong sinceItIsUp = gateway.map(Gateway::quicRefused).orElse(OptionalLong.empty());
        return sinceItIsUp.isPresent()
                ? OptionalLong.of(Math.max(0, sinceItIsUp.getAsLong() - quicRefusedBefore))
                : sinceItIsUp;
    }

    /** Sets a marker that was decided on at {@code typed} and arrives now. */
    Marker mark(String label, Instant typed) {
        Instant now = recording.now();
        Instant at = typed.isAfter(now) ? now : typed;
        Marker marker = Marker.within(label, at, at, now, Marker.Source.HAND);
        recording.addMarker(marker);
        return marker;
    }

    void mark(Marker marker) {
        recording.addMarker(marker);
    }

    /** Asks the capture to end; whoever waits goes on. */
    void end() {
        ended.countDown();
    }

    /** Waits for the end, at most so long. True if it was asked to end. */
    boolean await(Duration most) throws InterruptedException {
        return ended.await(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends in good order and returns the session. */
    synchronized Session finish() {
        if (!closed) {
            closed = true;
            quicRefused().ifPresent(this::recordRefusedQuic);
            proxy.close();
            live.ifPresent(this::catchUp);
            Session session = recording.stop();
            control.close();
            folder.close();
            return session;
        }
        return recording.session();
    }

    private void catchUp(LiveAnalysis live) {
        try (live) {
            recording.flush();
            live.catchUp(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The firewall answers before the proxy sees anything: its count is all there is to record. */
    private void recordRefusedQuic(long packets) {
        if (packets > 0) {
            Instant now = recording.now();
            recording
                    .open(new FlowSink.Opening(
                            recording.nextConnection(),
                            "udp",
                            "raw",
                            Client.UNKNOWN,
                            new Server("", QUIC_PORT, Optional.empty(), Optional.empty()),
                            now))
                    .close(
                            Outcome.blocked(
                                    "quic_refused_by_gateway", packets + " QUIC packets refused by the gateway"),
                            Timing.at(now));
        }
    }

    @Override
    public void close() {
        finish();
    }
}
