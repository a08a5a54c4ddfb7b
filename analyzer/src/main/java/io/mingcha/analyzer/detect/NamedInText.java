package io.mingcha.analyzer.detect;

import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.FieldNames.Match;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.flows.Exposure.Method;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a value that its name stands before within a text, as logs and crash reports write it: {@code mobile=139…}. */
final class NamedInText {
    /** Forms that a line of text seldom has by chance. */
    private static final Set<String> CHECKS = Set.of("phone", "email", "mac");

    private static final Pattern PAIR =
            Pattern.compile("(?<![A-Za-z0-9_.-])([A-Za-z_][A-Za-z0-9_.]{1,39})[\"']?\\s{0,2}[:=]\\s{0,2}[\"']?"
                    + "([A-Za-z0-9+][^\\s\"',;&|(){}\\[\\]<>\\\\]{9,63})");
    private static final Pattern BYTES = Pattern.compile("[0-9A-Fa-f]{2}([:-])[0-9A-Fa-f]{2}\\1[0-9A-Fa-f]{2}\\1");
    private static final int PHONE = 10;
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
        if (text.length() < SHORTEST
                || text.length() > LONGEST
                || leaf.location() == Location.PATH
                || text.indexOf('=') < 0 && text.indexOf(':') < 0
                || !mayHold(leaf)) {
            return Optional.empty();
        }
        Matcher pair = PAIR.matcher(text);
        while (pair.find()) {
            FieldNames.Meaning meaning = fields.of(pair.group(1));
            String value = pair.group(2);
            if (meaning.organisation() || meaning.digest().isPresent() || discard.isNobodys(value)) {
                continue;
            }
            for (Match match : meaning.matches()) {
                if (match.strong()
                        && !match.rule().knownOnly()
                        && match.rule().check().filter(CHECKS::contains).isPresent()
                        && NamedFieldDetector.fits(match.rule(), value)) {
                    return Optional.of(hit(match.rule().type(), leaf, pair.start(2), pair.end(2), value));
                }
            }
        }
        return Optional.empty();
    }

    /** The digits of a phone, the sign of a mailbox, or the signs between the bytes of a MAC address. */
    private static boolean mayHold(Node leaf) {
        String text = leaf.text();
        return leaf.letters().digits() >= PHONE
                || text.indexOf('@') >= 0
                || BYTES.matcher(text).find();
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
