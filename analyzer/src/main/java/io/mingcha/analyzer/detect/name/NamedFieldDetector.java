package io.mingcha.analyzer.detect.name;

import io.mingcha.analyzer.catalogue.ByForm;
import io.mingcha.analyzer.catalogue.Check;
import io.mingcha.analyzer.catalogue.Digested;
import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.FieldRule;
import io.mingcha.analyzer.catalogue.Meaning;
import io.mingcha.analyzer.catalogue.Meaning.Sense;
import io.mingcha.analyzer.decode.Decoded;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.check.Checks;
import io.mingcha.analyzer.detect.hit.Dropped;
import io.mingcha.analyzer.detect.hit.Hit;
import io.mingcha.analyzer.detect.hit.Witness;
import io.mingcha.analyzer.detect.known.Spellings;
import io.mingcha.analyzer.detect.nobody.Discard;
import io.mingcha.analyzer.detect.nobody.Things;
import io.mingcha.flows.Exposure.Method;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds values that fit the name of their field. */
public final class NamedFieldDetector {

    /** Forms so narrow that the part of a path before one of them says what it is: {@code /mobile/13…}. */
    private static final Set<String> IN_PATHS =
            Set.of("phone", "email", "imei", "imsi", "iccid", "mac", "bank_card", "licence_plate", "vin");

    private static final int LONGEST = 300;

    private static final int LONGEST_GROUPED = 30;

    private static final int SHORTEST_DIGEST = 32;

    private static final String EMAIL = "email";
    private static final String ACCOUNT = "user_id_app";
    private static final String PHONE = "phone_number";
    private static final char ABROAD = '+';

    /** Of what a type is called: {@code andr} of {@code android_id}. */
    private static final int TELLING = 4;

    private final FieldNames fields;
    private final Discard discard;
    private final Surroundings surroundings;
    private final NamedInText inText;
    private final VisitorDetector visitors;
    private final Party parties;
    private final BesidePaper besidePaper;
    private final PersonInCells cells;
    private final IdsInAgent agents;
    private final BesideSisters sisters;
    private final AmidIdentifiers ownIds;

    public NamedFieldDetector(FieldNames fields, Discard discard) {
        this.fields = fields;
        this.discard = discard;
        this.surroundings = new Surroundings(fields, discard);
        this.inText = new NamedInText(fields, discard);
        this.visitors = new VisitorDetector(fields, discard);
        this.parties = new Party(fields, discard);
        this.besidePaper = new BesidePaper(fields, discard);
        this.cells = new PersonInCells(discard);
        this.agents = new IdsInAgent(fields, discard);
        this.sisters = new BesideSisters(fields, discard);
        this.ownIds = new AmidIdentifiers(fields, discard, surroundings);
    }

    public Optional<Hit> find(Node leaf, Witness witness) {
        Meaning held = fields.within(leaf.keyAround(), leaf.key());
        if (!held.isNothing() && !Things.isPriced(leaf, fields)) {
            Optional<Hit> within = find(leaf, held, Witness.NOBODY);
            if (within.isPresent()) {
                return within;
            }
        }
        return leaf.location() == Location.PATH ? inPath(leaf) : find(leaf, fields.of(leaf.key()), witness);
    }

    /** Adds the ids of visitors in a cookie whose value was opened. */
    public void cookie(Node cookie, List<Hit> hits, int from) {
        visitors.opened(cookie, hits, from);
    }

    /** A part of a path is called by the one before it. */
    private Optional<Hit> inPath(Node leaf) {
        String value = leaf.text().strip();
        if (value.length() < 7 || value.length() > LONGEST || discard.isNobodys(value)) {
            return Optional.empty();
        }
        Meaning meaning = fields.of(PathParts.before(leaf));
        if (meaning.has(Sense.ORGANISATION) || meaning.has(Sense.UNLIKE)) {
            return Optional.empty();
        }
        return meaning.matches().stream()
                .filter(match -> match.strong() && !match.rule().knownOnly())
                .map(FieldNames.Match::rule)
                .filter(rule ->
                        rule.check().map(Check::name).filter(IN_PATHS::contains).isPresent() && fits(rule, value))
                .map(FieldRule::type)
                .findFirst()
                .or(() -> ofPeople(PathParts.before(leaf), value))
                .map(type -> Hit.whole(type, leaf, Method.NAMED_FIELD, "plain", 0.65, value));
    }

    /** What {@code /users/…} and {@code /exists/…} call somebody by. */
    private Optional<String> ofPeople(String before, String value) {
        String type = Checks.email(value) ? EMAIL : Checks.phone(value) ? PHONE : "";
        return Optional.of(type)
                .filter(told -> !told.isEmpty() && fields.isBeforePeople(before) && !discard.excludes(told, value));
    }

