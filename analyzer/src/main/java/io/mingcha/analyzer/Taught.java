package io.mingcha.analyzer;

import com.google.common.primitives.ImmutableLongArray;
import io.mingcha.analyzer.attribute.Attributed;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.learn.Agreement;
import io.mingcha.analyzer.learn.Candidate;
import io.mingcha.analyzer.learn.Constancy;
import io.mingcha.analyzer.learn.Learning;
import io.mingcha.analyzer.learn.Lessons;
import io.mingcha.analyzer.learn.Sent;
import io.mingcha.analyzer.learn.Sighting;
import io.mingcha.analyzer.learn.Unbacked;
import io.mingcha.flows.Coverage;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Party;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** What the exchanges of a session say of each other's values. They come in their order; only {@link #isKnown} is asked meanwhile. */
final class Taught {
    private final Lessons lessons;
    private final Learning learning;
    private final Agreement agreement;
    private final Constancy constancy;
    private final NamelessCount nameless;
    private final BitSet lookedAtAgain = new BitSet();

    Taught(Lessons lessons) {
        this.lessons = lessons;
        agreement = new Agreement(lessons);
        learning = new Learning(lessons);
        constancy = new Constancy(lessons);
        nameless = new NamelessCount(lessons);
    }

    /** Whether a value is known by now; any thread may ask, and hear no where another has just learned it. */
    boolean isKnown(long print) {
        return learning.isKnown(print);
    }

    /** Whether all values of a request that are known were so when it was opened. */
    boolean isComplete(Sent sent) {
        return learning.isComplete(sent);
    }

    /** What was found in a request without what is of the things that it is about. */
    FlowAnalysis withoutThings(int flow, FlowAnalysis analysis) {
        List<FlowAnalysis.Found> found = analysis.found();
        return found.stream().anyMatch(one -> isOfAThing(flow, one))
                ? analysis.with(
                        found.stream().filter(one -> !isOfAThing(flow, one)).toList())
                : analysis;
    }

    private boolean isOfAThing(int flow, FlowAnalysis.Found one) {
        return one.direction() == Direction.REQUEST
                && learning.isOfAThing(
                        one.hit().method(), one.hit().type(), one.hit().value(), flow);
    }

    /** What those are told in a cookie of theirs who know browsers and no accounts is a visitor's, whatever it is called. */
    FlowAnalysis ofBrowsers(FlowAnalysis analysis, Attributed to) {
        if (to.party() == Party.FIRST
                || !lessons.knowsBrowsers(to.recipient().purposes())
                || analysis.found().stream().noneMatch(Taught::isAccountInCookie)) {
            return analysis;
        }
        return analysis.with(analysis.found().stream()
                .map(one -> isAccountInCookie(one) ? one.as(Lessons.VISITOR) : one)
                .toList());
    }

    private static boolean isAccountInCookie(FlowAnalysis.Found one) {
        return one.hit().node().location() == Location.COOKIE
                && one.hit().type().equals(Lessons.ACCOUNT)
                && one.hit().method() == Exposure.Method.NAMED_FIELD;
    }

    /** Takes an exchange and what it alone exposes. */
    void note(Flow flow, FlowAnalysis analysis, Attributed to, List<Exposure> exposures) {
        learning.note(flow.ordinal(), analysis.sent(), analysis.answered());
        noteConstancy(flow, analysis.sent(), to);
        nameless.add(flow.ordinal(), to.recipient().id(), analysis.sent());
        if (knowsWho(to)) {
            for (FlowAnalysis.Found one : analysis.found()) {
                lessons.signIns().sender(one.hit(), one.path()).ifPresent(who -> learning.learn(flow.ordinal(), who));
            }
        }
        for (Exposure exposure : exposures) {
            // those who serve many apps number their customers as others do accounts
            if (!exposure.dataType().equals(Lessons.ACCOUNT) || knowsWho(to)) {
                learning.learn(exposure);
            }
            agreement.note(exposure);
        }
    }

    /**
     * Takes an account that a server answered who signed in, for the exchanges after it: one of the app's, one that nobody knows, or one
     * at which people sign in to many apps.
     */
    void noteAccounts(Flow flow, FlowAnalysis analysis, Attributed to) {
        if (knowsWho(to)) {
            analysis.accounts().forEach(said -> learning.learn(flow.ordinal(), said));
        }
    }

    private boolean knowsWho(Attributed to) {
        return isOwn(to) || lessons.signIns().isSignedInAt(to.recipient().purposes());
    }

    /** What the app asks. */
    private void noteConstancy(Flow flow, Sent sent, Attributed to) {
        String target = flow.requestHead().map(Head.Request::target).orElse("");
        int query = target.indexOf('?');
        boolean says = query >= 0
                || flow.requestHead()
                        .filter(head -> !head.method().equals("GET"))
                        .isPresent()
                || !sent.unbacked().isEmpty();
        if (says) {
            constancy.note(flow.ordinal(), server(flow, to), asked(target, query), isOwn(to), sent.unbacked());
        }
    }

