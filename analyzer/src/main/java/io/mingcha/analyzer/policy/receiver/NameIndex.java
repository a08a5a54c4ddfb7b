package io.mingcha.analyzer.policy.receiver;

import io.mingcha.analyzer.catalogue.BareNames;
import io.mingcha.analyzer.catalogue.Company;
import io.mingcha.analyzer.catalogue.Recipient;
import io.mingcha.analyzer.catalogue.Recipients;
import io.mingcha.analyzer.policy.words.Lexicon;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The recipients of {@code config/recipients.yaml} and their companies by what they are called, without what only stands around names. */
final class NameIndex {
    /** Between the words of a name. */
    static final String PARTS = "[\\s/（(）)、]+";

    private static final int BEGINNING = 2;

    private final BareNames bare;
    private final Map<String, Set<Recipient>> byName = new LinkedHashMap<>();
    private final Map<String, Set<Recipient>> byPart = new LinkedHashMap<>();
    /** What they are called besides, however short. */
    private final Map<String, Set<Recipient>> called = new LinkedHashMap<>();
    /** How the names of companies begin, «华为» of 华为终端有限公司. */
    private final Set<String> beginnings = new LinkedHashSet<>();

    private final Map<String, Company> companies = new LinkedHashMap<>();
    private final Map<String, Set<Recipient>> ofCompany = new LinkedHashMap<>();

    NameIndex(Recipients recipients) {
        bare = recipients.bareNames();
        for (Recipient recipient : recipients.all()) {
            for (String name : List.of(recipient.name().zh(), recipient.name().en())) {
                add(byName, name, recipient);
                for (String part : name.split(PARTS)) {
                    add(byPart, part, recipient);
                }
            }
            recipient
                    .called()
                    .forEach(n -> called.computeIfAbsent(core(n), k -> new LinkedHashSet<>())
                            .add(recipient));
            recipient.company().ifPresent(c -> {
                List.of(c.name().zh(), c.name().en()).forEach(n -> companies.putIfAbsent(brackets(n), c));
                c.called().forEach(n -> companies.putIfAbsent(brackets(n), c));
                String zh = Lexicon.compact(c.name().zh());
                beginnings.add(zh.substring(0, Math.min(BEGINNING, zh.length())));
                ofCompany.computeIfAbsent(c.id(), k -> new LinkedHashSet<>()).add(recipient);
            });
        }
    }

    private void add(Map<String, Set<Recipient>> names, String name, Recipient recipient) {
        String core = core(name);
        if (isLong(core)) {
            names.computeIfAbsent(core, k -> new LinkedHashSet<>()).add(recipient);
        }
    }

    /** Whether a name is long enough to tell anybody. */
    static boolean isLong(String core) {
        boolean han = core.codePoints().anyMatch(Character::isIdeographic);
        return core.length() >= (han ? 2 : 4);
    }

    /** A name without what only stands around it. */
    String core(String name) {
        return bare.of(name);
    }

    private static String brackets(String name) {
        return Lexicon.compact(name).replace('（', '(').replace('）', ')');
    }

    /** By their whole names. */
    Map<String, Set<Recipient>> byName() {
        return Collections.unmodifiableMap(byName);
    }

    /** By each word of their names. */
    Map<String, Set<Recipient>> byPart() {
        return Collections.unmodifiableMap(byPart);
    }

    /** By what they are called besides, however short. */
    Map<String, Set<Recipient>> called() {
        return Collections.unmodifiableMap(called);
    }

    /** How the names of companies begin. */
    Set<String> beginnings() {
        return Collections.unmodifiableSet(beginnings);
    }

    /** By what they are called. */
    Map<String, Company> companies() {
        return Collections.unmodifiableMap(companies);
    }

    /** By the ids of companies. */
    Map<String, Set<Recipient>> ofCompany() {
        return Collections.unmodifiableMap(ofCompany);
    }

    /** The id of the company that is called so. */
    Optional<String> company(String name) {
        return Optional.ofNullable(companies.get(brackets(name))).map(Company::id);
    }

    /** Their companies by ids, of none the empty one. */
    static Set<String> companiesOf(Set<Recipient> recipients) {
        return recipients.stream()
                .map(r -> r.company().map(Company::id).orElse(""))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
