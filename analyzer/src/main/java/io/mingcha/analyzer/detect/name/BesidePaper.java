package io.mingcha.analyzer.detect.name;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.Meaning.Sense;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.check.Checks;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.nobody.Discard;
import io.mingcha.analyzer.detect.nobody.Things;
import io.mingcha.flows.Exposure.Method;
import java.util.Optional;

/**
 * Whose paper it is, where a maker's letters call both: {@code rn} beside an {@code idn} whose check digit agrees. Of two that look like
 * a name nobody knows which is meant, and what is called by a word is what the word says.
 */
final class BesidePaper {
    private static final int LONGEST = 6;
    private static final int LONGEST_KEY = 3;
    private static final int LENGTH_OF_PAPER = 18;
    private static final double CONFIDENCE = 0.65;
    private static final String TYPE = "person_name";

    private final FieldNames fields;
    private final Discard discard;

    BesidePaper(FieldNames fields, Discard discard) {
        this.fields = fields;
        this.discard = discard;
    }

    Optional<Hit> find(Node leaf) {
        return mayBeName(leaf)
                        && leaf.fellows(Things.COMPANY).anyMatch(this::isPaper)
                        && leaf.fellows(Things.COMPANY).noneMatch(other -> other != leaf && isName(other))
                ? Optional.of(Hit.whole(TYPE, leaf, Method.NAMED_FIELD, "plain", CONFIDENCE, leaf.text()))
                : Optional.empty();
    }

    private boolean mayBeName(Node leaf) {
        String text = leaf.text();
        String key = leaf.key();
        return text.length() >= 2
                && text.length() <= LONGEST
                && !key.isEmpty()
                && key.length() <= LONGEST_KEY
                && Checks.personName(text)
                && fields.of(key).matches().isEmpty()
                && !discard.isNobodys(text)
                && !discard.excludes(TYPE, text);
    }

    private boolean isName(Node field) {
        return Checks.personName(field.text())
                && (mayBeName(field)
                        || fields.of(field.key()).matches().stream()
                                .anyMatch(match -> match.rule().type().equals(TYPE)));
    }

    private boolean isPaper(Node field) {
        String value = field.text();
        return value.length() == LENGTH_OF_PAPER
                && Checks.residentId(value)
                && !fields.of(field.key()).has(Sense.UNLIKE);
    }
}
