package io.mingcha.analyzer.detect.name;

import io.mingcha.analyzer.catalogue.Business;
import io.mingcha.analyzer.catalogue.Check;
import io.mingcha.analyzer.catalogue.FieldNames;
import io.mingcha.analyzer.catalogue.FieldRule;
import io.mingcha.analyzer.catalogue.Meaning;
import io.mingcha.analyzer.catalogue.Meaning.Sense;
import io.mingcha.analyzer.catalogue.NameWords;
import io.mingcha.analyzer.catalogue.Support;
import io.mingcha.analyzer.decode.Location;
import io.mingcha.analyzer.decode.Node;
import io.mingcha.analyzer.detect.check.Checks;
import io.mingcha.analyzer.detect.hit.Dropped;
import io.mingcha.analyzer.detect.nobody.Discard;
import io.mingcha.analyzer.detect.nobody.Things;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What stands around a value that looks like what its name says, for it and against it. */
final class Surroundings {
    private static final int TOGETHER = 2;

    /** Two names may share a word by chance. */
    private static final int SISTERS = 2;

    private static final String BIRTHDAY = "birthday";
    private static final String DESCRIPTION = "device_model_build";

    /** What supports another value is a word or two. */
    private static final int LONGEST_VALUE = 30;

    /** An app says in so much what it runs on. */
    private static final int LONGEST_AGENT = 60;

    /** From so many rows on a list is one to choose from. */
    private static final int MANY = 3;

    private static final int LENGTH_OF_PAPER = 18;
    private static final int LENGTH_OF_IMEI = 15;

    private final FieldNames fields;
    private final Discard discard;

    Surroundings(FieldNames fields, Discard discard) {
        this.fields = fields;
        this.discard = discard;
    }

    /** Why a value that looks like the type does not count all the same; nothing if it does. */
    Optional<Dropped.Why> against(Node leaf, Meaning meaning, FieldNames.Match match, String value) {
        FieldRule rule = match.rule();
        if (isPublished(leaf, meaning, rule) || isOfStaff(leaf, rule) || isNameOfHolder(leaf, match)) {
            return Optional.of(Dropped.Why.ORGANISATION);
        }
        if (discard.isNobodys(value)) {
            return Optional.of(Dropped.Why.NOBODYS);
        }
        if (discard.excludes(rule.type(), value)
                || fields.support().isWorded(rule.type()) && NameWords.isLabel(leaf.key(), value)) {
            return Optional.of(Dropped.Why.OTHER_WORDS);
        }
        boolean thing = meaning.has(Sense.THING) && fields.support().isOfThings(rule.type())
                || rule.type().equals(BIRTHDAY) && Things.isInList(leaf, fields);
        if (thing || rule.soft() && (meaning.has(Sense.THING) || Things.isOne(leaf, fields))) {
            return Optional.of(Dropped.Why.MEANS_ANOTHER);
        }
        if (meansAnother(leaf, rule, value)) {
            return Optional.of(Dropped.Why.MEANS_ANOTHER);
        }
        if (rule.single() && isOneOfMany(leaf)) {
            return Optional.of(Dropped.Why.ONE_OF_MANY);
        }
        if (fields.support().isChosen(rule.type()) && isOneOfOptions(leaf)) {
            return Optional.of(Dropped.Why.ONE_OF_MANY);
        }
        return isSupported(leaf, match) ? Optional.empty() : Optional.of(Dropped.Why.WEAK_NAME);
    }

    /** Whether a list names several of what everybody has but one of: what a form lets choose from. */
    private static boolean isOneOfOptions(Node leaf) {
        return leaf.isIn(Node.Kind.ARRAY)
                && leaf.fellows(Things.COMPANY)
                        .anyMatch(other -> other != leaf
                                && other.kind() == Node.Kind.TEXT
                                && !other.text().isEmpty()
                                && !other.text().equals(leaf.text()));
    }

    private boolean isSupported(Node leaf, FieldNames.Match match) {
        FieldRule rule = match.rule();
        if (match.weight() == FieldNames.Weight.OF_FAMILY) {
            return isOfFamily(leaf);
        }
        if (isOfSender(leaf, rule)) {
            return true;
        }
        if (match.weight() == FieldNames.Weight.OF_SENDER) {
            return isAmidItsOwn(leaf, rule);
        }
        if (!rule.around().isEmpty()) {
            return isAmid(leaf, rule);
        }
        if (!match.strong() && rule.onlyBeside().isPresent()) {
            return isBeside(leaf, rule.onlyBeside().get());
        }
        return match.strong() || isBacked(leaf, rule) || isBackedByName(leaf, rule) || isBackedByValue(leaf, rule);
    }

