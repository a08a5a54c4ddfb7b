package io.mingcha.analyzer;

import com.google.common.base.Suppliers;
import io.mingcha.analyzer.attribute.Attributed;
import io.mingcha.analyzer.attribute.Attribution;
import io.mingcha.analyzer.catalogue.Recipient;
import io.mingcha.analyzer.judge.Case;
import io.mingcha.analyzer.judge.Docket;
import io.mingcha.analyzer.judge.Judge;
import io.mingcha.analyzer.judge.SessionFacts;
import io.mingcha.analyzer.judge.Verdicts;
import io.mingcha.analyzer.judge.Wire;
import io.mingcha.analyzer.learn.Sent;
import io.mingcha.analyzer.signal.OtherApps;
import io.mingcha.analyzer.signal.Signals;
import io.mingcha.analyzer.signal.SystemApps;
import io.mingcha.flows.App;
import io.mingcha.flows.Coverage;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Owner;
import io.mingcha.flows.Party;
import io.mingcha.flows.Session;
import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.Tls;
import io.mingcha.settings.Text;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Analyses one session, flow by flow; {@link #finish} judges. */
public final class Analyzer {
    private static final int NO_POSITION = -1;

    private final Configuration configuration;
    private final Session session;
    private final Opener opener;
    private final Exposures exposures;
    private final SessionFacts facts;
    private final CoverageCount coverage;
    private final Docket docket;
    private final Taught taught;
    private final SaidPositions positions = new SaidPositions();
    private final ReturnedSecrets returned = new ReturnedSecrets();
    private final Map<String, ContactedCount> contacted = new TreeMap<>();
    /** Whether a whole session is analysed: only that puts aside what names the system or another app. */
    private final boolean whole;
    /** Whether what names another app is put aside, which the rest of the session has to allow. */
    private final boolean setsOthersAside;

    private boolean putAside;
    private boolean namedItself;

    public Analyzer(Configuration configuration, Session session) {
        this(configuration, session, Optional.empty(), false, false);
    }

    /** @param earlier what an earlier version of the app sent and to whom, by {@link SessionFacts#pair} */
    private Analyzer(
            Configuration configuration,
            Session session,
            Optional<Set<String>> earlier,
            boolean whole,
            boolean setsOthersAside) {
        this.whole = whole;
        this.setsOthersAside = setsOthersAside;
        this.configuration = configuration;
        this.session = session;
        SessionSpec spec = session.spec();
        facts = SessionFacts.of(
                spec, configuration.catalogue(), configuration.signals().purposes(), earlier);
        docket = new Docket(configuration.catalogue().types(), this::settled);
        taught = new Taught(configuration.lessons());
        opener = new Opener(configuration, spec, taught::isKnown);
        exposures = new Exposures(
                new Attribution(configuration.catalogue().recipients(), spec),
                facts.timeline(),
                new Masking(configuration.catalogue().types()),
                new ValueDigest(session.secret()),
                opener::hideHost);
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
        return taken(configuration, session, earlier, source, threads).finish(ending.apply(session));
    }

    /** Nothing is put aside for naming another app if none of all names the app under test: its name may be wrong. */
    private static Analyzer taken(
            Configuration configuration,
            Session session,
            Optional<Set<String>> earlier,
            Consumer<Consumer<Flow>> source,
            int threads) {
        Analyzer analyzer = new Analyzer(configuration, session, earlier, true, true);
        analyzer.take(source, threads);
        if (analyzer.putAside && !analyzer.namedItself) {
            analyzer = new Analyzer(configuration, session, earlier, true, false);
            analyzer.take(source, threads);
        }
        return analyzer;
    }

    /**
     * What one exchange exposes once all of its session have said what its values are.
     *
     * @param source as above
     */
    public static List<Exposure> inSession(
            Configuration configuration, Session session, Consumer<Consumer<Flow>> source, int ordinal) {
        int threads = Runtime.getRuntime().availableProcessors();
        return taken(configuration, session, Optional.empty(), source, threads).docket.exposures().stream()
                .filter(e -> e.flow() == ordinal)
                .toList();
    }

    /**
     * Whether another exchange of the session could say what a value of this one is, or that it is nobody's; if not, {@link #inSession}
     * says no more of it than it says alone.
     *
     * @param sought what alone is asked about
     */
    public boolean mayBeTaught(Flow exchange, Inspection alone, Optional<Sought> sought) {
        return !Opener.isQuestionForName(exchange)
                && !exchange.client().isForeign()
                && taught.mayTeach(opener.sent(exchange), alone, sought);
    }

    private void take(Consumer<Consumer<Flow>> source, int threads) {
        try (Parallel parallel = new Parallel(opener::open, this::placeOwn, threads)) {
            source.accept(flow -> parallel.add(owned(flow)));
            parallel.finish();
        }
        BitSet early = taught.early();
        if (!early.isEmpty()) {
            source.accept(flow -> {
                if (early.get(flow.ordinal())) {
                    placeLate(owned(flow));
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
        return placeOwn(flow, opener.open(flow));
    }

    /** What a flow exposes, said at once while its session still runs: nothing of it is kept or judged. */
    public List<Exposure> glance(Flow flow) {
        FlowAnalysis analysis = opener.open(flow);
        return analysis.found().isEmpty() ? List.of() : exposures.of(flow, analysis, exposures.attributed(flow));
    }

    /** Takes a flow like {@link #add}, and keeps what it was opened to and what was not kept of it. */
    public Inspection inspect(Flow flow) {
        return opener.inspect(flow, analysis -> place(flow, analysis, exposures.attributed(flow)));
    }

    /**
     * Whose an exchange is, if the report puts it aside as not the app's: by its connection, or by what it says itself where others of
     * its session name the app under test.
     *
     * @param source as above
     */
    public static Optional<Owner> aside(
            Configuration configuration, Session session, Consumer<Consumer<Flow>> source, Flow exchange) {
        if (exchange.client().isForeign()) {
            return exchange.client().owner();
        }
        Analyzer analyzer = new Analyzer(configuration, session, Optional.empty(), true, true);
        Flow owned = analyzer.owned(exchange);
        if (!owned.client().isForeign()
                || owned.client()
                        .owner()
                        .filter(o -> o.by().equals(SystemApps.BY))
                        .isPresent()) {
            return owned.client().owner().filter(Owner::isForeign);
        }
        AtomicBoolean named = new AtomicBoolean();
        source.accept(flow -> named.compareAndSet(false, OtherApps.isNamed(session.spec(), flow)));
        return named.get() ? owned.client().owner() : Optional.empty();
    }

    /** What a request says of whose it is; what goes to the app's own servers is the app's, whoever holds it. */
    private Flow owned(Flow captured) {
        if (!whole) {
            return captured;
        }
        Supplier<Attributed> to = Suppliers.memoize(() -> exposures.attributed(captured));
        Flow flow = configuration
                .signals()
                .systemApps()
                .named(captured, session.spec().app(), to);
        if (!setsOthersAside || flow != captured) {
            return flow;
        }
        namedItself = namedItself || OtherApps.isNamed(session.spec(), flow);
        Flow named = configuration.signals().otherApps().named(flow, session.spec());
        if (named == flow || to.get().party() == Party.FIRST) {
            return flow;
        }
        putAside = true;
        return named;
    }

    /**
     * Looks for a value in an exchange, as if the session file named it.
     *
     * @param type what it is; those that it passes for if nobody says
     */
    public Sought seek(Inspection inspection, String value, Optional<String> type) {
        return opener.seek(inspection, value, type);
    }

    /** Captured text as it may be shown: the known values of the session in it are starred out. */
    public String hide(String text) {
        return opener.hide(text);
    }

    /** The name of a server as it may be shown; a HAR may lack it. */
    public String hideHost(String host) {
        return exposures.hideHost(host);
    }

    /** Puts into the session what {@link Opener} found and no server said before. */
    private List<Exposure> placeOwn(Flow flow, FlowAnalysis analysis) {
        Attributed attributed = exposures.attributed(flow);
        FlowAnalysis own = flow.client().isForeign()
                ? analysis
                : taught.withoutThings(flow.ordinal(), positions.without(analysis, attributed));
        return place(flow, own, attributed);
    }

    /** Puts into the session what {@link Opener} found. */
    private List<Exposure> place(Flow flow, FlowAnalysis opened, Attributed attributed) {
        if (Opener.isQuestionForName(flow)) {
            return List.of();
        }
        if (flow.client().isForeign()) {
            coverage.foreign(flow);
            return List.of();
        }
        FlowAnalysis analysis = taught.ofBrowsers(opened, attributed);
        List<OpaqueFields.Value> unread = returned.ownOf(analysis);
        Wire wire = wire(flow, analysis, !unread.isEmpty());
        Instant at = Exposures.opened(flow);
        String host = exposures.hideHost(flow.server().host());
        coverage.add(flow, host, attributed.recipient().id(), analysis, unread);
        if (flow.server().host().isEmpty() && flow.request().isEmpty()) {
            return List.of();
        }
        ContactedCount count =
                contacted.computeIfAbsent(attributed.recipient().id(), id -> new ContactedCount(attributed));
        count.add(flow, host);
        count.spokenToBy(analysis.vendors());
        boolean arrived = flow.outcome().state() != Outcome.State.BLOCKED
                && flow.outcome().state() != Outcome.State.FAILED;
        boolean sends = analysis.sent().untold().length() > 0;
        if (arrived || !analysis.found().isEmpty() || sends) {
            docket.add(flow.ordinal(), at, wire, attributed, arrived);
        }
        List<Exposure> added = exposures.of(flow, analysis, attributed);
        for (int i = 0; i < added.size(); i++) {
            count.exposes(added.get(i).dataType());
            docket.add(added.get(i), analysis.found().get(i).hit().decimals());
        }
        taught.note(flow, analysis, attributed, added);
        // what was learned while this one lay open already is looked for once more
        Sent sent = taught.isComplete(analysis.sent()) ? analysis.sent() : opener.sent(flow);
        for (Exposure exposure : taught.recalled(flow, sent, attributed, exposures)) {
            added.add(exposure);
            count.exposes(exposure.dataType());
            docket.add(exposure, NO_POSITION);
        }
        taught.noteAccounts(flow, analysis, attributed);
        return added;
    }

    /** Adds what one of these exposes; they come in their order, when all others were placed. */
    private void placeLate(Flow flow) {
        for (Exposure exposure : taught.late(flow, opener.sent(flow), exposures.attributed(flow), exposures)) {
            docket.addLate(exposure);
            Objects.requireNonNull(contacted.get(exposure.recipient())).exposes(exposure.dataType());
        }
    }

    private static Wire wire(Flow flow, FlowAnalysis analysis, boolean opaque) {
        Optional<Tls> tls = flow.clientTls();
        return new Wire(
                flow.scheme(),
                flow.server().host(),
                flow.outcome().state() != Outcome.State.UNREAD,
                opaque,
                tls.flatMap(Tls::version).orElse(""),
                tls.flatMap(Tls::issue).isPresent() && flow.request().isPresent(),
                analysis.signals());
    }

    /** What is found of a value counts as what all of the session say that it is. */
    private Exposure settled(Exposure exposure) {
        return taught.insteadOf(exposure)
                .map(type -> exposures.as(exposure, type))
                .orElse(exposure);
    }

    /** What was counted before it was settled is counted once more. */
    private void settle() {
        if (taught.settles()) {
            contacted.values().forEach(ContactedCount::exposesNothing);
            docket.exposures()
                    .forEach(exposure -> Objects.requireNonNull(contacted.get(exposure.recipient()))
                            .exposes(exposure.dataType()));
        }
    }

    /** Judges what was taken. */
    public Analysis finish() {
        return finish(session);
    }

    private Analysis finish(Session whole) {
        settle();
        Verdicts verdicts = Judge.judge(configuration.rules(), facts, wholeOf(whole), docket);
        Set<String> seen = contacted.values().stream()
                .flatMap(count -> count.dataTypes().stream())
                .flatMap(type -> configuration.catalogue().types().withParents(type).stream())
                .collect(Collectors.toSet());
        List<Coverage.Nameless> identifiers = taught.nameless();
        return new Analysis(
                whole,
                configuration.digest(),
                coverage.finish(whole, opener::hide, identifiers, taught.limits(identifiers)),
                docket.exposures(),
                verdicts.findings(),
                verdicts.states(),
                contacted.values().stream()
                        .map(count -> count.finish(configuration.adapters()::vendorName, this::hide))
                        .toList(),
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
                new Attributed(itself, Party.FIRST, true, true),
                Optional.empty());
    }
}
