package io.mingcha.analyzer;

import com.google.common.base.Suppliers;
import com.google.common.primitives.ImmutableLongArray;
import io.mingcha.analyzer.adapter.Expected;
import io.mingcha.analyzer.attribute.Attributed;
import io.mingcha.analyzer.attribute.Attribution;
import io.mingcha.analyzer.catalogue.Recipient;
import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Decoder;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.decode.Stop;
import io.mingcha.analyzer.decode.Target;
import io.mingcha.analyzer.detect.Detector;
import io.mingcha.analyzer.detect.Dropped;
import io.mingcha.analyzer.detect.Hit;
import io.mingcha.analyzer.detect.Salts;
import io.mingcha.analyzer.detect.Veil;
import io.mingcha.analyzer.detect.Witness;
import io.mingcha.analyzer.judge.Case;
import io.mingcha.analyzer.judge.Docket;
import io.mingcha.analyzer.judge.Judge;
import io.mingcha.analyzer.judge.SessionFacts;
import io.mingcha.analyzer.judge.Verdicts;
import io.mingcha.analyzer.judge.Wire;
import io.mingcha.analyzer.learn.Candidate;
import io.mingcha.analyzer.learn.Learned;
import io.mingcha.analyzer.learn.Learning;
import io.mingcha.analyzer.learn.Sent;
import io.mingcha.analyzer.learn.Sighting;
import io.mingcha.analyzer.signal.Signals;
import io.mingcha.flows.App;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Message;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Owner;
import io.mingcha.flows.Party;
import io.mingcha.flows.Session;
import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.Tls;
import io.mingcha.settings.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Analyses one session, flow by flow; {@link #finish} judges. */
public final class Analyzer {
    /** What was found in the names of so many servers is remembered. */
    private static final int MOST_HOSTS = 20_000;

    private static final int NO_POSITION = -1;

    private final Configuration configuration;
    private final Session session;
    private final Decoder decoder;
    private final Detector detector;
    private final Attribution attribution;
    private final SessionFacts facts;
    private final ValueDigest digest;
    private final CoverageCount coverage;
    private final Docket docket;
    private final Learning learning;
    private final BitSet placedLate = new BitSet();
    private final Map<String, ContactedCount> contacted = new TreeMap<>();
    private final Map<String, String> shownHosts = new HashMap<>();
    private final Map<String, List<FlowAnalysis.Found>> foundInHosts = new ConcurrentHashMap<>();

    public Analyzer(Configuration configuration, Session session) {
        this(configuration, session, Optional.empty());
    }

    /** @param earlier what an earlier version of the app sent and to whom, by {@link SessionFacts#pair} */
    Analyzer(Configuration configuration, Session session, Optional<Set<String>> earlier) {
        this.configuration = configuration;
        this.session = session;
        SessionSpec spec = session.spec();
        decoder = new Decoder(configuration.limits(), configuration.recipes(), spec.keys());
        detector = configuration.detectors().of(spec.persona(), salts());
        attribution = new Attribution(configuration.catalogue().recipients(), spec);
        facts = SessionFacts.of(
                spec,
                configuration.catalogue().types(),
                configuration.catalogue().categories(),
                configuration.signals().purposes(),
                earlier);
        digest = new ValueDigest(session.secret());
        docket = new Docket(configuration.catalogue().types());
        learning = new Learning(configuration.lessons());
        coverage = new CoverageCount(configuration.coverage(), session.state() == Session.State.IMPORTED);
    }

    /** Analyses a whole session on all processors. */
    public static Analysis analyze(Configuration configuration, Session session, Iterable<Flow> flows) {
        return analyze(configuration, session, Optional.empty(), flows::forEach, UnaryOperator.identity());
    }

    /**
     * Analyses a session whose flows are pushed.
     *
     * @param earlier what an earlier version of the app sent and to whom, see {@link #sent}
     * @param source hands every flow, in order, to the consumer it is given; once more to another if some sent early what only a
     *     later one says what it is
     * @param ending adds to the session what only its end shows
     */
    public static Analysis analyze(
            Configuration configuration,
            Session session,
            Optional<Set<String>> earlier,
            Consumer<Consumer<Flow>> source,
            UnaryOperator<Session> ending) {
        return analyze(
                configuration,
                session,
                earlier,
                source,
                ending,
                Runtime.getRuntime().availableProcessors());
    }

    /** @param threads on how many flows are opened, which makes no difference to what is found */
    static Analysis analyze(
            Configuration configuration,
            Session session,
            Optional<Set<String>> earlier,
            Consumer<Consumer<Flow>> source,
            UnaryOperator<Session> ending,
            int threads) {
        Analyzer analyzer = new Analyzer(configuration, session, earlier);
        analyzer.take(source, threads);
        return analyzer.finish(ending.apply(session));
    }

    /**
     * What one exchange exposes only because others of its session say what the value is.
     *
     * @param source as above
     */
    public static List<Exposure> learned(
            Configuration configuration, Session session, Consumer<Consumer<Flow>> source, int ordinal) {
        Analyzer analyzer = new Analyzer(configuration, session);
        analyzer.take(source, Runtime.getRuntime().availableProcessors());
        return analyzer.docket.exposures().stream()
                .filter(e -> e.flow() == ordinal && e.method() == Exposure.Method.SAME_VALUE)
                .toList();
    }

    private void take(Consumer<Consumer<Flow>> source, int threads) {
        try (Parallel parallel = new Parallel(this, threads)) {
            source.accept(parallel::add);
            parallel.finish();
        }
        BitSet early = learning.early();
        if (!early.isEmpty()) {
            source.accept(flow -> {
                if (early.get(flow.ordinal())) {
                    placeLate(flow);
                }
            });
        }
    }

    /** What an app sent and to whom, for the analysis of a later version of it. */
    public static Set<String> sent(Analysis analysis) {
        return analysis.exposures().stream()
                .filter(e -> e.direction() == Direction.REQUEST)
                .map(e -> SessionFacts.pair(e.dataType(), e.recipient()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Takes the next flow; flows come in order of their ordinals. Returns what it exposes. */
    public List<Exposure> add(Flow flow) {
        return place(flow, open(flow));
    }

    /** What a flow exposes, said at once while its session still runs: nothing of it is kept or judged. */
    public List<Exposure> glance(Flow flow) {
        FlowAnalysis analysis = open(flow);
        return analysis.found().isEmpty() ? List.of() : exposures(flow, analysis, attributed(flow), opened(flow));
    }

    /** Takes a flow like {@link #add}, and keeps what it was opened to and what was not kept of it. */
    public Inspection inspect(Flow flow) {
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
        List<Exposure> placed = place(flow, new FlowAnalysis(found));
        return new Inspection(found, placed, decoder.host(flow.server().host()), opened);
    }

    /**
     * Looks for a value in an exchange, as if the session file named it.
     *
     * @param type what it is; those that it passes for if nobody says
     */
    public Sought seek(Inspection inspection, String value, Optional<String> type) {
        return new Seeker(configuration, salts(), value, type).in(inspection);
    }

    /** What an app may mix into its digests: its own name, and what the session and the recipes hold as keys. */
    private Salts salts() {
        SessionSpec spec = session.spec();
        List<byte[]> secrets = new ArrayList<>(configuration.recipes().keys());
        secrets.addAll(decoder.keys());
        return Salts.of(
                Stream.of(spec.app().packageName())
                        .filter(name -> !name.isBlank())
                        .toList(),
                secrets);
    }

    /** Captured text as it may be shown: the known values of the session in it are starred out. */
    public String hide(String text) {
        return detector.hide(text);
    }

    /** The name of a server as it may be shown; a HAR may lack it. */
    public String hideHost(String host) {
        return shownHosts.computeIfAbsent(host, h -> h.isEmpty() ? "unknown" : detector.hideHost(h));
    }

    /** The part that needs no order: safe for several threads at once. */
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
        Opened request = message(flow, Direction.REQUEST, found, stops);
        Opened response = message(flow, Direction.RESPONSE, found, stops);
        return new FlowAnalysis(found, stops, request.unread(), request.signals(), request.sent(), response.answered());
    }

    /** Asked of the proxy itself: nobody else learns anything from it that the connection behind it does not say. */
    private static boolean isQuestionForName(Flow flow) {
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
    private record Opened(List<OpaqueFields.Value> unread, Signals signals, Sent sent, ImmutableLongArray answered) {
        static final Opened NOTHING = answer(ImmutableLongArray.of());

        static Opened answer(ImmutableLongArray values) {
            return new Opened(List.of(), Signals.NONE, Sent.NOTHING, values);
        }
    }

    /** Adds what a message exposes and where its decoding stopped. */
    private Opened message(Flow flow, Direction direction, List<FlowAnalysis.Found> found, List<Stop> stops) {
        Message message = message(flow, direction);
        if (message == null || !isSearched(flow, direction, message)) {
            return Opened.NOTHING;
        }
        Decoded decoded = decoder.open(direction, message, target(flow));
        Sighting sighting = new Sighting(configuration.lessons());
        List<Hit> hits =
                detector.find(direction, decoded, expected(flow, direction, decoded), Witness.NOBODY, sighting);
        // most messages have nothing to show
        Supplier<Veil> veil = Suppliers.memoize(() -> detector.veil(hits));
        hits.forEach(hit -> found.add(FlowAnalysis.Found.of(direction, hit, veil.get())));
        stops.addAll(decoded.stops());
        if (direction == Direction.RESPONSE) {
            return Opened.answer(sighting.all());
        }
        Signals signals = flow.requestHead()
                .map(head -> configuration.signals().read(head, decoded))
                .orElse(Signals.NONE);
        return new Opened(
                OpaqueFields.of(
                        decoded, configuration.coverage(), node -> veil.get().path(node)),
                signals,
                sent(sighting, hits, node -> veil.get().path(node)),
                ImmutableLongArray.of());
    }

    private Sent sent(Sighting sighting, List<Hit> hits, Function<Node, String> path) {
        return sighting.sent(hits, configuration.catalogue().types()::isBaseline, learning::isKnown, path);
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

    /** Puts into the session what {@link #open} found. */
    List<Exposure> place(Flow flow, FlowAnalysis analysis) {
        if (isQuestionForName(flow)) {
            return List.of();
        }
        if (flow.client().isForeign()) {
            coverage.foreign(flow);
            return List.of();
        }
        Attributed attributed = attributed(flow);
        Wire wire = wire(flow, analysis);
        Instant opened = opened(flow);
        String host = hideHost(flow.server().host());
        coverage.add(flow, host, attributed.recipient().id(), analysis);
        if (flow.server().host().isEmpty() && flow.request().isEmpty()) {
            return List.of();
        }
        ContactedCount count =
                contacted.computeIfAbsent(attributed.recipient().id(), id -> new ContactedCount(attributed));
        count.add(flow, host);
        boolean arrived = flow.outcome().state() != Outcome.State.BLOCKED
                && flow.outcome().state() != Outcome.State.FAILED;
        boolean sends = analysis.sent().untold().length() > 0;
        if (arrived || !analysis.found().isEmpty() || sends) {
            docket.add(flow.ordinal(), opened, wire, attributed, arrived);
        }
        learning.note(flow.ordinal(), analysis.sent(), analysis.answered());
        List<Exposure> added = exposures(flow, analysis, attributed, opened);
        for (int i = 0; i < added.size(); i++) {
            count.exposes(added.get(i).dataType());
            docket.add(added.get(i), analysis.found().get(i).hit().decimals());
            learning.learn(added.get(i));
        }
        // what was learned while this one lay open already is looked for once more
        Sent sent = learning.isComplete(analysis.sent()) ? analysis.sent() : sent(flow);
        for (Candidate candidate : sent.candidates()) {
            learning.recall(candidate).ifPresent(learned -> {
                Exposure exposure = exposure(flow, candidate, learned, attributed, opened);
                added.add(exposure);
                count.exposes(exposure.dataType());
                docket.add(exposure, NO_POSITION);
            });
        }
        return added;
    }

    /** The values of a request that may be known, with what is by now. */
    private Sent sent(Flow flow) {
        Message message = message(flow, Direction.REQUEST);
        if (message == null) {
            return Sent.NOTHING;
        }
        Decoded decoded = decoder.open(Direction.REQUEST, message, target(flow));
        Sighting sighting = new Sighting(configuration.lessons());
        List<Hit> hits = detector.find(
                Direction.REQUEST, decoded, expected(flow, Direction.REQUEST, decoded), Witness.NOBODY, sighting);
        return sent(sighting, hits, detector.veil(hits)::path);
    }

    /** Adds what one of these exposes; they come in their order, when all others were placed. */
    private void placeLate(Flow flow) {
        placedLate.set(flow.ordinal());
        Attributed attributed = attributed(flow);
        for (Candidate candidate : sent(flow).candidates()) {
            learning.recall(candidate)
                    .filter(learned -> learned.source().flow() > flow.ordinal())
                    .map(learned -> exposure(flow, candidate, learned, attributed, opened(flow)))
                    .ifPresent(exposure -> {
                        docket.addLate(exposure);
                        Objects.requireNonNull(contacted.get(exposure.recipient()))
                                .exposes(exposure.dataType());
                    });
        }
    }

    private Exposure exposure(Flow flow, Candidate candidate, Learned learned, Attributed attributed, Instant opened) {
        Node node = candidate.node();
        Instant at = arrival(flow, Direction.REQUEST, node, opened);
        return new Exposure(
                flow.ordinal(),
                Direction.REQUEST,
                hideHost(flow.server().host()),
                attributed.recipient().id(),
                attributed.party(),
                facts.timeline().phase(at),
                facts.timeline().foreground(at),
                learned.type(),
                candidate.path(),
                node.location().label(),
                node.offset(),
                node.length(),
                Exposure.Method.SAME_VALUE,
                learned.transform(),
                Math.min(learned.confidence(), ofTheApp(flow)),
                1,
                Masking.mask(learned.type(), learned.value()),
                digest.of(learned.type(), learned.value()),
                learned.value(),
                at,
                List.of(),
                Optional.of(learned.source()));
    }

    private List<Exposure> exposures(Flow flow, FlowAnalysis analysis, Attributed attributed, Instant opened) {
        List<Exposure> exposures = new ArrayList<>(analysis.found().size());
        for (FlowAnalysis.Found found : analysis.found()) {
            exposures.add(exposure(flow, found, attributed, opened));
        }
        return exposures;
    }

    private Attributed attributed(Flow flow) {
        String path = flow.requestHead().map(Head.Request::target).orElse("/");
        return shown(attribution.of(flow.server().host(), path, flow.server().address()));
    }

    private static Instant opened(Flow flow) {
        return flow.request().map(Message::firstByte).orElse(flow.timing().opened());
    }

    private static Wire wire(Flow flow, FlowAnalysis analysis) {
        Optional<Tls> tls = flow.clientTls();
        return new Wire(
                flow.scheme(),
                flow.server().host(),
                flow.outcome().state() != Outcome.State.UNREAD,
                analysis.opaque(),
                tls.flatMap(Tls::version).orElse(""),
                tls.flatMap(Tls::issue).isPresent() && flow.request().isPresent(),
                analysis.signals());
    }

    /** A recipient that no table names is called by its domain, in which somebody's data may stand. */
    private Attributed shown(Attributed attributed) {
        Recipient recipient = attributed.recipient();
        String id = recipient.named() ? recipient.id() : hideHost(recipient.id());
        return id.equals(recipient.id())
                ? attributed
                : new Attributed(recipient.called(id), attributed.party(), attributed.declared());
    }

    private Exposure exposure(Flow flow, FlowAnalysis.Found found, Attributed attributed, Instant opened) {
        Hit hit = found.hit();
        Instant at = arrival(flow, found.direction(), hit.node(), opened);
        boolean bulk = hit.method() == Exposure.Method.BULK_SHAPE;
        return new Exposure(
                flow.ordinal(),
                found.direction(),
                hideHost(flow.server().host()),
                attributed.recipient().id(),
                attributed.party(),
                facts.timeline().phase(at),
                facts.timeline().foreground(at),
                hit.type(),
                found.path(),
                hit.node().location().label(),
                hit.offset(),
                hit.length(),
                hit.method(),
                hit.transform(),
                Math.min(hit.confidence(), ofTheApp(flow)),
                hit.count(),
                bulk ? hit.value() : Masking.mask(hit.type(), hit.value()),
                digest.of(hit.type(), hit.value()),
                hit.value(),
                at,
                found.also(),
                Optional.empty());
    }

    /** What is certain of an exchange is no more certain of the app than that the exchange was the app's. */
    private static double ofTheApp(Flow flow) {
        return flow.client().owner().map(Owner::ofTheApp).orElse(1.0);
    }

    /** A message of a conversation counts from its own first byte, anything else from the first byte of the whole. */
    private static Instant arrival(Flow flow, Direction direction, Node node, Instant opened) {
        Optional<Message> message = direction == Direction.REQUEST ? flow.request() : flow.response();
        // browsers export a WebSocket's messages a line each, without frames
        boolean line = node.location() == Location.BODY
                && flow.requestHead()
                        .flatMap(h -> h.header("upgrade"))
                        .filter("websocket"::equalsIgnoreCase)
                        .isPresent();
        OptionalInt begins =
                line && node.messageOffset().isEmpty() ? OptionalInt.of(node.offset()) : node.messageOffset();
        if (message.isPresent() && begins.isPresent()) {
            return message.get().arrivedAt(begins.getAsInt());
        }
        return direction == Direction.REQUEST
                ? opened
                : message.map(Message::firstByte).orElse(opened);
    }

    /** Judges what was taken. */
    public Analysis finish() {
        return finish(session);
    }

    private Analysis finish(Session whole) {
        Verdicts verdicts = Judge.judge(configuration.rules(), facts, wholeOf(whole), docket);
        Set<String> seen = contacted.values().stream()
                .flatMap(count -> count.dataTypes().stream())
                .flatMap(type -> configuration.catalogue().types().withParents(type).stream())
                .collect(Collectors.toSet());
        return new Analysis(
                whole,
                configuration.digest(),
                coverage.finish(whole, this::hide, learning.limits(placedLate)),
                docket.exposures(),
                verdicts.findings(),
                verdicts.states(),
                contacted.values().stream().map(ContactedCount::finish).toList(),
                facts.declaredTypes().stream()
                        .sorted()
                        .map(type -> new Analysis.Declared(type, seen.contains(type)))
                        .toList());
    }

    /** The session as a case of its own: about the app, as it stood in the end. */
    private Case wholeOf(Session whole) {
        App app = whole.spec().app();
        Instant end = whole.ended().or(docket::end).orElse(whole.started());
        Recipient itself = Recipient.app(app.packageName(), Text.same(app.name().orElse(app.packageName())));
        return new Case(
                -1,
                end,
                new Wire("", "", true, false, "", false, Signals.NONE),
                new Attributed(itself, Party.FIRST, true),
                Optional.empty());
    }
}
