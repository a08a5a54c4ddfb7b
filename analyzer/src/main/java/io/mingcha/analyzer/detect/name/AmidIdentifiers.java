package io.mingcha.analyzer.detect.name;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.Meaning;
import io.mingcha.analyzer.catalogue.Meaning.Sense;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.nobody.Discard;
import io.mingcha.analyzer.detect.nobody.Things;
import io.mingcha.flows.Exposure.Method;
import java.util.Optional;

/**
 * An id that a maker gives a telephone under a name of its own, told by the telephone's identifiers beside it: {@code localId} with an
 * IMEI and an Android ID, or with one of them, a model and a system. There an app says what telephone it runs on, and what else is an id
 * is the telephone's.
 */
final class AmidIdentifiers {
    private static final String TYPE = "device_fingerprint";
    private static final String ACCOUNT = "user_id_app";
    private static final int SHORTEST = 16;
    private static final int LONGEST = 64;
    private static final int LENGTH_OF_UUID = 36;
    private static final int HYPHENS_OF_UUID = 4;
    /** Of letters of all kinds; so long no word is that has capitals, small letters and digits. */
    private static final int SHORTEST_MIXED = 20;

    private static final int DIGITS_OF_MIXED = 3;
    /** More small letters behind each other are a word's. */
    private static final int MOST_IN_A_ROW = 6;

    private static final double CONFIDENCE = 0.65;

    private final FieldNames fields;
    private final Discard discard;
    private final Surroundings surroundings;

    AmidIdentifiers(FieldNames fields, Discard discard, Surroundings surroundings) {
        this.fields = fields;
        this.discard = discard;
        this.surroundings = surroundings;
    }

    Optional<Hit> find(Node leaf) {
        String text = leaf.text();
        return text.length() >= SHORTEST
                        && text.length() <= LONGEST
                        && fields.mayBeOwnId(leaf.key())
                        && isDrawn(text)
                        && !isAnothers(leaf)
                        && !discard.isNobodys(text)
                        && surroundings.isAmidIdentifiers(leaf)
                ? Optional.of(Hit.whole(TYPE, leaf, Method.NAMED_FIELD, "plain", CONFIDENCE, text))
                : Optional.empty();
    }

    private boolean isAnothers(Node leaf) {
        Meaning meaning = fields.of(leaf.key());
        return meaning.has(Sense.UNLIKE)
                || meaning.has(Sense.THING)
                || meaning.has(Sense.ORGANISATION)
                || meaning.digest().isPresent()
                || meaning.matches().stream()
                        .anyMatch(match -> match.rule().type().equals(ACCOUNT))
                || Things.isWithin(leaf, fields);
    }

    /** A UUID, hexadecimal digits, or letters and digits of all kinds. */
    private static boolean isDrawn(String text) {
        int digits = 0;
        int hex = 0;
        int capitals = 0;
        int small = 0;
        int hyphens = 0;
        int row = 0;
        int longest = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            row = c >= 'a' && c <= 'z' ? row + 1 : 0;
            longest = Math.max(longest, row);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c >= 'a' && c <= 'z') {
                small++;
                hex += c <= 'f' ? 1 : 0;
            } else if (c >= 'A' && c <= 'Z') {
                capitals++;
                hex += c <= 'F' ? 1 : 0;
            } else if (c == '-' || c == '_') {
                hyphens++;
            } else {
                return false;
            }
        }
        int letters = capitals + small;
        boolean isHex = hex == letters && hex > 0 && digits > 0 && (capitals == 0 || small == 0);
        return isHex
                        && (hyphens == 0
                                || hyphens == HYPHENS_OF_UUID
                                        && text.length() == LENGTH_OF_UUID
                                        && text.charAt(8) == '-')
                || text.length() >= SHORTEST_MIXED
                        && longest <= MOST_IN_A_ROW
                        && capitals > 1
                        && small > 1
                        && digits >= DIGITS_OF_MIXED;
    }
}
