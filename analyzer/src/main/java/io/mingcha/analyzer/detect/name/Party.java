package io.mingcha.analyzer.detect.name;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.Meaning;
import io.mingcha.analyzer.catalogue.Meaning.Sense;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.check.Checks;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.nobody.Discard;
import io.mingcha.analyzer.detect.nobody.Things;
import io.mingcha.flows.Exposure.Method;
import java.util.Optional;

/**
 * The name of whoever a form asks for by one word, whatever the word is: {@code dstName} beside the mobile number {@code dstPhone} and
 * the address {@code dstAddr}, or {@code toName} beside the paper {@code toIdCardNo}. A name alone is a brand's or a station's as well,
 * and shops have a number.
 */
final class Party {
    private static final String NAME = "name";
    private static final String PAPER = "resident_id";
    private static final int SHORTEST_STEM = 2;
    private static final int LONGEST = 6;
    private static final double CONFIDENCE = 0.65;

    private final FieldNames fields;
    private final Discard discard;

    Party(FieldNames fields, Discard discard) {
        this.fields = fields;
        this.discard = discard;
    }

    Optional<Hit> find(Node leaf) {
        String text = leaf.text();
        if (text.length() < 2
                || text.length() > LONGEST
                || !Checks.personName(text)
                || discard.isNobodys(text)
                || discard.excludes("person_name", text)) {
            return Optional.empty();
        }
        Meaning meaning = fields.of(leaf.key());
        String whole = meaning.whole();
        if (!whole.endsWith(NAME) || whole.length() < SHORTEST_STEM + NAME.length() || isOthers(leaf, meaning)) {
            return Optional.empty();
        }
        String stem = whole.substring(0, whole.length() - NAME.length());
        return hasPaper(leaf, stem) || has(leaf, stem, "phone_number") && has(leaf, stem, "address")
                ? Optional.of(Hit.whole("person_name", leaf, Method.NAMED_FIELD, "plain", CONFIDENCE, text))
                : Optional.empty();
    }

    private boolean has(Node leaf, String stem, String type) {
        return leaf.fellows(Things.COMPANY).anyMatch(other -> isOf(stem, other, type));
    }

    /** Whether a paper is called by the word and nothing else: {@code agentOwnerIdCard} may be another's than {@code agentName}. */
    private boolean hasPaper(Node leaf, String stem) {
        return leaf.fellows(Things.COMPANY).anyMatch(other -> isOf(stem, other, PAPER) && isPaper(stem, other));
    }

    private boolean isPaper(String stem, Node other) {
        String rest = fields.of(other.key()).whole().substring(stem.length());
        return fields.of(rest).matches().stream()
                .anyMatch(match -> match.strong()
                        && match.rule().type().equals(PAPER)
                        && match.rule().keys().stream()
                                .anyMatch(key -> fields.of(key).whole().equals(rest)));
    }

    private boolean isOthers(Node leaf, Meaning meaning) {
        return meaning.has(Sense.ORGANISATION)
                || meaning.has(Sense.THING)
                || meaning.has(Sense.UNLIKE)
                || fields.business().isOfStaff(leaf.key())
                || fields.business().isName(leaf.key())
                || fields.holdsThings(leaf.key())
                || Things.isOne(leaf, fields);
    }

    private boolean isOf(String stem, Node other, String type) {
        Meaning meaning = fields.of(other.key());
        if (!meaning.whole().startsWith(stem)) {
            return false;
        }
        String value = other.text().strip();
        return !value.isEmpty()
                && !meaning.has(Sense.ORGANISATION)
                && meaning.matches().stream()
                        .anyMatch(match -> match.strong()
                                && match.rule().type().equals(type)
                                && NamedFieldDetector.fits(match.rule(), value));
    }
}
