package io.mingcha.analyzer.catalogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the names that fields carry say of their values. Safe for use by several threads. */
public final class FieldNames {
    /** What it takes, besides a value that fits, for a name to mean what a rule says. */
    public enum Weight {
        /** Nothing. */
        STRONG,
        /** Something that speaks for it. */
        WEAK,
        /** That it stands where a client speaks of itself: in a header or a cookie, or among several fields that say so. */
        OF_SENDER,
        /** That it stands in a header among others of the same maker's, who puts his name before each. */
        OF_FAMILY
    }

    /** A rule that a name points to. */
    public record Match(FieldRule rule, Weight weight) {
        public boolean strong() {
            return weight == Weight.STRONG;
        }
    }

    /** What a name says within something of another name. */
    private record Within(String holder, String name, Meaning meaning) {
        boolean isOf(String holder, String name) {
            return this.name.equals(name) && this.holder.equals(holder);
        }
    }

    private static final int WITHIN = 1 << 11;
    private static final int LONGEST_PACKAGE = 60;

    private final List<FieldRule> rules;
    private final List<ByForm> forms;

    private final Map<String, Integer> digests;
    private final Vocabulary vocabulary;
    private final Business business;
    private final Support support;
    private final ListShapes lists;
    private final NameReader reader;
    private final NamesWithin placed;
    private final Remembered<Boolean> codes;
    private final Remembered<Boolean> ownIds;
    private final Remembered<List<Owned>> owned;
    private final int besideOwnIds;
    private final Remembered<Meaning> met;
    /** What was met last in each place, and what stood there before beside it; written whole, and worked out again if gone. */
    private final @Nullable Within[] within = new Within[WITHIN];

    /** @param digests hex lengths by the names of digests that names of fields end in, the likelier first */
    FieldNames(
            List<FieldRule> rules,
            Map<String, Integer> digests,
            Composition composition,
            Vocabulary vocabulary,
            Business business,
            Support support,
            ListShapes lists,
            VisitorNames visitors,
            List<ByForm> forms,
            OwnIds ownIds) {
        this.forms = List.copyOf(forms);
        this.besideOwnIds = ownIds.beside();
        this.ownIds = new Remembered<>(ownIds::isOne);
        this.owned = new Remembered<>(new OwnersByLetters(rules)::read);
        this.rules = List.copyOf(rules);
        this.digests = Collections.unmodifiableMap(new LinkedHashMap<>(digests));
        this.vocabulary = vocabulary;
        this.business = business;
        this.support = support;
        this.lists = lists;
        ListedNames listed = new ListedNames(rules, composition);
        this.reader = new NameReader(listed, this.digests, composition, vocabulary, visitors);
        this.met = new Remembered<>(reader::read);
        this.codes = new Remembered<>(
                name -> NameWords.isOneOf(name, vocabulary.handedIn().codes()));
        this.placed = new NamesWithin(rules, listed, this::of);
    }

    public Business business() {
        return business;
    }

    public Support support() {
        return support;
    }

    /** The digest whose hexadecimal digits are so many, the likelier if there are several. */
    public Optional<String> digestOf(int digits) {
        for (Map.Entry<String, Integer> digest : digests.entrySet()) {
            if (digest.getValue() == digits) {
                return Optional.of(digest.getKey());
            }
        }
        return Optional.empty();
    }

    /** Whether people have their mailboxes in this domain. */
    public boolean isMailboxProvider(String domain) {
        return vocabulary.mailboxes().contains(domain.toLowerCase(Locale.ROOT));
    }

    /** Whether somebody logs in, registers or asks for a code by a path with this part. */
    public boolean isEntrance(String step) {
        return NameWords.holdsOneOf(step, vocabulary.entrances())
                || NameWords.endsRunTogether(step, vocabulary.entrances())
                || vocabulary.asked().isOne(step);
    }

    /** Whether somebody stands behind this part of a path by his mailbox or his number. */
    public boolean isBeforePeople(String step) {
        return NameWords.holdsOneOf(step, vocabulary.people());
    }

