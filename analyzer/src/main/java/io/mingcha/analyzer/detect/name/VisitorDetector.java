package io.mingcha.analyzer.detect.name;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.Meaning;
import io.mingcha.analyzer.catalogue.Meaning.Sense;
import io.mingcha.analyzer.catalogue.VisitorRule;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.nobody.Discard;
import io.mingcha.analyzer.detect.nobody.Things;
import io.mingcha.flows.Exposure.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds ids that analytics and advertising keep for a browser, by the names of their cookies and how the ids are written. */
final class VisitorDetector {
    private static final String TYPE = "visitor_id";
    private static final String ACCOUNT = "user_id_app";
    private static final double CONFIDENCE = 0.85;
    private static final int LONGEST = 2_000;
    private static final Set<String> COOKIES = Set.of("cookie", "cookies");
    /** What leaves a value what it is; of other layers the letters are no id. */
    private static final Set<String> SPELLINGS = Set.of("", "json $", "percent");

    private final FieldNames fields;
    private final Discard discard;

    VisitorDetector(FieldNames fields, Discard discard) {
        this.fields = fields;
        this.discard = discard;
    }

    /** What a value is that nothing opens. */
    Optional<Hit> find(Node leaf, Meaning meaning) {
        for (VisitorRule rule : meaning.visitors()) {
            if (rule.within().isEmpty() && (rule.anywhere() || isCookie(leaf)) && isTheValue(leaf)) {
                Optional<Hit> hit = isBesideAnothers(leaf, rule) ? Optional.empty() : read(leaf, rule);
                if (hit.isPresent()) {
                    return hit;
                }
            }
        }
        return Optional.empty();
    }

    private boolean isBesideAnothers(Node leaf, VisitorRule rule) {
        return !rule.notBeside().isEmpty()
                && leaf.fellows(Things.COMPANY)
                        .anyMatch(other ->
                                rule.notBeside().contains(fields.of(other.key()).whole()));
    }

    /** An id that says itself what it is, under any name but one of a session or an event. */
    Optional<Hit> stamped(Node leaf) {
        String value = leaf.text();
        return StampedId.is(value) && !fields.of(leaf.key()).has(Sense.UNLIKE) && isTheValue(leaf)
                ? Optional.of(Hit.whole(TYPE, leaf, Method.NAMED_FIELD, "plain", CONFIDENCE, value))
                : Optional.empty();
    }

    private static boolean isTheValue(Node leaf) {
        Optional<Node> at = Optional.of(leaf);
        while (at.isPresent() && !at.get().isNamed()) {
            if (!SPELLINGS.contains(at.get().layer())) {
                return false;
            }
            at = at.get().parent();
        }
        return true;
    }

    /** A cookie may be handed on as text. */
    private static boolean isCookie(Node leaf) {
        return leaf.location() == Location.COOKIE
                || leaf.parent()
                        .filter(p -> COOKIES.contains(p.key().toLowerCase(Locale.ROOT)))
                        .isPresent();
    }

    /**
     * Adds those of a cookie whose value was opened, in the place of what its names alone said.
     *
     * @param from where the hits within the cookie begin
     */
    void opened(Node cookie, List<Hit> hits, int from) {
        List<VisitorRule> rules = fields.of(cookie.key()).visitors();
        if (rules.isEmpty()) {
            return;
        }
        List<Hit> found = new ArrayList<>(0);
        for (VisitorRule rule : rules) {
            if (rule.within().isEmpty()) {
                read(cookie, rule).ifPresent(found::add);
            } else {
                cookie.walk(node -> {
                    if (rule.within().contains(node.key()) && node.isNamed() && node.kind() == Node.Kind.TEXT) {
                        read(node, rule).ifPresent(found::add);
                    }
                });
            }
        }
        for (Hit hit : found) {
            List<Hit> within = hits.subList(from, hits.size());
            if (within.stream().noneMatch(other -> isSurer(other, hit))) {
                within.removeIf(other -> other.node() == hit.node());
                hits.add(hit);
            }
            if (hit.node() == cookie) {
                hits.subList(from, hits.size()).removeIf(VisitorDetector::isAccount);
            }
        }
    }

    /** What a vendor keeps of a visitor holds ids of visitors, whatever they are called in it. */
    private static boolean isAccount(Hit other) {
        return other.type().equals(ACCOUNT) && other.method() == Method.NAMED_FIELD;
    }

    private static boolean isSurer(Hit other, Hit hit) {
        return other.method() == Method.KNOWN_VALUE
                || other.type().equals(hit.type()) && other.value().equals(hit.value())
                || other.node() == hit.node() && other.method() == Method.CHECKSUM;
    }

    private Optional<Hit> read(Node node, VisitorRule rule) {
        String value = unquoted(node.text().strip());
        if (value.isEmpty() || value.length() > LONGEST || discard.isNobodys(value)) {
            return Optional.empty();
        }
        return rule.read(value)
                .filter(id -> !discard.isNobodys(id))
                .map(id -> Hit.whole(rule.type(), node, Method.NAMED_FIELD, "plain", CONFIDENCE, id));
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
