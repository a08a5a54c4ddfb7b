package io.mingcha.analyzer;

import io.mingcha.analyzer.attribute.Attributed;
import io.mingcha.analyzer.attribute.Attribution;
import io.mingcha.analyzer.catalogue.Recipient;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.learn.Candidate;
import io.mingcha.analyzer.learn.Learned;
import io.mingcha.analyzer.learn.Unbacked;
import io.mingcha.analyzer.timeline.Timeline;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Exposure;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Message;
import io.mingcha.flows.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** Writes down what was found in the exchanges of one session: where, when, to whom, and masked. */
final class Exposures {
    private final Attribution attribution;
    private final Timeline timeline;
    private final Masking masking;
    private final ValueDigest digest;
    private final UnaryOperator<String> hide;
    private final Map<String, String> shownHosts = new HashMap<>();

    /** @param hide a server's name as it may be shown */
    Exposures(
            Attribution attribution,
            Timeline timeline,
            Masking masking,
            ValueDigest digest,
            UnaryOperator<String> hide) {
        this.attribution = attribution;
        this.timeline = timeline;
        this.masking = masking;
        this.digest = digest;
        this.hide = hide;
    }

    /** Whom it went to, as it may be shown. */
    Attributed attributed(Flow flow) {
        String path = flow.requestHead().map(Head.Request::target).orElse("/");
        return shown(attribution.of(flow.server().host(), path, flow.server().address()));
    }

    /** When its first byte was sent. */
    static Instant opened(Flow flow) {
        return flow.request().map(Message::firstByte).orElse(flow.timing().opened());
    }

    /** One for each that was found in it, in that order; the list may be added to. */
    List<Exposure> of(Flow flow, FlowAnalysis analysis, Attributed attributed) {
        List<Exposure> exposures = new ArrayList<>(analysis.found().size());
        for (FlowAnalysis.Found found : analysis.found()) {
            exposures.add(of(flow, found, attributed));
        }
        return exposures;
    }

    /** What is one of the values that others of its session name. */
    Exposure of(Flow flow, Candidate candidate, Learned learned, Attributed attributed) {
        Node node = candidate.node();
        Instant at = arrival(flow, Direction.REQUEST, node);
        return new Exposure(
                flow.ordinal(),
                Direction.REQUEST,
                hideHost(flow.server().host()),
                attributed.recipient().id(),
                attributed.party(),
                timeline.phase(at),
                timeline.foreground(at),
                learned.type(),
                candidate.path(),
                node.location().label(),
                node.offset(),
                node.length(),
                Exposure.Method.SAME_VALUE,
                learned.transform(),
                Math.min(learned.confidence(), ofTheApp(flow)),
                1,
                masking.mask(learned.type(), learned.value()),
                digest.of(learned.type(), learned.value()),
                learned.value(),
                at,
                List.of(),
                Optional.of(learned.source()));
    }

    /**
     * What stands there as it always does.
     *
     * @param confidence at most
     */
    Exposure of(Flow flow, Unbacked.Value value, String type, String path, double confidence, Attributed attributed) {
        Hit hit = Hit.whole(type, value.node(), Exposure.Method.NAMED_FIELD, "plain", confidence, value.value());
        return of(flow, new FlowAnalysis.Found(Direction.REQUEST, hit, path, List.of()), attributed);
    }

    /** The same as another type. */
    Exposure as(Exposure exposure, String type) {
        return new Exposure(
                exposure.flow(),
                exposure.direction(),
                exposure.host(),
                exposure.recipient(),
                exposure.party(),
                exposure.phase(),
                exposure.foreground(),
                type,
                exposure.path(),
                exposure.location(),
                exposure.offset(),
                exposure.length(),
                exposure.method(),
                exposure.transform(),
                exposure.confidence(),
                exposure.count(),
                masking.mask(type, exposure.value()),
                digest.of(type, exposure.value()),
                exposure.value(),
                exposure.at(),
                exposure.also(),
                exposure.sameAs());
    }

    /** The name of a server as it may be shown; a HAR may lack it. */
    String hideHost(String host) {
        return shownHosts.computeIfAbsent(host, h -> h.isEmpty() ? "unknown" : hide.apply(h));
    }

    /** A recipient that no table names is called by its domain, in which somebody's data may stand. */
    private Attributed shown(Attributed attributed) {
        Recipient recipient = attributed.recipient();
        String id = recipient.named() ? recipient.id() : hideHost(recipient.id());
        return id.equals(recipient.id())
                ? attributed
                : new Attributed(
                        recipient.called(id), attributed.party(), attributed.declared(), attributed.companyDeclared());
    }

    private Exposure of(Flow flow, FlowAnalysis.Found found, Attributed attributed) {
        Hit hit = found.hit();
        Instant at = arrival(flow, found.direction(), hit.node());
        boolean bulk = hit.method() == Exposure.Method.BULK_SHAPE;
        return new Exposure(
                flow.ordinal(),
                found.direction(),
                hideHost(flow.server().host()),
                attributed.recipient().id(),
                attributed.party(),
                timeline.phase(at),
                timeline.foreground(at),
                hit.type(),
                found.path(),
                hit.node().location().label(),
                hit.offset(),
                hit.length(),
                hit.method(),
                hit.transform(),
                Math.min(hit.confidence(), ofTheApp(flow)),
                hit.count(),
                bulk ? hit.value() : masking.mask(hit.type(), hit.value()),
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
    private static Instant arrival(Flow flow, Direction direction, Node node) {
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
                ? opened(flow)
                : message.map(Message::firstByte).orElseGet(() -> opened(flow));
    }
}
