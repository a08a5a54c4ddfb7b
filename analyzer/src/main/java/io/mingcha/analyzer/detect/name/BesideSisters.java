package io.mingcha.analyzer.detect.name;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.Meaning;
import io.mingcha.analyzer.catalogue.Meaning.Sense;
import io.mingcha.analyzer.catalogue.Owned;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.nobody.Discard;
import io.mingcha.analyzer.detect.nobody.Things;
import io.mingcha.flows.Exposure.Method;
import java.util.List;
import java.util.Optional;

/**
 * What a form asks of somebody whom it calls by letters that nobody lists: {@code swrxm} and {@code swrlxdh}. That the letters are a
 * person's a sister says which only persons have, a name or a sex; companies have a telephone and an address too.
 */
final class BesideSisters {
    private static final String NAME = "person_name";
    private static final String NUMBER = "phone_number";
    private static final int LONGEST = 120;
    private static final double CONFIDENCE = 0.65;

    private final FieldNames fields;
    private final Discard discard;

    BesideSisters(FieldNames fields, Discard discard) {
        this.fields = fields;
        this.discard = discard;
    }

    Optional<Hit> find(Node leaf) {
        if (leaf.text().length() > LONGEST) {
            return Optional.empty();
        }
        List<Owned> readings = fields.owned(leaf.key());
        if (readings.isEmpty()) {
            return Optional.empty();
        }
        String value = leaf.text().strip();
        if (value.isEmpty() || isAnothers(leaf) || discard.isNobodys(value)) {
            return Optional.empty();
        }
        return readings.stream()
                .filter(reading -> fits(reading, value) && hasSister(leaf, reading))
                .map(reading -> Hit.whole(reading.rule().type(), leaf, Method.NAMED_FIELD, "plain", CONFIDENCE, value))
                .findFirst();
    }

    private boolean isAnothers(Node leaf) {
        Meaning meaning = fields.of(leaf.key());
        return meaning.has(Sense.ORGANISATION)
                || meaning.has(Sense.THING)
                || meaning.has(Sense.UNLIKE)
                || Things.isWithin(leaf, fields);
    }

    private boolean hasSister(Node leaf, Owned reading) {
        return leaf.fellows(Things.COMPANY)
                .filter(other -> other != leaf && other.kind() == Node.Kind.TEXT)
                .anyMatch(other -> isSister(other, reading));
    }

    private boolean isSister(Node other, Owned reading) {
        String value = other.text().strip();
        return !value.isEmpty()
                && value.length() <= LONGEST
                && fields.owned(other.key()).stream()
                        .anyMatch(sister -> sister.owner().equals(reading.owner())
                                && speak(reading.rule().type(), sister.rule().type())
                                && fits(sister, value));
    }

    /** Whether two say that they are a person's: products have what looks like a name, and a place where they are made. */
    private boolean speak(String type, String other) {
        boolean named = type.equals(NAME) || other.equals(NAME);
        boolean both = isPersonal(type) && isPersonal(other);
        boolean called = type.equals(NUMBER) || other.equals(NUMBER);
        return !type.equals(other) && (named ? both || called : isPersonal(type) || isPersonal(other));
    }

    private boolean isPersonal(String type) {
        return fields.support().isPersonal(type);
    }

    private boolean fits(Owned reading, String value) {
        return NamedFieldDetector.fits(reading.rule(), value)
                && !discard.excludes(reading.rule().type(), value);
    }
}
