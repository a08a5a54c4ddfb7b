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
import java.util.regex.Pattern;

/** Whoever logs in, registers or asks for a code: where a path says so, a mobile number need not have a name, nor a code one that says so. */
public final class Entrance {
    private static final String TYPE = "phone_number";
    private static final int DIGITS = 11;
    private static final double CONFIDENCE = 0.65;
    private static final String CODE = "verification_code";
    private static final int SHORTEST_CODE = 4;
    private static final int LONGEST_CODE = 6;
    /** Not one digit again and again, nor one that servers answer by. */
    private static final Pattern CODES = Pattern.compile("(?!(\\d)\\1+$|[1-9]0+\\d?$)\\d{4,6}");

    private final FieldNames fields;
    private final Discard discard;

    public Entrance(FieldNames fields, Discard discard) {
        this.fields = fields;
        this.discard = discard;
    }

    public Optional<Hit> find(Node leaf, Decoded message) {
        Optional<Hit> number = number(leaf, message);
        if (number.isPresent()) {
            return number;
        }
        return leaf.location() == Location.PATH ? codeInPath(leaf, message) : code(leaf, message);
    }

    /** Behind whom it was sent to, or what says that it is a code: {@code /login/sms/13…/482913}. */
    private Optional<Hit> codeInPath(Node part, Decoded message) {
        String text = part.text();
        if (!mayBeCode(part) || !CODES.matcher(text).matches() || !fields.isHandedIn(message.steps())) {
            return Optional.empty();
        }
        String before = PathParts.before(part);
        return Checks.phone(before) || Checks.email(before) || fields.isCode("", before)
                ? Optional.of(Hit.whole(CODE, part, Method.NAMED_FIELD, "plain", CONFIDENCE, text))
                : Optional.empty();
    }

    private static boolean mayBeCode(Node leaf) {
        int length = leaf.text().length();
        return length >= SHORTEST_CODE
                && length <= LONGEST_CODE
                && leaf.letters().digits() == length;
    }

    private Optional<Hit> code(Node leaf, Decoded message) {
        String text = leaf.text();
        return mayBeCode(leaf)
                        && fields.isCode(leaf.keyAround(), leaf.key())
                        && CODES.matcher(text).matches()
                        && fields.isHandedIn(message.steps())
                ? Optional.of(Hit.whole(CODE, leaf, Method.NAMED_FIELD, "plain", CONFIDENCE, text))
                : Optional.empty();
    }

    private Optional<Hit> number(Node leaf, Decoded message) {
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
