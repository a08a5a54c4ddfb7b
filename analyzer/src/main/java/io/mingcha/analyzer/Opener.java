package io.mingcha.analyzer;

import com.google.common.base.Suppliers;
import com.google.common.primitives.ImmutableLongArray;
import io.mingcha.analyzer.adapter.Expected;
import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Decoder;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.decode.Stop;
import io.mingcha.analyzer.decode.Target;
import io.mingcha.analyzer.detect.Detector;
import io.mingcha.analyzer.detect.Veil;
import io.mingcha.analyzer.detect.hit.Dropped;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.hit.Witness;
import io.mingcha.analyzer.detect.known.Salts;
import io.mingcha.analyzer.detect.place.PositionPrints;
import io.mingcha.analyzer.learn.SaidAccount;
import io.mingcha.analyzer.learn.Sent;
import io.mingcha.analyzer.learn.Sighting;
import io.mingcha.analyzer.learn.Unbacked;
import io.mingcha.analyzer.signal.Signals;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Message;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.SessionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Opens exchanges of one session and finds what is in them, in no order: safe for several threads at once. */
final class Opener {
    /** What was found in the names of so many servers is remembered. */
    private static final int MOST_HOSTS = 20_000;

    private final Configuration configuration;
    private final SessionSpec spec;
    private final Sighting.Known known;
    private final Decoder decoder;
    private final Detector detector;
    private final Map<String, List<FlowAnalysis.Found>> foundInHosts = new ConcurrentHashMap<>();

    /** @param known whether the value with such a print was learned by now */
    Opener(Configuration configuration, SessionSpec spec, Sighting.Known known) {
        this.configuration = configuration;
        this.spec = spec;
        this.known = known;
        decoder = new Decoder(configuration.limits(), configuration.recipes(), spec.keys());
        detector = configuration.detectors().of(spec.persona(), salts());
    }

    /** What an app may mix into its digests: its own name, and what the session and the recipes hold as keys. */
    private Salts salts() {
        List<byte[]> secrets = new ArrayList<>(configuration.recipes().keys());
        secrets.addAll(decoder.keys());
        return Salts.of(
                Stream.of(spec.app().packageName())
                        .filter(name -> !name.isBlank())
                        .toList(),
                secrets);
    }

    FlowAnalysis open(Flow flow) {
        if (isQuestionForName(flow) || flow.client().isForeign()) {
            return FlowAnalysis.NOTHING;
        }
        List<FlowAnalysis.Found> found = new ArrayList<>(0);
        host(flow, found);
        if (flow.outcome().state() == Outcome.State.UNREAD
                && flow.requestHead().isEmpty()
                && flow.scheme().equals("tls")) {
            return found.isEmpty() ? FlowAnalysis.NOTHING : new FlowAnalysis(found);
        }
        List<Stop> stops = new ArrayList<>();
        Opened request = message(flow, Direction.REQUEST, Optional.empty(), found, stops);
        Opened response = message(flow, Direction.RESPONSE, Optional.of(request.decoded()), found, stops);
        return new FlowAnalysis(
                found,
                stops,
                request.unread(),
                request.signals(),
                request.vendors(),
                request.sent(),
                response.answered(),
                response.given(),
                response.positions(),
                response.accounts());
    }

    /** The values of a request that may be known, with what is by now. */
    Sent sent(Flow flow) {
        Message message = message(flow, Direction.REQUEST);
        if (message == null) {
            return Sent.NOTHING;
        }
        Decoded decoded = decoder.open(Direction.REQUEST, message, target(flow));
        Sighting sighting = new Sighting(configuration.lessons());
        Unbacked unbacked =
                new Unbacked(configuration.lessons(), configuration.catalogue().fields());
        List<Hit> hits = detector.find(
                Direction.REQUEST, decoded, expected(flow, Direction.REQUEST, decoded), unbacked, sighting);
        return sent(sighting, unbacked, hits, detector.veil(hits)::path);
    }

    /**
     * Opens one and keeps what it was opened to and what was not kept of it.
     *
     * @param placed makes exposures of what was found
     */
    Inspection inspect(Flow flow, Function<FlowAnalysis, List<Exposure>> placed) {
        List<FlowAnalysis.Found> found = new ArrayList<>();
        List<Inspection.Opened> opened = new ArrayList<>();
        if (!isQuestionForName(flow)) {
            host(flow, found);
        }
        for (Direction direction : Direction.values()) {
            Message message = message(flow, direction);
            if (message != null && !isQuestionForName(flow)) {
                Decoded decoded = decoder.open(direction, message, target(flow));
                boolean searched = isSearched(flow, direction, message);
                List<Dropped> dropped = new ArrayList<>();
                List<Hit> hits = searched
                        ? detector.find(
                                direction,
                                decoded,
                                expected(flow, direction, decoded),
                                (node, type, value, why) -> dropped.add(new Dropped(node, type, value, why)))
                        : List.of();
                Veil veil = detector.veil(hits);
                hits.forEach(hit -> found.add(FlowAnalysis.Found.of(direction, hit, veil)));
                opened.add(new Inspection.Opened(direction, decoded, veil, searched, dropped));
            }
        }
        return new Inspection(
                found,
                placed.apply(new FlowAnalysis(found)),
                decoder.host(flow.server().host()),
                opened);
    }

    /** Looks for a value in an exchange, as if the session file named it. */
    Sought seek(Inspection inspection, String value, Optional<String> type) {
        return new Seeker(configuration, salts(), value, type).in(inspection);
    }

    /** Captured text as it may be shown. */
    String hide(String text) {
        return detector.hide(text);
    }

