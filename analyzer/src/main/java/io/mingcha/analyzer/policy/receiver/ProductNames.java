package io.mingcha.analyzer.policy.receiver;

import io.mingcha.analyzer.catalogue.Company;
import io.mingcha.analyzer.catalogue.Recipient;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of a brand and, behind it, what it has. */
final class ProductNames {
    private final NameIndex index;

    ProductNames(NameIndex index) {
        this.index = index;
    }

    /**
     * «Google Firebase», «高德定位», «个推推送»: a word that recipients' names begin with, and behind it the product. Without a
     * company that the policy writes, both have to fit.
     */
    Set<Recipient> of(String core, Optional<String> legal) {
        Set<Recipient> product = Set.of();
        for (int cut = core.length() - 2; cut >= 2; cut--) {
            String brand = core.substring(0, cut);
            String rest = core.substring(cut);
            if (!NameIndex.isLong(brand) || !NameIndex.isLong(rest)) {
                continue;
            }
            Set<Recipient> fitting = fitting(brand, rest, legal);
            if (NameIndex.companiesOf(fitting).size() == 1) {
                Set<Recipient> exact = withBoth(fitting, brand, rest);
                if (!exact.isEmpty()) {
                    return exact;
                }
                product = product.isEmpty() ? productOf(brand, rest, fitting) : product;
            }
        }
        return product;
    }

    private Set<Recipient> fitting(String brand, String product, Optional<String> legal) {
        Set<Recipient> ofBrand = index.byName().entrySet().stream()
                .filter(e -> e.getKey().startsWith(brand))
                .flatMap(e -> e.getValue().stream())
                .filter(r -> legal.isEmpty() || r.company().map(Company::id).equals(legal))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> of = NameIndex.companiesOf(ofBrand);
        return Stream.concat(
                        ofBrand.stream(),
                        of.stream().flatMap(c -> index.ofCompany().getOrDefault(c, Set.of()).stream()))
                .filter(r -> isCalled(r, product))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** «Firebase Analytics» of Google's is what has both words in its name; Google alone is whose it is. */
    private Set<Recipient> withBoth(Set<Recipient> fitting, String brand, String product) {
        boolean company = index.companies().keySet().stream().anyMatch(name -> name.startsWith(brand));
        return company
                ? Set.of()
                : fitting.stream()
                        .filter(r -> isCalled(r, brand) && isCalled(r, product))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** «穿山甲广告» is what is called 穿山甲, and not what else of its company is called 广告; «Google Firebase» is Firebase. */
    private Set<Recipient> productOf(String brand, String product, Set<Recipient> fitting) {
        Set<Recipient> exact = new LinkedHashSet<>(index.byName().getOrDefault(brand, Set.of()));
        exact.addAll(index.byPart().getOrDefault(brand, Set.of()));
        boolean named = fitting.stream()
                .flatMap(r -> Stream.of(r.name().zh(), r.name().en()))
                .anyMatch(name ->
                        index.core(name).startsWith(product) || index.core(name).contains(brand));
        return named || NameIndex.companiesOf(exact).size() != 1 ? fitting : exact;
    }

    private boolean isCalled(Recipient recipient, String product) {
        return Stream.of(recipient.name().zh(), recipient.name().en())
                .map(index::core)
                .anyMatch(name -> name.contains(product));
    }
}