    /** Those in a text that its own name does not tell: each that a name stands before, or what the whole can only be. */
    public List<Hit> within(Node leaf, Decoded message) {
        List<Hit> told = inText.find(leaf);
        if (told.isEmpty()) {
            told = IdsInAgent.isAgent(leaf) ? agents.find(leaf) : cells.find(leaf);
        }
        if (!told.isEmpty()) {
            return told;
        }
        Optional<Hit> whole = whole(leaf, message);
        return whole.isPresent() ? List.of(whole.get()) : List.of();
    }

    private Optional<Hit> whole(Node leaf, Decoded message) {
        Optional<Hit> mailbox = mailbox(leaf);
        if (mailbox.isPresent()) {
            return mailbox;
        }
        Optional<Hit> visitor = visitors.stamped(leaf);
        if (visitor.isPresent()) {
            return visitor;
        }
        Optional<ByForm> form = fields.byForm(leaf.key(), leaf.text());
        if (form.filter(told -> isFrom(told, message)).isPresent()) {
            return Optional.of(Hit.whole(form.get().type(), leaf, Method.NAMED_FIELD, "plain", 0.8, leaf.text()));
        }
        Optional<Hit> number = withCountry(leaf);
        Optional<Hit> party = number.isPresent() ? number : parties.find(leaf);
        Optional<Hit> person = party.isPresent() ? party : besidePaper.find(leaf);
        Optional<Hit> sister = person.isPresent() ? person : sisters.find(leaf);
        return sister.isPresent() ? sister : ownIds.find(leaf);
    }

    /** Whether it is asked for by a page on which alone the value says what it is. */
    private static boolean isFrom(ByForm form, Decoded message) {
        return form.from().isEmpty()
                || message.parts().stream()
                        .anyMatch(part -> part.location() == Location.REFERER
                                && part.text().toLowerCase(Locale.ROOT).contains(form.from()));
    }

    /** A mobile number with the code of its country before it is nothing else, whatever the field is called. */
    private Optional<Hit> withCountry(Node leaf) {
        String text = leaf.text();
        if (text.isEmpty() || text.length() > LONGEST_GROUPED || text.charAt(0) != ABROAD) {
            return Optional.empty();
        }
        String value = text.strip();
        String name = leaf.location() == Location.PATH ? PathParts.before(leaf) : leaf.key();
        boolean others = fields.of(name).has(Sense.ORGANISATION)
                || fields.business().isOfStaff(leaf.key())
                || fields.business().isHolder(name)
                || fields.business().isHolder(leaf.keyAround())
                || fields.of(leaf.keyAround()).has(Sense.ORGANISATION);
        return others || !Checks.phone(value) || discard.isNobodys(value) || discard.excludes(PHONE, value)
                ? Optional.empty()
                : Optional.of(Hit.whole(PHONE, leaf, Method.NAMED_FIELD, "plain", 0.65, value));
    }

    /** A mailbox where people have theirs is somebody's, whatever the field is called; so is one that an account is called by. */
    private Optional<Hit> mailbox(Node leaf) {
        if (!leaf.letters().hasOther()) {
            return Optional.empty();
        }
        String value = first(leaf.text().strip());
        int at = value.indexOf('@');
        if (at <= 0
                || value.length() > LONGEST
                || !fields.isMailboxProvider(value.substring(at + 1)) && !isAccount(leaf)
                || !Checks.email(value)
                || discard.isNobodys(value)
                || fields.of(leaf.key()).has(Sense.ORGANISATION)) {
            return Optional.empty();
        }
        return Optional.of(Hit.whole(EMAIL, leaf, Method.NAMED_FIELD, "plain", 0.65, value));
    }

    private boolean isAccount(Node leaf) {
        return fields.of(leaf.key()).matches().stream()
                .anyMatch(match -> match.rule().type().equals(ACCOUNT));
    }

    /** The first of several that are parted by strokes: {@code k@mail.example|1581160870|0}. */
    private static String first(String value) {
        int stroke = value.indexOf('|');
        return stroke > 0 ? value.substring(0, stroke) : value;
    }