    /** Whether a code that was sent to somebody is handed in by a path of these parts. */
    public boolean isHandedIn(List<String> steps) {
        Vocabulary.HandedIn handedIn = vocabulary.handedIn();
        return steps.stream().anyMatch(step -> NameWords.holdsOneOf(step, handedIn.by()))
                && steps.stream().noneMatch(step -> NameWords.holdsOneOf(step, handedIn.not()));
    }

    /** Whether such a code may be called so, within something of another name. */
    public boolean isCode(String holder, String name) {
        return codes.of(name)
                && (holder.isEmpty()
                        || NameWords.isOneOf(holder, vocabulary.handedIn().in()));
    }

    /** What a name says by its letters, whoever it may be of. */
    public List<Owned> owned(String name) {
        return name.length() > OwnersByLetters.LONGEST ? List.of() : owned.of(name);
    }

    /** Whether a maker may call an id of its own so that it gives a telephone. */
    public boolean mayBeOwnId(String name) {
        return ownIds.of(name);
    }

    /** How many identifiers of the telephone must stand beside such an id. */
    public int besideOwnIds() {
        return besideOwnIds;
    }

    /** What a value is that says so itself. */
    public Optional<ByForm> byForm(String name, String value) {
        for (int i = 0; i < forms.size(); i++) {
            if (forms.get(i).isOne(name, value)) {
                return Optional.of(forms.get(i));
            }
        }
        return Optional.empty();
    }

    /** Whether the digits under this name are counted or made: an id, a key, a serial number; not who signs in. */
    public boolean isCounted(String name) {
        return NameWords.endsInOneOf(name, vocabulary.counted()) && !NameWords.isOneOf(name, vocabulary.signingIn());
    }

    /** Whether what stands in something of this name is about a thing and nobody: an article, a job, a filter. */
    public boolean holdsThings(String name) {
        return NameWords.holdsOneOf(name, vocabulary.holders()) && !NameWords.holdsOneOf(name, vocabulary.persons());
    }

    /** Whether what stands in something of this name is about a person. */
    public boolean holdsPerson(String name) {
        return NameWords.holdsOneOf(name, vocabulary.persons());
    }

    /** Whether a field of this name is one of a thing, such as its price. */
    public boolean isOfThings(String name) {
        return vocabulary.beside().contains(of(name).whole());
    }

    /** What tells positions that the device did not measure. */
    public List<AnotherPosition> positionsOfOthers() {
        return vocabulary.anothers();
    }

    /** Whether many people have an app of this package on their phones. */
    public boolean isWellKnownApp(String packageName) {
        return packageName.length() <= LONGEST_PACKAGE && vocabulary.apps().contains(packageName);
    }

    /** What lists and recordings are personal by their shape. */
    public ListShapes lists() {
        return lists;
    }

    public List<FieldRule> rules() {
        return rules;
    }

    /** What a field's name says. */
    public Meaning of(String name) {
        return met.of(name);
    }

    /**
     * What a name says within something of another name: {@code name} within {@code patient} is a {@code patient_name}, {@code value}
     * within {@code phone} a {@code phone}. Nothing unless the two together are a listed name.
     */
    public Meaning within(String holder, String name) {
        if (holder.isEmpty() || holder.length() > NameWords.LONGEST || name.isEmpty()) {
            return Meaning.NOTHING;
        }
        int hash = holder.hashCode() * 31 + name.hashCode();
        int slot = (hash ^ hash >>> 11) & WITHIN - 1;
        Within met = within[slot];
        if (met != null && met.isOf(holder, name)) {
            return met.meaning();
        }
        Within beside = within[slot ^ 1];
        if (beside != null && beside.isOf(holder, name)) {
            return beside.meaning();
        }
        Meaning meaning = placed.read(holder, name);
        within[slot ^ 1] = met;
        within[slot] = new Within(holder, name, meaning);
        return meaning;
    }
}