    /** Whether many rows of a list have it, and nothing in its own says whose it is: a timetable and no ticket. */
    private boolean isOneOfMany(Node leaf) {
        Optional<Node> list = leaf.parent().flatMap(Node::parent).filter(l -> l.kind() == Node.Kind.ARRAY);
        return list.isPresent()
                && list.get().children().stream()
                                .filter(row -> row.members().stream()
                                        .limit(Things.COMPANY)
                                        .anyMatch(m -> m.key().equals(leaf.key())))
                                .limit(MANY)
                                .count()
                        == MANY
                && company(leaf).noneMatch(this::isOfAPerson);
    }

    /** What a client says of itself with whatever it asks for; in a body it may speak of others. */
    private static boolean isOfSender(Node leaf, FieldRule rule) {
        return rule.sender() && (leaf.location() == Location.HEADER || leaf.location() == Location.COOKIE);
    }

    /** Whether it stands among several fields that would speak for the bare name: {@code analyticsInstallationId} with a telephone's model and system. */
    private boolean isAmidItsOwn(Node leaf, FieldRule rule) {
        return company(leaf)
                        .filter(other ->
                                rule.backedBy().contains(fields.of(other.key()).whole()))
                        .limit(TOGETHER)
                        .count()
                == TOGETHER;
    }

    /** Whether it is one of several headers that begin with the same maker's name: {@code acme-uid} beside {@code acme-channel}. */
    private static boolean isOfFamily(Node leaf) {
        if (leaf.location() != Location.HEADER) {
            return false;
        }
        String maker = upToStroke(leaf.key());
        return !maker.isEmpty()
                && leaf.fellows(Things.COMPANY)
                                .filter(other -> other != leaf && maker.equalsIgnoreCase(upToStroke(other.key())))
                                .limit(SISTERS)
                                .count()
                        == SISTERS;
    }

    private static String upToStroke(String name) {
        int stroke = name.indexOf('-');
        int line = name.indexOf('_');
        int end = stroke < 0 || line >= 0 && line < stroke ? line : stroke;
        return name.substring(0, Math.max(end, 0));
    }

    /** Whether what it stands in is a part of something that is told by its other parts, as a bid request is. */
    private boolean isAmid(Node leaf, FieldRule rule) {
        return leaf.parent()
                .map(parent -> parent.isNamed() ? parent : parent.parent().orElse(parent))
                .map(holder -> holder.fellows(Things.COMPANY)
                        .anyMatch(other -> other != holder
                                && rule.around().contains(fields.of(other.key()).whole())))
                .orElse(false);
    }

    private boolean isBeside(Node leaf, FieldRule.Beside wanted) {
        return company(leaf)
                .anyMatch(other -> other.text().length() <= LONGEST_VALUE
                        && NameWords.called(other.key()).stream().anyMatch(wanted.named()::contains)
                        && wanted.values().matches(other.text().strip()));
    }

    private boolean isBackedByName(Node leaf, FieldRule rule) {
        return !rule.backedBy().isEmpty()
                && company(leaf)
                        .anyMatch(other ->
                                rule.backedBy().contains(fields.of(other.key()).whole()));
    }

    private static boolean isBackedByValue(Node leaf, FieldRule rule) {
        return rule.backedByValue().isPresent()
                && company(leaf)
                        .map(Node::text)
                        .anyMatch(text -> text.length() <= LONGEST_AGENT
                                && rule.backedByValue().get().matches(text));
    }

    /** Numbers and addresses of shops and services are public; an address says in what it stands whose it is. */
    private boolean isPublished(Node leaf, Meaning meaning, FieldRule rule) {
        String check = rule.check().map(Check::name).orElse("");
        if (check.equals("phone")
                || rule.type().equals("landline")
                || rule.type().equals("phone_number")) {
            return meaning.has(Sense.ORGANISATION) || isOfBusiness(leaf);
        }
        if (check.equals("email")) {
            return fields.business().isMail(leaf.key())
                    || leaf.parent()
                            .filter(p -> fields.business().isMail(p.key()))
                            .isPresent();
        }
        return (check.equals("address") || rule.type().equals("address"))
                && (meaning.has(Sense.ORGANISATION)
                        || isOfBusiness(leaf)
                        || leaf.parent()
                                .map(Node::key)
                                .filter(k -> !k.isEmpty())
                                .map(fields::of)
                                .filter(holder -> holder.has(Sense.ORGANISATION))
                                .isPresent());
    }