    private Optional<Hit> find(Node leaf, Meaning meaning, Witness witness) {
        if (!meaning.visitors().isEmpty()) {
            Optional<Hit> visitor = visitors.find(leaf, meaning);
            if (visitor.isPresent()) {
                return visitor;
            }
        }
        if (meaning.matches().isEmpty()) {
            return Optional.empty();
        }
        String value = leaf.text().strip();
        // only to whoever asks why does it matter what is against a value that fits nothing
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!witness.asksWhy() && !mayFit(meaning, value)) {
            witness.unlike(leaf);
            return Optional.empty();
        }
        if (value.length() > LONGEST || discard.isNobodys(value)) {
            Dropped.Why why = value.length() > LONGEST ? Dropped.Why.TOO_LONG : Dropped.Why.NOBODYS;
            meaning.matches().forEach(m -> witness.dropped(leaf, m.rule().type(), value, why));
            return Optional.empty();
        }
        if (meaning.digest().isPresent()) {
            return digest(leaf, meaning, value, witness);
        }
        for (FieldNames.Match match : meaning.matches()) {
            FieldRule rule = match.rule();
            Optional<String> read = rule.knownOnly() ? Optional.empty() : fitting(rule, value);
            Optional<Dropped.Why> why = read.isPresent()
                    ? surroundings.against(leaf, meaning, match, read.get())
                    : Optional.of(rule.knownOnly() ? Dropped.Why.NAME_ALONE : Dropped.Why.UNLIKE_TYPE);
            if (why.isEmpty()) {
                boolean checked = rule.check().filter(Check::hasCheckDigits).isPresent();
                Method method = checked ? Method.CHECKSUM : Method.NAMED_FIELD;
                boolean told = match.strong() || rule.onlyBeside().isPresent() && !rule.soft();
                boolean sure = told && (!rule.soft() || surroundings.isBacked(leaf, rule));
                boolean certain = checked
                        && (sure || rule.check().filter(Check::convinces).isPresent());
                double confidence = certain ? 0.95 : sure ? 0.8 : 0.65;
                return Optional.of(Hit.whole(rule.type(), leaf, method, "plain", confidence, read.get()));
            }
            witness.dropped(leaf, rule.type(), value, why.get());
        }
        return undeclared(leaf, meaning, value);
    }

    /** A digest under a name that says nothing of one. */
    private Optional<Hit> undeclared(Node leaf, Meaning meaning, String value) {
        if (!isMixedHex(value)) {
            return Optional.empty();
        }
        return fields.digestOf(value.length())
                .flatMap(digest -> meaning.matches().stream()
                        .filter(match -> match.strong()
                                && !match.rule().knownOnly()
                                && isDigested(match.rule().type(), meaning.whole(), value))
                        .findFirst()
                        .map(match -> Hit.whole(match.rule().type(), leaf, Method.NAMED_FIELD, digest, 0.65, value)));
    }

    private boolean isDigested(String type, String name, String value) {
        Digested digested = fields.support().digested(type);
        return digested == Digested.ANY && name.contains(type.substring(0, TELLING)) || digested.isOf(value.length());
    }

    private static boolean isMixedHex(String value) {
        return value.length() >= SHORTEST_DIGEST
                && isHex(value)
                && value.chars().anyMatch(c -> c >= '0' && c <= '9')
                && value.chars().anyMatch(c -> c > '9');
    }

    private static boolean mayFit(Meaning meaning, String value) {
        if (meaning.digest().isPresent() || value.length() >= SHORTEST_DIGEST) {
            return true;
        }
        List<FieldNames.Match> matches = meaning.matches();
        for (int i = 0; i < matches.size(); i++) {
            FieldRule rule = matches.get(i).rule();
            if (!rule.knownOnly()
                    && value.length() <= LONGEST
                    && fitting(rule, value).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private Optional<Hit> digest(Node leaf, Meaning meaning, String value, Witness witness) {
        var digest = meaning.digest().orElseThrow();
        boolean fits = value.length() == digest.getValue() && isHex(value);
        for (FieldNames.Match match : meaning.matches()) {
            String type = match.rule().type();
            if (fits && match.strong() && !match.rule().knownOnly()) {
                return Optional.of(Hit.whole(type, leaf, Method.NAMED_FIELD, digest.getKey(), 0.7, value));
            }
            witness.dropped(
                    leaf,
                    type,
                    value,
                    !fits ? Dropped.Why.UNLIKE_TYPE : match.strong() ? Dropped.Why.NAME_ALONE : Dropped.Why.WEAK_NAME);
        }
        return Optional.empty();
    }

    static boolean isHex(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x80 || Character.digit(c, 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The value, or the first of several joined by commas, if it is what the rule asks for. */
    private static Optional<String> fitting(FieldRule rule, String value) {
        if (fits(rule, value)) {
            return Optional.of(value);
        }
        if (value.length() > 14 && (value.indexOf(',') > 0 || value.indexOf('|') > 0 || value.indexOf(';') > 0)) {
            for (String part : value.split("[,;|]", 5)) {
                if (part.strip().length() >= 8 && fits(rule, part.strip())) {
                    return Optional.of(part.strip());
                }
            }
        }
        return Optional.empty();
    }

    public static boolean fits(FieldRule rule, String written) {
        @Nullable Check check = rule.check().orElse(null);
        // Numbers with check digits are written in groups by people.
        boolean grouped = check != null && check.hasCheckDigits() && written.length() <= LONGEST_GROUPED;
        String value = grouped ? Spellings.bare(written) : written;
        return (check == null || check.passes(value))
                && (rule.pattern().isEmpty() || rule.pattern().get().matches(value));
    }
}
