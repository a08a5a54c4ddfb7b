package io.mingcha.analyzer.attribute;

import io.mingcha.analyzer.catalogue.Company;
import io.mingcha.analyzer.catalogue.HostName;
import io.mingcha.analyzer.catalogue.Recipient;
import io.mingcha.analyzer.catalogue.Recipients;
import io.mingcha.flows.Declaration;
import io.mingcha.flows.Party;
import io.mingcha.flows.SessionSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Attributes hosts for one session. Not for use by several threads. */
public final class Attribution {
    private final Recipients recipients;
    private final List<Domain> ownDomains = new ArrayList<>();
    private final Set<String> ownCompanies = new HashSet<>();
    private final List<RecipientName> declared = new ArrayList<>();
    private final Map<String, Attributed> known = new HashMap<>();

    public Attribution(Recipients recipients, SessionSpec spec) {
        this.recipients = recipients;
        for (String domain : spec.app().firstParty()) {
            Domain own = Domain.of(domain);
            if (own.name().isEmpty()) {
                continue;
            }
            ownDomains.add(own);
            if (!recipients.isShared(own.name())) {
                recipients.of(own.name(), "/").company().map(Company::id).ifPresent(ownCompanies::add);
            }
        }
        spec.declaration().ifPresent(this::declare);
    }

    private void declare(Declaration declaration) {
        Set<String> names = new LinkedHashSet<>(declaration.recipients());
        declaration.data().forEach(d -> names.addAll(d.recipients()));
        names.forEach(name -> declared.add(new RecipientName(name, recipients.bareNames())));
    }

    /**
     * The recipient behind a host and the path asked of it.
     *
     * @param address that was reached under a name that no table has
     */
    public Attributed of(String host, String path, Optional<String> address) {
        Recipient named = recipients.of(host, path);
        Recipient recipient = named.named()
                ? named
                : address.flatMap(recipients::atAddress)
                        .filter(owner -> ownDomain(host).isEmpty())
                        .orElse(named);
        String key = recipient.id() + " " + host;
        Attributed found = known.get(key);
        if (found == null) {
            Recipient whose = ownDomain(host)
                    .filter(own -> !recipient.named() && own.endsWith("." + recipient.id()))
                    .map(recipient::called)
                    .orElse(recipient);
            boolean isNamed = isDeclared(host, recipient);
            found = new Attributed(whose, party(host, recipient), isNamed, isNamed || isCompanyDeclared(recipient));
            known.put(key, found);
        }
        return found;
    }

    /** The widest of the app's own domains that a host lies in. Others may own its neighbours below the same registered domain. */
    private Optional<String> ownDomain(String host) {
        return ownDomains.stream()
                .filter(domain -> domain.holds(host))
                .map(Domain::name)
                .min(Comparator.comparingInt(String::length));
    }

    private Party party(String host, Recipient recipient) {
        if (ownDomains.isEmpty()) {
            return Party.UNKNOWN;
        }
        boolean own = ownDomain(host).isPresent()
                || recipient.company().map(c -> ownCompanies.contains(c.id())).orElse(false);
        return own ? Party.FIRST : HostName.isPrivate(host) ? Party.UNKNOWN : Party.THIRD;
    }

    private boolean isDeclared(String host, Recipient recipient) {
        return declared.stream().anyMatch(name -> name.means(host, recipient));
    }

    private boolean isCompanyDeclared(Recipient recipient) {
        return recipient.company().isPresent()
                && recipients.all().stream()
                        .filter(other -> other.company().equals(recipient.company()))
                        .anyMatch(other -> isDeclared("", other));
    }
}