    /** What customers are shown of who drives, delivers or sells; of nobody who is registered with his papers. */
    private boolean isOfStaff(Node leaf, FieldRule rule) {
        Business business = fields.business();
        return business.isShown(rule.type())
                && (business.isOfStaff(leaf.key())
                        || leaf.parent().filter(p -> business.isStaff(p.key())).isPresent())
                && company(leaf).noneMatch(this::isPrivate);
    }

    private boolean isPrivate(Node field) {
        return fields.of(field.key()).matches().stream()
                .anyMatch(m -> m.strong()
                        && fields.business().isPrivate(m.rule().type())
                        && !field.text().isBlank());
    }

    private boolean isOfBusiness(Node leaf) {
        Business business = fields.business();
        if (!business.isContact(leaf.key())) {
            return false;
        }
        boolean held = isHeld(leaf);
        return (held
                        || company(leaf)
                                .anyMatch(other -> business.isOfOne(other.key())
                                                && !other.text().isBlank()
                                        || isNameOfBusiness(other)))
                && company(leaf).noneMatch(other -> isOfAPerson(other) && !(held && isOfAnyone(other)));
    }

    /** A name that may be a thing's, of what is a business: {@code shop: {name}}. */
    private boolean isNameOfHolder(Node leaf, FieldNames.Match match) {
        return match.rule().type().equals("person_name") && !match.strong() && isHeld(leaf);
    }

    private boolean isHeld(Node leaf) {
        return leaf.parent()
                .map(parent -> parent.isNamed() ? parent : parent.parent().orElse(parent))
                .map(Node::key)
                .filter(fields.business()::isHolder)
                .isPresent();
    }

    private boolean isNameOfBusiness(Node field) {
        String key = field.key();
        boolean name = key.equals("name") || key.equals("title") || key.equals("名称");
        return fields.business().isName(key)
                || name && fields.business().isCalledLikeOne(field.text().strip());
    }

    /** A name that a business has as well as a person. */
    private boolean isOfAnyone(Node field) {
        Meaning meaning = fields.of(field.key());
        return !meaning.has(Sense.PERSON)
                && meaning.matches().stream()
                        .noneMatch(m -> m.strong()
                                && fields.business().isPersons(m.rule().type()));
    }

    private boolean isOfAPerson(Node field) {
        Meaning meaning = fields.of(field.key());
        return meaning.has(Sense.PERSON)
                || meaning.matches().stream()
                        .anyMatch(m -> fields.business().isPersons(m.rule().type())
                                && (m.strong()
                                        || NamedFieldDetector.fits(
                                                m.rule(), field.text().strip())));
    }

    private boolean meansAnother(Node leaf, FieldRule rule, String value) {
        return rule.unless().stream()
                .anyMatch(u -> u.pattern().matches(value)
                        && company(leaf)
                                .anyMatch(other -> u.beside()
                                        .contains(fields.of(other.key()).whole())));
    }

    boolean isBacked(Node leaf, FieldRule rule) {
        if (rule.check().filter(Check::convinces).isPresent()) {
            return true;
        }
        Support support = fields.support();
        if (support.isByNamesAlone(rule.type())) {
            return false;
        }
        Set<String> wanted = support.of(rule.type());
        boolean backed = company(leaf)
                .filter(other -> other.kind() == Node.Kind.TEXT)
                .anyMatch(other -> isStrong(other, wanted)
                        || support.isPersons(rule.type()) && isPaper(other)
                        || rule.type().equals("device_fingerprint") && isNumberOfTelephone(other));
        return backed || support.isHinted(rule.type()) && isOneOfSeveral(leaf, rule.type());
    }

    /**
     * Whether so many kinds of identifiers of a telephone stand beside it that what is said there is said of the telephone, or one
     * beside what it is made of and runs on.
     */
    boolean isAmidIdentifiers(Node leaf) {
        long identifiers = company(leaf)
                .filter(other -> other.kind() == Node.Kind.TEXT && !other.text().equals(leaf.text()))
                .flatMap(other -> identifier(other).stream())
                .distinct()
                .limit(fields.besideOwnIds())
                .count();
        return identifiers >= fields.besideOwnIds() || identifiers > 0 && isDescribed(leaf);
    }

