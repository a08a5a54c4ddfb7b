package io.mingcha.analyzer.catalogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How names are put together that no list has: whose it is, what it is, and what only tells of its form or that there are several
 * of it.
 *
 * @param leads what may stand before and tells nothing: {@code str} of {@code strPhone}
 * @param owners whose something is: {@code cust} of {@code custNm}
 * @param ownersBehind the same in languages that say first what it is: {@code cliente} of {@code nomeCliente}
 * @param initials the same by the first letters of its syllables: {@code hz} of {@code hzsjh}
 * @param ownersZh what stands before it in Chinese ends in one of these: {@code 人} of {@code 取件人手机}
 * @param tails what may stand behind: {@code str} of {@code phoneStr}
 * @param types those whose values are told by their form, whatever stands before or behind their names
 */
record Composition(
        Set<String> leads,
        Set<String> owners,
        Set<String> ownersBehind,
        Set<String> initials,
        List<String> ownersZh,
        Set<String> tails,
        Set<String> types) {
    private static final int MOST_TAILS = 3;
    private static final Set<String> NAMES = Set.of("name", "nm");
    private static final int SHORTEST = 2;

    static final Composition NONE =
            new Composition(Set.of(), Set.of(), Set.of(), Set.of(), List.of(), Set.of(), Set.of());

    Composition {
        leads = Set.copyOf(leads);
        owners = Set.copyOf(owners);
        ownersBehind = Set.copyOf(ownersBehind);
        initials = Set.copyOf(initials);
        ownersZh = List.copyOf(ownersZh);
        tails = Set.copyOf(tails);
        types = Set.copyOf(types);
    }

    /** What everybody's is called by these heads. */
    List<String> composed(FieldRule rule) {
        return Stream.of(
                        pairs(owners, rule.heads()),
                        pairs(rule.heads(), ownersBehind),
                        pairs(initials, rule.initials()))
                .flatMap(Set::stream)
                .toList();
    }

    /** The same of what only may be what it is called by. */
    List<String> composedWeak(FieldRule rule) {
        return Stream.of(pairs(owners, rule.weakHeads()), pairs(rule.weakHeads(), ownersBehind))
                .flatMap(Set::stream)
                .toList();
    }

    private static Set<String> pairs(Set<String> owners, Set<String> heads) {
        return owners.stream()
                .flatMap(owner -> heads.stream().map(head -> owner + head))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** A name without a word before it that tells nothing. */
    List<String> withoutLead(List<String> words) {
        return words.size() > 1 && leads.contains(words.get(0)) ? words.subList(1, words.size()) : words;
    }

    /** A name without what only tells of its form, one word after the other: {@code phone2}, {@code phone} of {@code phone2_enc}. */
    List<List<String>> bare(List<String> words) {
        List<List<String>> stages = new ArrayList<>();
        List<String> bare = words;
        for (int i = 0; i < MOST_TAILS; i++) {
            int last = bare.size() - 1;
            String word = bare.get(last);
            String shorter = withoutNumber(word);
            if (last > 0 && (shorter.isEmpty() || tails.contains(word))) {
                bare = bare.subList(0, last);
            } else if (shorter.length() >= SHORTEST && shorter.length() < word.length()) {
                bare = new ArrayList<>(bare);
                bare.set(last, shorter);
            } else {
                break;
            }
            stages.add(bare);
        }
        return stages;
    }

    /** Whether something is called by a name: what has one itself is no person's name, {@code xmName} is a project's. */
    static boolean isNameOfSomething(List<String> words) {
        return words.size() > 1 && NAMES.contains(words.get(words.size() - 1));
    }

    /** Whether the last word only tells of the form of what stands before. */
    boolean hasTail(List<String> words) {
        return words.size() > 1 && tails.contains(words.get(words.size() - 1));
    }

    /** One of several: {@code phone} of {@code phones}; the same if it is none. */
    static String singular(String name) {
        boolean several = name.length() > SHORTEST + 1 && name.endsWith("s") && !name.endsWith("ss");
        return several ? name.substring(0, name.length() - 1) : name;
    }

    private static String withoutNumber(String word) {
        int end = word.length();
        while (end > 0 && word.charAt(end - 1) >= '0' && word.charAt(end - 1) <= '9') {
            end--;
        }
        return word.substring(0, end);
    }

    /** What a name in Chinese ends in, the longest first: it says last what it is, and before that whose. */
    List<String> endingsInChinese(String name) {
        int end = withoutNumber(name).length();
        List<String> endings = new ArrayList<>();
        for (int start = 0; start + SHORTEST <= end; start++) {
            String before = name.substring(0, start);
            boolean ofSomebody = start == 0 || ownersZh.stream().anyMatch(before::endsWith);
            if (ofSomebody && name.charAt(start) >= '\u4e00' && name.charAt(start) <= '\u9fa5') {
                endings.add(name.substring(start, end));
            }
        }
        return endings;
    }

    static boolean isChinese(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= '\u4e00' && name.charAt(i) <= '\u9fa5') {
                return true;
            }
        }
        return false;
    }
}
