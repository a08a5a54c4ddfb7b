package io.mingcha.analyzer.catalogue;

import io.mingcha.analyzer.catalogue.FieldNames.Match;
import io.mingcha.analyzer.catalogue.FieldNames.Weight;
import io.mingcha.analyzer.catalogue.Meaning.Sense;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Works out what a name says where it stands, within something of another name. */
final class NamesWithin {
    /** Names of what a thing itself is, within something that is named for it. */
    private static final Set<String> CONTENT = Set.of("value", "val");

    private static final Set<String> SHELL = Set.of("info", "data", "detail", "details", "list", "dto", "vo", "bean");

    /** Those whose names count only within something. */
    private final List<FieldRule> held;

    private final ListedNames listed;
    private final Function<String, Meaning> alone;

    /** @param alone what a name says by itself */
    NamesWithin(List<FieldRule> rules, ListedNames listed, Function<String, Meaning> alone) {
        this.held = rules.stream().filter(rule -> !rule.within().isEmpty()).toList();
        this.listed = listed;
        this.alone = alone;
    }

    Meaning read(String holder, String name) {
        String inner = alone.apply(name).whole();
        if (CONTENT.contains(inner)) {
            Meaning outer = alone.apply(holder);
            Meaning held = held(NameWords.normal(holder), name);
            if (!ListedNames.isStrong(outer.matches())) {
                return held;
            }
            List<Match> both = new ArrayList<>(outer.matches());
            both.addAll(held.matches());
            return held.isNothing() ? outer : outer.with(List.copyOf(both));
        }
        if (listed.isInner(inner)) {
            String outer = holders(holder);
            List<Match> matches = listed.of(outer + inner);
            if (ListedNames.isStrong(matches) || matches.stream().anyMatch(NamesWithin::isToldBeside)) {
                return alone.apply(outer + inner);
            }
        }
        return held(NameWords.normal(holder), name);
    }

    /** A number with check digits of which another field says whose it is: {@code document: {type: CPF, number}}. */
    private static boolean isToldBeside(Match match) {
        return match.rule().check().isPresent() && match.rule().backedByValue().isPresent();
    }

    /** What a name that says nothing of itself says where it stands: {@code xq_id} within {@code device_info}. */
    private Meaning held(String holder, String name) {
        Meaning own = alone.apply(name);
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
                .map(rule -> new Match(rule, Weight.WEAK))
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
}
