package io.mingcha.analyzer.catalogue;

import io.mingcha.analyzer.catalogue.FieldNames.Match;
import io.mingcha.analyzer.catalogue.FieldNames.Weight;
import io.mingcha.analyzer.catalogue.Meaning.Sense;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Works out what a name says by itself: the rules that it points to, the digest that it announces, what it speaks of besides. */
final class NameReader {
    /** What vendors put before their names: {@code mt} of {@code mt_did}. */
    private static final int LONGEST_VENDOR = 3;

    /** Shorter ones end a longer word by chance. */
    private static final int LONG_NAME = 8;

    /** What makes of a deed who does it. */
    private static final String PERSONS_ZH = "人者";

    private final ListedNames listed;
    private final Map<String, Integer> digests;
    private final Composition composition;
    private final Vocabulary vocabulary;
    private final VisitorNames visitors;

    NameReader(
            ListedNames listed,
            Map<String, Integer> digests,
            Composition composition,
            Vocabulary vocabulary,
            VisitorNames visitors) {
        this.listed = listed;
        this.digests = digests;
        this.composition = composition;
        this.vocabulary = vocabulary;
        this.visitors = visitors;
    }

    Meaning read(String name) {
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
        if (!ListedNames.isStrong(matches)) {
            matches = withComposed(name, words, matches);
        }
        List<Match> announced = listed.of(whole);
        List<String> axes =
                composition.hasTail(words) ? NameWords.endings(words.subList(0, words.size() - 1)) : endings;
        if (digest.isPresent() && ListedNames.isStrong(announced)) {
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
                for (Match match : listed.of(ending)) {
                    boolean behindVendor = i == 1
                            && (own || first.length() <= LONGEST_VENDOR)
                            && match.rule().sender();
                    boolean behindMaker = ending.length() >= LONG_NAME;
                    if (whole || (match.strong() || behindVendor) && !isAnothers(match, words, i)) {
                        all.add(match);
                    } else if ((i == 1 || behindMaker) && match.rule().sender() && !isAnothers(match, words, i)) {
                        all.add(new Match(match.rule(), behindMaker ? Weight.OF_SENDER : Weight.OF_FAMILY));
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
            for (Match match : listed.of(name.substring(vendor))) {
                if (match.rule().sender()
                        && !match.rule().notOf().contains(name.substring(0, vendor))
                        && !all.contains(match)) {
                    all.add(match);
                }
            }
        }
    }

    /** @param words those that the endings are of, if they are of any */
    private void addTold(List<String> endings, List<String> words, List<Match> all) {
        for (int i = 0; i < endings.size(); i++) {
            String ending = endings.get(i);
            boolean whole = ending.equals(endings.get(0));
            for (Match match : listed.of(ending)) {
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
        while (before < words.size() && !ListedNames.isStrong(listed.of(endings.get(before)))) {
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
        return ListedNames.isStrong(listed.of(String.join("", words)));
    }
}