    private boolean isDescribed(Node leaf) {
        return company(leaf)
                        .filter(other -> !other.text().isBlank()
                                && fields.of(other.key()).names(DESCRIPTION))
                        .limit(TOGETHER)
                        .count()
                == TOGETHER;
    }

    private Optional<String> identifier(Node field) {
        String value = field.text().strip();
        if (value.isEmpty() || value.length() > LONGEST_AGENT || discard.isNobodys(value)) {
            return Optional.empty();
        }
        Set<String> wanted = fields.support().identifiers();
        return fields.of(field.key()).matches().stream()
                .filter(m -> m.strong()
                        && !m.rule().knownOnly()
                        && wanted.contains(m.rule().type())
                        && NamedFieldDetector.fits(m.rule(), value)
                        && !discard.excludes(m.rule().type(), value))
                .map(m -> m.rule().type())
                .findFirst();
    }

    /** Whether two others beside it, each too little alone, are a person's too: a sex and a student's number. */
    private boolean isOneOfSeveral(Node leaf, String type) {
        return !Things.isOne(leaf, fields)
                && company(leaf)
                                .filter(other -> other.kind() == Node.Kind.TEXT)
                                .flatMap(other -> hints(other).stream())
                                .filter(other -> !other.equals(type))
                                .distinct()
                                .limit(TOGETHER)
                                .count()
                        == TOGETHER;
    }

    private List<String> hints(Node field) {
        String value = field.text().strip();
        return value.isEmpty() || value.length() > LONGEST_VALUE
                ? List.of()
                : fields.of(field.key()).matches().stream()
                        .filter(m -> !m.rule().knownOnly()
                                && fields.support().isHint(m.rule().type())
                                && NamedFieldDetector.fits(m.rule(), value))
                        .map(m -> m.rule().type())
                        .limit(1)
                        .toList();
    }

    /** A number whose own digits say that a person is known by it, whatever it is called but an order's. */
    private boolean isPaper(Node leaf) {
        String value = leaf.text();
        return value.length() == LENGTH_OF_PAPER
                && Checks.residentId(value)
                && !fields.of(leaf.key()).has(Sense.UNLIKE);
    }

    /** A number whose check digit says that a telephone is known by it, under a name that may be its: {@code deviceId}. */
    private boolean isNumberOfTelephone(Node field) {
        String value = field.text();
        return value.length() == LENGTH_OF_IMEI
                && fields.of(field.key()).matches().stream()
                        .anyMatch(m -> m.rule().type().equals("imei")
                                && m.rule()
                                        .check()
                                        .filter(Check::hasCheckDigits)
                                        .isPresent()
                                && NamedFieldDetector.fits(m.rule(), value));
    }

    private boolean isStrong(Node leaf, Set<String> wanted) {
        String value = leaf.text().strip();
        Meaning meaning = fields.of(leaf.key());
        return !value.isEmpty()
                && !discard.isNobodys(value)
                && !meaning.has(Sense.ORGANISATION)
                && meaning.matches().stream()
                        .anyMatch(m -> m.strong()
                                && !m.rule().knownOnly()
                                && !m.rule().soft()
                                && wanted.contains(m.rule().type())
                                && !discard.excludes(m.rule().type(), value)
                                && (NamedFieldDetector.fits(m.rule(), value) || isAnnounced(meaning, value)));
    }

    /** A digest of as many digits as the name says: {@code did_md5}. */
    private static boolean isAnnounced(Meaning meaning, String value) {
        return meaning.digest()
                .filter(digest -> digest.getValue() == value.length() && NamedFieldDetector.isHex(value))
                .isPresent();
    }

    /** What stands beside it; beside a line of several what stands beside them all. */
    private static Stream<Node> company(Node leaf) {
        Stream<Node> beside = leaf.fellows(Things.COMPANY).filter(other -> other != leaf);
        return isLine(leaf) ? Stream.concat(beside, leaf.parent().stream().flatMap(Surroundings::company)) : beside;
    }

    /** One of a few items that have no name but that of all: {@code street: ["…", "…"]}. */
    private static boolean isLine(Node leaf) {
        return !leaf.isNamed()
                && leaf.layer().isEmpty()
                && leaf.parent()
                        .filter(list -> list.kind() == Node.Kind.ARRAY
                                && list.isNamed()
                                && list.children().size() <= MANY)
                        .isPresent();
    }
}
