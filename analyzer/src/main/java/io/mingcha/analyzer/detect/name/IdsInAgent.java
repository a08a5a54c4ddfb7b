package io.mingcha.analyzer.detect.name;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.Meaning;
import io.mingcha.analyzer.catalogue.Meaning.Sense;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.nobody.Discard;
import io.mingcha.flows.Exposure.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the ids that an app writes into its User-Agent: {@code device_id/4e7b…} among its products (RFC 9110 §10.1.5), or a UUID that
 * stands there for itself. An agent says what the client is and is the same in each request, so that nobody else's id stands there.
 */
final class IdsInAgent {
    private static final String HEADER = "user-agent";
    private static final String DEVICE = "device_fingerprint";
    private static final double CONFIDENCE = 0.65;
    private static final int SHORTEST = 14;
    private static final int LENGTH_OF_UUID = 36;
    private static final String BETWEEN = " ;,()[]|&";
    private static final String SIGNS = "/=:";
    private static final int MOST = 8;

    private final FieldNames fields;
    private final Discard discard;

    IdsInAgent(FieldNames fields, Discard discard) {
        this.fields = fields;
        this.discard = discard;
    }

    static boolean isAgent(Node leaf) {
        String key = leaf.key();
        int from = key.length() - HEADER.length();
        return leaf.location() == Location.HEADER
                && from >= 0
                && key.regionMatches(true, from, HEADER, 0, HEADER.length());
    }

    List<Hit> find(Node leaf) {
        String text = leaf.text();
        List<Hit> hits = new ArrayList<>(0);
        int begin = 0;
        int sign = -1;
        for (int at = 0; at <= text.length() && hits.size() < MOST; at++) {
            if (at < text.length() && BETWEEN.indexOf(text.charAt(at)) < 0) {
                sign = sign < 0 && SIGNS.indexOf(text.charAt(at)) >= 0 ? at : sign;
                continue;
            }
            // what browsers say of themselves is shorter
            if (at - Math.max(begin, sign + 1) >= SHORTEST) {
                add(leaf, begin, sign, at, hits);
            }
            begin = at + 1;
            sign = -1;
        }
        return hits;
    }

    private void add(Node leaf, int begin, int sign, int end, List<Hit> hits) {
        String text = leaf.text();
        int start = sign < 0 ? begin : sign + 1;
        String value = text.substring(start, end);
        Optional<String> type = sign < 0
                ? Optional.of(DEVICE).filter(device -> isUuid(value))
                : named(text.substring(begin, sign), value);
        type.filter(told -> !discard.isNobodys(value) && !discard.excludes(told, value))
                .map(told -> Hit.within(told, leaf, start, end, Method.NAMED_FIELD, CONFIDENCE, value))
                .ifPresent(hits::add);
    }

    private Optional<String> named(String name, String value) {
        Meaning meaning = fields.of(name);
        return meaning.has(Sense.ORGANISATION) || meaning.has(Sense.UNLIKE)
                ? Optional.empty()
                : meaning.matches().stream()
                        .filter(match -> !match.rule().knownOnly()
                                && (match.strong() || match.weight() == FieldNames.Weight.WEAK)
                                && match.rule().sender()
                                && NamedFieldDetector.fits(match.rule(), value))
                        .map(match -> match.rule().type())
                        .findFirst();
    }

    private static boolean isUuid(String value) {
        if (value.length() != LENGTH_OF_UUID) {
            return false;
        }
        boolean digits = false;
        boolean letters = false;
        for (int i = 0; i < LENGTH_OF_UUID; i++) {
            char c = value.charAt(i);
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (c != '-') {
                    return false;
                }
            } else if (Character.digit(c, 16) < 0) {
                return false;
            } else {
                digits |= c <= '9';
                letters |= c > '9';
            }
        }
        return digits && letters;
    }
}
