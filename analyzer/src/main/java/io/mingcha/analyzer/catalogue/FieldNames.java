package io.mingcha.analyzer.catalogue;

import io.mingcha.analyzer.catalogue.Meaning.Sense;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the names that fields carry say of their values. Safe for use by several threads. */
public final class FieldNames {
    /** Names met are remembered; past this many the memory starts anew. */
    private static final int REMEMBERED = 20_000;

    /** A rule that a name points to. */
    public record Match(FieldRule rule, boolean strong) {}

    /** What a name says within something of another name. */
    private record Within(String holder, String name, Meaning meaning) {
        boolean isOf(String holder, String name) {
            return this.name.equals(name) && this.holder.equals(holder);
        }
    }

    private static final int WITHIN = 1 << 11;
    private static final int LONGEST_PACKAGE = 60;
    /** What vendors put before their names: {@code mt} of {@code mt_did}. */
    private static final int LONGEST_VENDOR = 3;
    /** Shorter ones end a longer word by chance. */
    private static final int LONG_NAME = 8;

    /** Names of what a thing itself is, within something that is named for it. */
    private static final Set<String> CONTENT = Set.of("value", "val");

    /** What makes of a deed who does it. */
    private static final String PERSONS_ZH = "人者";

    private static final Set<String> SHELL = Set.of("info", "data", "detail", "details", "list", "dto", "vo", "bean");

    private final List<FieldRule> rules;
    /** Those whose names count only within something. */
    private final List<FieldRule> held;

    private final Map<String, List<Match>> byName = new HashMap<>();
    /** Last words of listed names. */
    private final Set<String> inners = new HashSet<>();

    private final Map<String, Integer> digests;
    private final Composition composition;
    private final Vocabulary vocabulary;
    private final Business business;
    private final ListShapes lists;
    private final VisitorNames visitors;
    private final Map<String, Meaning> met = new ConcurrentHashMap<>();
    /** What was met last in each place, and what stood there before beside it; written whole, and worked out again if gone. */
    private final @Nullable Within[] within = new Within[WITHIN];

    /** @param digests hex lengths by the names of digests that names of fields end in, the likelier first */
    FieldNames(
            List<FieldRule> rules,
            Map<String, Integer> digests,
            Composition composition,
            Vocabulary vocabulary,
            Business business,
            ListShapes lists,
            VisitorNames visitors) {
        this.rules = List.copyOf(rules);
        this.digests = Collections.unmodifiableMap(new LinkedHashMap<>(digests));
        this.composition = composition;
        this.vocabulary = vocabulary;
        this.business = business;
        this.lists = lists;
        this.visitors = visitors;
        this.held = rules.stream().filter(rule -> !rule.within().isEmpty()).toList();
        for (FieldRule rule : rules) {
            if (!rule.within().isEmpty()) {
                continue;
            }
            rule.keys().forEach(key -> index(key, new Match(rule, true)));
            rule.keysZh().forEach(key -> index(key, new Match(rule, true)));
            rule.weak().forEach(key -> index(key, new Match(rule, false)));
        }
        for (FieldRule rule : rules) {
            inners.addAll(rule.heads());
            inners.addAll(rule.weakHeads());
            Match strong = new Match(rule, true);
            composition.composed(rule).stream()
                    .filter(name -> !isListedWeak(name, rule.type()))
                    .forEach(name -> add(name, strong));
        }
        for (FieldRule rule : rules) {
            Match weak = new Match(rule, false);
            composition.composedWeak(rule).stream()
                    .filter(name -> !isListed(name, rule))
                    .forEach(name -> add(name, weak));
        }
    }

    private boolean isListed(String name, FieldRule rule) {
        return byName.getOrDefault(name, List.of()).stream().anyMatch(m -> m.rule() == rule);
    }

    /** What a list calls too general is so, whatever it is put together of: {@code user_name}. */
    private boolean isListedWeak(String name, String type) {
        return byName.getOrDefault(name, List.of()).stream()
                .anyMatch(m -> !m.strong() && m.rule().type().equals(type));
    }