    /** The name of a server as it may be shown. */
    String hideHost(String host) {
        return detector.hideHost(host);
    }

    /** Asked of the proxy itself: nobody else learns anything from it that the connection behind it does not say. */
    static boolean isQuestionForName(Flow flow) {
        return flow.scheme().equals("dns");
    }

    private void host(Flow flow, List<FlowAnalysis.Found> found) {
        String host = flow.server().host();
        List<FlowAnalysis.Found> inHost = foundInHosts.get(host);
        if (inHost == null) {
            List<Hit> hits = detector.find(Direction.REQUEST, decoder.host(host));
            Veil veil = detector.veil(hits);
            inHost = hits.stream()
                    .map(hit -> FlowAnalysis.Found.of(Direction.REQUEST, hit, veil))
                    .toList();
            if (foundInHosts.size() < MOST_HOSTS) {
                foundInHosts.put(host, inHost);
            }
        }
        found.addAll(inHost);
    }

    /** What the vendor of the endpoint says of a request's fields. */
    private Expected expected(Flow flow, Direction direction, Decoded decoded) {
        return direction == Direction.RESPONSE
                ? Expected.NOTHING
                : flow.requestHead()
                        .map(head -> configuration.adapters().expected(target(flow), head.method(), decoded))
                        .orElse(Expected.NOTHING);
    }

    private static Target target(Flow flow) {
        return Target.of(
                flow.server().host(),
                flow.requestHead().map(Head.Request::target).orElse(""));
    }

    private static @Nullable Message message(Flow flow, Direction direction) {
        return (direction == Direction.REQUEST ? flow.request() : flow.response()).orElse(null);
    }

    /** An answer of the proxy itself, and what is no data, is not searched. */
    private static boolean isSearched(Flow flow, Direction direction, Message message) {
        boolean own = flow.outcome().state() == Outcome.State.FAILED && direction == Direction.RESPONSE;
        return !own && !isScriptOrMedia(direction, message);
    }

    /** What of a request stays unread, what it says beside data, and the values in it that may be known. */
    private record Opened(
            Decoded decoded,
            List<OpaqueFields.Value> unread,
            Signals signals,
            List<String> vendors,
            Sent sent,
            ImmutableLongArray answered,
            ImmutableLongArray given,
            ImmutableLongArray positions,
            List<SaidAccount> accounts) {
        static final Opened NOTHING =
                answer(ImmutableLongArray.of(), ImmutableLongArray.of(), ImmutableLongArray.of(), List.of());

        static Opened answer(
                ImmutableLongArray values,
                ImmutableLongArray given,
                ImmutableLongArray positions,
                List<SaidAccount> accounts) {
            return new Opened(
                    Decoded.NOTHING,
                    List.of(),
                    Signals.NONE,
                    List.of(),
                    Sent.NOTHING,
                    values,
                    given,
                    positions,
                    accounts);
        }
    }

    /**
     * Adds what a message exposes and where its decoding stopped.
     *
     * @param asked the request that an answer is to
     */
    private Opened message(
            Flow flow, Direction direction, Optional<Decoded> asked, List<FlowAnalysis.Found> found, List<Stop> stops) {
        Message message = message(flow, direction);
        if (message == null || !isSearched(flow, direction, message)) {
            return Opened.NOTHING;
        }
        Decoded decoded = decoder.open(direction, message, target(flow));
        Sighting sighting = new Sighting(configuration.lessons());
        Unbacked unbacked =
                new Unbacked(configuration.lessons(), configuration.catalogue().fields());
        Expected expected = expected(flow, direction, decoded);
        List<Hit> hits = detector.find(
                direction, decoded, expected, direction == Direction.REQUEST ? unbacked : Witness.NOBODY, sighting);
        // most messages have nothing to show
        Supplier<Veil> veil = Suppliers.memoize(() -> detector.veil(hits));
        hits.forEach(hit -> found.add(FlowAnalysis.Found.of(direction, hit, veil.get())));
        stops.addAll(decoded.stops());
        if (direction == Direction.RESPONSE) {
            return Opened.answer(
                    sighting.all(),
                    OpaqueFields.given(decoded, configuration.coverage()),
                    PositionPrints.in(decoded),
                    configuration
                            .lessons()
                            .signIns()
                            .in(asked, decoded, node -> veil.get().path(node)));
        }
        Signals signals = flow.requestHead()
                .map(head -> configuration.signals().read(head, decoded))
                .orElse(Signals.NONE);
        return new Opened(
                decoded,
                OpaqueFields.of(
                        decoded,
                        configuration.coverage(),
                        configuration.discard(),
                        node -> veil.get().path(node)),
                signals,
                expected.vendors(),
                sent(sighting, unbacked, hits, node -> veil.get().path(node)),
                ImmutableLongArray.of(),
                ImmutableLongArray.of(),
                ImmutableLongArray.of(),
                List.of());
    }

    private Sent sent(Sighting sighting, Unbacked unbacked, List<Hit> hits, Function<Node, String> path) {
        Sent sent = sighting.sent(hits, configuration.catalogue().types()::isBaseline, known, path);
        return sent.with(unbacked.values(hits, sent.nameless()), path);
    }

    /** Code, styles, pictures and fonts sent to the app say nothing of its user. */
    private static boolean isScriptOrMedia(Direction direction, Message message) {
        if (direction == Direction.REQUEST) {
            return false;
        }
        String type =
                message.head().flatMap(h -> h.header("content-type")).orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("image/")
                || type.startsWith("video/")
                || type.startsWith("audio/")
                || type.startsWith("font/")
                || type.contains("javascript")
                || type.startsWith("text/css");
    }
}
