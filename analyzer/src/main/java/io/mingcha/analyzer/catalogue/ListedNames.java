package io.mingcha.analyzer.catalogue;

import io.mingcha.analyzer.catalogue.FieldNames.Match;
import io.mingcha.analyzer.catalogue.FieldNames.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names that point to rules: those that are listed, then those that are put together of whose something is and what it is. */
final class ListedNames {
    private final Map<String, List<Match>> byName = new HashMap<>();
    /** Last words of listed names. */
    private final Set<String> inners = new HashSet<>();

    ListedNames(List<FieldRule> rules, Composition composition) {
        for (FieldRule rule : rules) {
            if (rule.within().isEmpty()) {
                rule.keys().forEach(key -> index(key, new Match(rule, Weight.STRONG)));
                rule.keysZh().forEach(key -> index(key, new Match(rule, Weight.STRONG)));
                rule.weak().forEach(key -> index(key, new Match(rule, Weight.WEAK)));
            }
        }
        for (FieldRule rule : rules) {
            inners.addAll(rule.heads());
            inners.addAll(rule.weakHeads());
            Match strong = new Match(rule, Weight.STRONG);
            composition.composed(rule).stream()
                    .filter(name -> !isListedWeak(name, rule.type()))
                    .forEach(name -> add(name, strong));
        }
        for (FieldRule rule : rules) {
            Match weak = new Match(rule, Weight.WEAK);
            composition.composedWeak(rule).stream()
                    .filter(name -> !isListed(name, rule))
                    .forEach(name -> add(name, weak));
        }
    }

    /** What a name as one word in small letters points to. */
    List<Match> of(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /** Whether a listed name ends in the word, so that another may stand before it. */
    boolean isInner(String word) {
        return inners.contains(word);
    }

    /** Whether one of these convicts by the name alone that it fits. */
    static boolean isStrong(List<Match> matches) {
        return matches.stream().anyMatch(m -> m.strong() && !m.rule().knownOnly());
    }

    private boolean isListed(String name, FieldRule rule) {
        return of(name).stream().anyMatch(m -> m.rule() == rule);
    }

    /** What a list calls too general is so, whatever it is put together of: {@code user_name}. */
    private boolean isListedWeak(String name, String type) {
        return of(name).stream().anyMatch(m -> !m.strong() && m.rule().type().equals(type));
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
}
