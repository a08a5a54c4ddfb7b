package io.mingcha.analyzer.differential;

import io.mingcha.analyzer.Analyzer;
import io.mingcha.analyzer.Configuration;
import io.mingcha.analyzer.Inspection;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.flows.Direction;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One run of a plan: what each field of its requests held, in order. */
public final class Run {
    /** Of a longer value the beginning and a digest of the whole tell as much. */
    private static final int LONGEST = 4096;

    /** Headers that follow from the rest of a message. */
    private static final Set<String> FRAMING =
            Set.of("content-length", "content-type", "date", "transfer-encoding", "connection", "if-modified-since");

    private final Session session;
    private final Analyzer analyzer;
    private final Map<Field, List<Seen>> seen = new HashMap<>();
    private Optional<Instant> last = Optional.empty();

    public Run(Configuration configuration, Session session) {
        this.session = session;
        this.analyzer = new Analyzer(configuration, session);
    }

    /** Takes the next flow. */
    public void add(Flow flow) {
        Optional<Head.Request> head = flow.requestHead();
        if (head.isEmpty()) {
            return;
        }
        last = Optional.of(flow.timing().opened());
        Inspection inspection = analyzer.inspect(flow);
        inspection
                .opened(Direction.REQUEST)
                .ifPresent(opened -> opened.decoded()
                        .parts()
                        .forEach(part -> part.walk(node -> note(flow, head.get(), inspection, opened, node))));
    }

    private void note(Flow flow, Head.Request head, Inspection inspection, Inspection.Opened opened, Node node) {
        boolean framing = node.location() == Location.HEADER
                && FRAMING.contains(node.key().toLowerCase(Locale.ROOT));
        if (!isValue(node) || node.text().isEmpty() || framing) {
            return;
        }
        String host = flow.server().host();
        Field field = Field.of(host, head.method(), head.target(), node.path());
        Field shown = new Field(
                analyzer.hideHost(host),
                field.method(),
                analyzer.hide(field.path()),
                Node.unnumbered(opened.veil().path(node)));
        seen.computeIfAbsent(field, f -> new ArrayList<>())
                .add(new Seen(bounded(node.text()), bounded(written(node)), shown, types(inspection, node)));
    }

    /** Of bytes the text that they are coded in, if it is one. */
    private static String written(Node node) {
        if (node.kind() != Node.Kind.OPAQUE) {
            return node.text();
        }
        Optional<Node> at = node.parent();
        while (at.isPresent() && isValue(at.get())) {
            if (at.get().kind() == Node.Kind.TEXT && !at.get().text().isEmpty()) {
                return at.get().text();
            }
            at = at.get().parent();
        }
        return node.text();
    }

    private static boolean isValue(Node node) {
        return node.kind() == Node.Kind.TEXT || node.kind() == Node.Kind.OPAQUE;
    }

    /** What is exposed at the node, or above it in something that is exposed as a whole. */
    private static Set<String> types(Inspection inspection, Node node) {
        for (Optional<Node> at = Optional.of(node);
                at.isPresent();
                at = at.get().parent()) {
            Optional<Set<String>> type = inspection.at(at.get()).map(e -> Set.of(e.dataType()));
            if (type.isPresent()) {
                return type.get();
            }
        }
        return Set.of();
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + '#' + text.hashCode();
    }

    Session session() {
        return session;
    }

    Map<String, List<String>> known() {
        return session.spec().persona().known();
    }

    Set<Field> fields() {
        return seen.keySet();
    }

    List<Seen> at(Field field) {
        return seen.getOrDefault(field, List.of());
    }

    /** From the first to the last request. */
    boolean lasted(Instant time, java.time.Duration margin) {
        return time.isAfter(session.started().minus(margin))
                && time.isBefore(last.orElse(session.started()).plus(margin));
    }
}