    /** The path, and what is asked by it where a query says so: {@code /gateway?order.list}, {@code /gateway?method=order.list}. */
    private String asked(String target, int query) {
        boolean names = query >= 0 && target.indexOf('=', query) > 0;
        return query < 0 || !names
                ? target
                : target.substring(0, query) + lessons.constant().asked().in(target.substring(query + 1));
    }

    /**
     * The app's own, or some that nobody knows: those who serve many apps number their customers as others do accounts. Where the
     * session names none of its own, it may be the app of a platform.
     */
    private boolean isOwn(Attributed to) {
        return to.party() == Party.FIRST
                || !to.recipient().named()
                || to.party() == Party.UNKNOWN
                        && lessons.constant().mayBeOwn(to.recipient().purposes());
    }

    private static Constancy.Server server(Flow flow, Attributed to) {
        return new Constancy.Server(
                to.party() == Party.FIRST ? "" : to.recipient().id(),
                flow.server().host());
    }

    /** What a request sends that exchanges before it said what it is. */
    List<Exposure> recalled(Flow flow, Sent sent, Attributed to, Exposures exposures) {
        List<Exposure> recalled = new ArrayList<>(0);
        for (Candidate candidate : sent.candidates()) {
            learning.recall(candidate)
                    .map(learned -> exposures.of(flow, candidate, learned, to))
                    .ifPresent(recalled::add);
        }
        for (Node field : sent.accounts()) {
            learning.account(field)
                    .map(account -> exposures.of(flow, candidate(field, sent), account, to))
                    .ifPresent(recalled::add);
        }
        return recalled;
    }

    private static Candidate candidate(Node field, Sent sent) {
        return new Candidate(field, 0, sent.path().apply(field), "");
    }

    /** The exchanges of which others said something only after them. */
    BitSet early() {
        BitSet early = learning.early();
        early.or(constancy.flows(learning));
        return early;
    }

    /** What one of the {@link #early} exchanges sends, once all others were taken. */
    List<Exposure> late(Flow flow, Sent sent, Attributed to, Exposures exposures) {
        lookedAtAgain.set(flow.ordinal());
        List<Exposure> late = new ArrayList<>();
        for (Candidate candidate : sent.candidates()) {
            learning.recall(candidate)
                    .filter(learned -> learned.source().flow() > flow.ordinal())
                    .map(learned -> exposures.of(flow, candidate, learned, to))
                    .ifPresent(late::add);
        }
        double confidence = lessons.constant().most();
        for (Unbacked.Value value : sent.unbacked()) {
            constancy
                    .typeOf(flow.ordinal(), server(flow, to), value, learning)
                    .filter(type -> !isSaidBefore(value.node(), flow))
                    .map(type -> exposures.of(flow, value, type, sent.path().apply(value.node()), confidence, to))
                    .ifPresent(late::add);
        }
        late.forEach(agreement::note);
        return late;
    }

    /** Whether it was told already since a server said whose it is. */
    private boolean isSaidBefore(Node field, Flow flow) {
        return learning.account(field)
                .filter(account -> account.source().flow() < flow.ordinal())
                .isPresent();
    }

    /** What a value is by what all of the session say that it is, if that is not what it was found as. */
    Optional<String> insteadOf(Exposure exposure) {
        return agreement.insteadOf(exposure);
    }

    /** Whether anything is to be told as something else than it was found as. */
    boolean settles() {
        return agreement.settles();
    }

    /**
     * Whether another exchange could say what a value of this one is, or that it is nobody's.
     *
     * @param sought what alone is asked about
     */
    boolean mayTeach(Sent sent, Inspection alone, Optional<Sought> sought) {
        if (alone.exposures().stream()
                        .anyMatch(e -> agreement.maySettle(e) || SaidPositions.mayBeSaid(e) || mayBeOfAThing(e))
                || sent.unbacked().stream().anyMatch(value -> value.standing() == Unbacked.Standing.NAMED)) {
            return true;
        }
        ImmutableLongArray open = sent.untold();
        if (sought.isEmpty()) {
            return !open.isEmpty() || !sent.accounts().isEmpty();
        }
        Sighting values = new Sighting(lessons);
        sought.get().places().stream()
                .filter(place -> place.direction() == Direction.REQUEST)
                .forEach(place -> values.met(place.node()));
        return values.all().stream().anyMatch(open::contains);
    }

    private boolean mayBeOfAThing(Exposure exposure) {
        return exposure.direction() == Direction.REQUEST
                && exposure.method() == Exposure.Method.NAMED_FIELD
                && lessons.ofThings().contains(exposure.dataType());
    }

    /** Values in the form of an identifier of which nothing says what they are. */
    List<Coverage.Nameless> nameless() {
        return nameless.finish(learning, constancy);
    }

    /** What was not kept, not learned or said by nobody. */
    List<Coverage.Limit> limits(List<Coverage.Nameless> identifiers) {
        List<Coverage.Limit> limits = new ArrayList<>(learning.limits(lookedAtAgain));
        nameless.limit(identifiers).ifPresent(limits::add);
        return limits;
    }
}
