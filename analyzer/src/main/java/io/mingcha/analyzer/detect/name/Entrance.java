package io.mingcha.analyzer.detect.name;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.Meaning;
import io.mingcha.analyzer.catalogue.Meaning.Sense;
import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.check.Checks;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.nobody.Discard;
import io.mingcha.flows.Exposure.Method;
import java.util.Optional;

/** The mobile number of whoever logs in, registers or asks for a code: where a path says so, it need not have a name. */
public final class Entrance {
    private static final String TYPE = "phone_number";
    private static final int DIGITS = 11;
    private static final double CONFIDENCE = 0.65;

    private final FieldNames fields;
    private final Discard discard;

    public Entrance(FieldNames fields, Discard discard) {
        this.fields = fields;
        this.discard = discard;
    }

    public Optional<Hit> find(Node leaf, Decoded message) {
        String text = leaf.text();
        if (text.length() != DIGITS || text.charAt(0) != '1' || !Checks.phone(text)) {
            return Optional.empty();
        }
        return isNamedOtherwise(leaf)
                        || discard.isNobodys(text)
                        || discard.excludes(TYPE, text)
                        || message.steps().stream().noneMatch(fields::isEntrance)
                ? Optional.empty()
                : Optional.of(Hit.whole(TYPE, leaf, Method.NAMED_FIELD, "plain", CONFIDENCE, text));
    }

    private boolean isNamedOtherwise(Node leaf) {
        if (leaf.location() == Location.PATH) {
            return false;
        }
        Meaning meaning = fields.of(leaf.key());
        return meaning.has(Sense.UNLIKE)
                || meaning.has(Sense.ORGANISATION)
                || meaning.has(Sense.THING)
                || fields.isCounted(leaf.key())
                || fields.business().isOfStaff(leaf.key());
    }
}