    private void index(String key, Match match) {
        List<String> words = NameWords.words(key);
        if (match.strong() && words.size() > 1) {
            inners.add(words.get(words.size() - 1));
        }
        add(NameWords.normal(key), match);
    }

    /** @param name as one word in small letters, as those are that were put together */
    private void add(String name, Match match) {
        byName.computeIfAbsent(name, k -> new ArrayList<>(2)).add(match);
    }

    public Business business() {
        return business;
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

    /** What a field's name says; the same object for the same name. */
    public Meaning of(String name) {
        Meaning meaning = met.get(name);
        if (meaning == null) {
            if (met.size() >= REMEMBERED) {
                met.clear();
            }
            meaning = work(name);
            met.put(name, meaning);
        }
        return meaning;
    }

    private Meaning work(String name) {
        if (name.isEmpty() || name.length() > NameWords.LONGEST) {
            return Meaning.NOTHING;
        }
        List<String> words = NameWords.words(name);
        if (words.size() > 1 && (name.startsWith("X-") || name.startsWith("x-"))) {
            words = words.subList(1, words.size());
        }
        words = composition.withoutLead(words);
        String whole = String.join("", words);
        Optional<Map.Entry<String, Integer>> digest = Optional.empty();
        for (Map.Entry<String, Integer> suffix : digests.entrySet()) {
            String last = words.get(words.size() - 1);
            if (last.equals(suffix.getKey()) && words.size() > 1) {
                words = words.subList(0, words.size() - 1);
                digest = Optional.of(suffix);
                break;
            }
            if (last.endsWith(suffix.getKey())
                    && last.length() > suffix.getKey().length()) {
                words = new ArrayList<>(words);
                words.set(
                        words.size() - 1,
                        last.substring(0, last.length() - suffix.getKey().length()));
                digest = Optional.of(suffix);
                break;
            }
        }
        List<String> endings = NameWords.endings(words);
        List<String> parts = NameWords.parts(words);
        List<Match> matches = lookup(words, endings, name.regionMatches(true, 0, "X-", 0, 2));
        if (!isStrong(matches)) {
            matches = withComposed(name, words, matches);
        }
        List<Match> announced = byName.getOrDefault(whole, List.of());
        List<String> axes =
                composition.hasTail(words) ? NameWords.endings(words.subList(0, words.size() - 1)) : endings;
        if (digest.isPresent() && isStrong(announced)) {
            matches = announced;
        }
        Set<Sense> senses = EnumSet.noneOf(Sense.class);
        add(Sense.LATITUDE, NameWords.isAmong(axes, vocabulary.latitude()), senses);
        add(Sense.LONGITUDE, NameWords.isAmong(axes, vocabulary.longitude()), senses);
        add(Sense.PAIR, NameWords.isAmong(axes, vocabulary.pair()), senses);
        add(Sense.ABROAD, NameWords.isAmong(parts, vocabulary.abroad()), senses);
        add(Sense.CONTACTS, NameWords.isAmong(endings, vocabulary.contacts()), senses);
        add(Sense.UNLIKE, words.stream().anyMatch(vocabulary.unlike()::contains), senses);
        add(Sense.ORGANISATION, !isListed(words) && speaksOf(name, parts, vocabulary.organisation()), senses);
        add(Sense.PLACE, NameWords.isAmong(parts, vocabulary.place()), senses);
        add(Sense.PERSON, NameWords.isAmong(parts, vocabulary.person()), senses);
        add(Sense.TRACK, NameWords.isAmong(parts, vocabulary.track()), senses);
        add(Sense.THING, isOfThing(name, words, endings), senses);
        String axis = senses.contains(Sense.LATITUDE)
                ? axis(axes, vocabulary.latitude())
                : senses.contains(Sense.LONGITUDE) ? axis(axes, vocabulary.longitude()) : "";
        return new Meaning(whole, matches, digest, senses, visitors.of(name), axis);
    }

    private static void add(Sense sense, boolean has, Set<Sense> senses) {
        if (has) {
            senses.add(sense);
        }
    }

    /** The same and what the name is without what only tells of its form, where a value is told by its own. */
    private List<Match> withComposed(String name, List<String> words, List<Match> matches) {
        List<Match> all = new ArrayList<>(matches);
        List<Match> bare = new ArrayList<>();
        composition.bare(words).forEach(stage -> addTold(NameWords.endings(stage), stage, bare));
        boolean named = Composition.isNameOfSomething(words);
        bare.stream()
                .filter(match ->
                        !all.contains(match) && !(named && match.rule().type().equals("person_name")))
                .forEach(all::add);
        addTold(NameWords.endings(words).stream().map(Composition::singular).toList(), words, all);
        if (Composition.isChinese(name)) {
            addTold(composition.endingsInChinese(name), List.of(), all);
        }
        return List.copyOf(all);
    }

    /** @param words those that the endings are of, if they are of any */
    private void addTold(List<String> endings, List<String> words, List<Match> all) {
        for (int i = 0; i < endings.size(); i++) {
            String ending = endings.get(i);
            boolean whole = ending.equals(endings.get(0));
            for (Match match : byName.getOrDefault(ending, List.of())) {
                boolean told = match.strong()
                        && !match.rule().knownOnly()
                        && composition.types().contains(match.rule().type())
                        && (words.isEmpty() || !isAnothers(match, words, i));
                if (told && (whole || ending.length() > 2 || Composition.isChinese(ending)) && !all.contains(match)) {
                    all.add(match);
                }
            }
        }
    }

    /** Whether what stands before what it is speaks of a thing: {@code goods} of {@code goodsSex}. */
    private boolean isOfThing(String name, List<String> words, List<String> endings) {
        int before = 0;
        while (before < words.size() && !isStrong(byName.getOrDefault(endings.get(before), List.of()))) {
            before++;
        }
        List<String> parts = NameWords.parts(words.subList(0, before));
        return speaksOf(name, parts, vocabulary.holders()) && !speaksOf(name, parts, vocabulary.persons());
    }

    /** Whether a word of the name is among these; a name in Chinese has no words, so what it holds. */
    private static boolean speaksOf(String name, List<String> parts, Set<String> words) {
        return NameWords.isAmong(parts, words)
                || Composition.isChinese(name)
                        && words.stream().anyMatch(word -> Composition.isChinese(word) && speaksOf(name, word));
    }

    /** Who does it is a person: of {@code 投诉} speaks 投诉电话 and not 投诉人手机号. */
    private static boolean speaksOf(String name, String word) {
        int at = name.indexOf(word);
        int end = at + word.length();
        return at >= 0 && !(end < name.length() && PERSONS_ZH.indexOf(name.charAt(end)) >= 0);
    }

    /** What stands before the shortest of these that the name ends in. */
    private static String axis(List<String> endings, Set<String> names) {
        int last = endings.size() - 1;
        while (last > 0 && !names.contains(endings.get(last))) {
            last--;
        }
        String whole = endings.get(0);
        return whole.substring(0, whole.length() - endings.get(last).length());
    }

    /** Whether the word before the ending that begins at an index makes it somebody else's or a thing's. */
    private static boolean isAnothers(Match match, List<String> words, int at) {
        return at > 0 && match.rule().notOf().contains(words.get(at - 1));
    }

    private boolean isListed(List<String> words) {
        return isStrong(byName.getOrDefault(String.join("", words), List.of()));
    }

    private static boolean isStrong(List<Match> matches) {
        return matches.stream().anyMatch(m -> m.strong() && !m.rule().knownOnly());
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
        Meaning meaning = workWithin(holder, name);
        within[slot ^ 1] = met;
        within[slot] = new Within(holder, name, meaning);
        return meaning;
    }

    /** A number with check digits of which another field says whose it is: {@code document: {type: CPF, number}}. */
    private static boolean isToldBeside(Match match) {
        return match.rule().check().isPresent() && match.rule().backedByValue().isPresent();
    }

    private Meaning workWithin(String holder, String name) {
        String inner = of(name).whole();
        if (CONTENT.contains(inner)) {
            Meaning outer = of(holder);
            Meaning held = held(NameWords.normal(holder), name);
            if (!isStrong(outer.matches())) {
                return held;
            }
            List<Match> both = new ArrayList<>(outer.matches());
            both.addAll(held.matches());
            return held.isNothing() ? outer : outer.with(List.copyOf(both));
        }
        if (inners.contains(inner)) {
            String outer = holders(holder);
            List<Match> listed = byName.getOrDefault(outer + inner, List.of());
            if (isStrong(listed) || listed.stream().anyMatch(FieldNames::isToldBeside)) {
                return of(outer + inner);
            }
        }
        return held(NameWords.normal(holder), name);
    }

    /** What a name that says nothing of itself says where it stands: {@code xq_id} within {@code device_info}. */
    private Meaning held(String holder, String name) {
        Meaning own = of(name);
        if (own.has(Sense.UNLIKE)
                || own.has(Sense.LATITUDE)
                || own.has(Sense.LONGITUDE)
                || own.has(Sense.PAIR)
                || own.has(Sense.CONTACTS)) {
            return Meaning.NOTHING;
        }
        List<String> words = NameWords.words(name);
        String whole = own.whole();
        List<Match> matches = held.stream()
                .filter(rule -> rule.within().contains(holder)
                        && own.matches().stream().allMatch(m -> mayGiveWay(m, rule))
                        && rule.weak().stream().anyMatch(ending -> whole.endsWith(NameWords.normal(ending)))
                        && words.stream().noneMatch(rule.notOf()::contains))
                .map(rule -> new Match(rule, false))
                .toList();
        return matches.isEmpty() ? Meaning.NOTHING : own.with(matches);
    }

    /** What stands around the whole says more than a name that convicts nobody. */
    private static boolean mayGiveWay(Match own, FieldRule rule) {
        return own.rule().type().equals(rule.type())
                || !rule.around().isEmpty() && (own.rule().knownOnly() || !own.strong());
    }

    /** What something is called by, without the words that only say that it is something: {@code patientInfo}, {@code patients}. */
    private static String holders(String name) {
        List<String> words = NameWords.words(name);
        int end = words.size();
        while (end > 1 && SHELL.contains(words.get(end - 1))) {
            end--;
        }
        String outer = String.join("", words.subList(0, end));
        return outer.endsWith("s") && !outer.endsWith("ss") ? outer.substring(0, outer.length() - 1) : outer;
    }

    /**
     * The rules of every ending of the name, longest first; weak names count only whole.
     *
     * @param own a header of the maker's own, in which he may be named in full
     */
    private List<Match> lookup(List<String> words, List<String> endings, boolean own) {
        String first = words.get(0);
        List<Match> all = new ArrayList<>(0);
        for (int i = 0; i < endings.size(); i++) {
            String ending = endings.get(i);
            boolean whole = i == 0;
            if (whole || ending.length() > 2) {
                for (Match match : byName.getOrDefault(ending, List.of())) {
                    boolean behindVendor = i == 1
                            && (own || first.length() <= LONGEST_VENDOR)
                            && match.rule().sender();
                    boolean behindMaker = i == 1
                            && !behindVendor
                            && ending.length() >= LONG_NAME
                            && match.rule().sender();
                    if (whole || (match.strong() || behindVendor) && !isAnothers(match, words, i)) {
                        all.add(match);
                    } else if (behindMaker && !isAnothers(match, words, i)) {
                        all.add(new Match(match.rule().ofSenderOnly(), false));
                    }
                }
            }
        }
        if (words.size() == 1) {
            addBehindVendor(first, all);
        }
        return List.copyOf(all);
    }

    /** Of a name that is written as one word, what it is behind the letters of a vendor: {@code deviceid} of {@code dadeviceid}. */
    private void addBehindVendor(String name, List<Match> all) {
        for (int vendor = 1; vendor <= LONGEST_VENDOR && name.length() - vendor >= LONG_NAME; vendor++) {
            for (Match match : byName.getOrDefault(name.substring(vendor), List.of())) {
                if (match.rule().sender()
                        && !match.rule().notOf().contains(name.substring(0, vendor))
                        && !all.contains(match)) {
                    all.add(match);
                }
            }
        }
    }
}
