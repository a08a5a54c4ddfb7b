package io.mingcha.analyzer.policy;

import io.mingcha.analyzer.catalogue.Company;
import io.mingcha.analyzer.catalogue.Recipient;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which recipient of {@code config/recipients.yaml} a policy means by a name. */
final class KnownNames {
    private static final String NOISE = "(?i)sdk|组件|插件|服务$|[（(].*?[）)]|^第三方|^腾讯旗下|[\\s\\-·/+]+|android|ios版?|（|）";

    private final Map<String, Set<Recipient>> byName = new LinkedHashMap<>();
    private final Map<String, Set<Recipient>> byPart = new LinkedHashMap<>();
    private final Map<String, Company> companies = new LinkedHashMap<>();

    KnownNames(Collection<Recipient> recipients) {
        for (Recipient recipient : recipients) {
            for (String name : List.of(recipient.name().zh(), recipient.name().en())) {
                add(byName, name, recipient);
                for (String part : name.split("[\\s/（(、]+")) {
                    add(byPart, part, recipient);
                }
            }
            recipient
                    .company()
                    .ifPresent(c ->
                            List.of(c.name().zh(), c.name().en()).forEach(n -> companies.putIfAbsent(brackets(n), c)));
        }
    }

    private static void add(Map<String, Set<Recipient>> names, String name, Recipient recipient) {
        String core = core(name);
        boolean han = core.codePoints().anyMatch(Character::isIdeographic);
        if (core.length() >= (han ? 2 : 4)) {
            names.computeIfAbsent(core, k -> new LinkedHashSet<>()).add(recipient);
        }
    }

    private static String core(String name) {
        return Lexicon.compact(name.replaceAll(NOISE, ""));
    }

    private static String brackets(String name) {
        return Lexicon.compact(name).replace('（', '(').replace('）', ')');
    }

    /** The id of the recipient; of its company if the name fits several of the same; empty if it fits none or several. */
    Optional<String> of(Optional<String> name, Optional<String> company) {
        return name.flatMap(n -> named(n, company))
                .or(() -> company.filter(c -> name.isEmpty()).flatMap(this::company));
    }

    private Optional<String> named(String name, Optional<String> written) {
        String core = core(name);
        Set<Recipient> fitting = new LinkedHashSet<>(byName.getOrDefault(core, Set.of()));
        if (!fitting.isEmpty() && fitting.stream().allMatch(r -> r.name().zh().indexOf('（') >= 0)) {
            // 穿山甲 is not only 穿山甲（旧版）
            fitting.addAll(byPart.getOrDefault(core, Set.of()));
        }
        if (fitting.isEmpty() && core.length() >= 2) {
            fitting = Stream.of(byName, byPart)
                    .flatMap(names -> names.entrySet().stream())
                    .filter(e -> e.getKey().startsWith(core))
                    .flatMap(e -> e.getValue().stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
        if (fitting.size() == 1) {
            return fitting.stream().map(Recipient::id).findFirst();
        }
        Set<String> of = fitting.stream()
                .map(r -> r.company().map(Company::id).orElse(""))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (of.size() == 1 && !of.contains("")) {
            return of.stream().findFirst();
        }
        return written.flatMap(this::company)
                .filter(of::contains)
                .or(() -> company(name))
                .or(() -> namedAlike(core, of));
    }

    /** Of several companies the one whose own name begins so. */
    private Optional<String> namedAlike(String core, Set<String> of) {
        List<String> alike = companies.entrySet().stream()
                .filter(e -> of.contains(e.getValue().id()) && e.getKey().startsWith(core))
                .map(e -> e.getValue().id())
                .distinct()
                .toList();
        return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
    }

    private Optional<String> company(String name) {
        return Optional.ofNullable(companies.get(brackets(name))).map(Company::id);
    }
}
