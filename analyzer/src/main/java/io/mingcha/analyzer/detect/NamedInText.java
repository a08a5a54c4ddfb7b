package io.mingcha.analyzer.detect;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.FieldNames.Match;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.flows.Exposure.Method;
import java.util.Optional;
import java.util.Set;

/** Finds a value that its name stands before within a text, as logs and crash reports write it: {@code mobile=139…}. */
final class NamedInText {
    /** Forms that a line of text seldom has by chance. */
    private static final Set<String> CHECKS = Set.of("phone", "email", "mac");

    private static final int SHORTEST = 14;
    private static final int LONGEST = 20_000;

    private final FieldNames fields;
    private final Discard discard;

    NamedInText(FieldNames fields, Discard discard) {
        this.fields = fields;
        this.discard = discard;
    }

    Optional<Hit> find(Node leaf) {
        String text = leaf.text();
        if (text.length() < SHORTEST || text.length() > LONGEST || leaf.location() == Location.PATH) {
            return Optional.empty();
        }
        PairsInText pair = new PairsInText(text);
        while (pair.next()) {
            FieldNames.Meaning meaning = fields.of(pair.name());
            String value = pair.value();
            if (meaning.organisation() || meaning.digest().isPresent() || discard.isNobodys(value)) {
                continue;
            }
            for (Match match : meaning.matches()) {
                if (match.strong()
                        && !match.rule().knownOnly()
                        && match.rule().check().filter(CHECKS::contains).isPresent()
                        && NamedFieldDetector.fits(match.rule(), value)) {
                    return Optional.of(hit(match.rule().type(), leaf, pair.start(), pair.end(), value));
                }
            }
        }
        return Optional.empty();
    }

    private static Hit hit(String type, Node leaf, int start, int end, String value) {
        boolean exact = leaf.isVerbatim() && leaf.length() == leaf.text().length();
        return new Hit(
                type,
                leaf,
                exact ? leaf.offset() + start : leaf.offset(),
                exact ? end - start : leaf.length(),
                Method.NAMED_FIELD,
                "plain",
                0.7,
                1,
                value);
    }
}
