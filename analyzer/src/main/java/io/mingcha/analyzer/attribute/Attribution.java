package io.mingcha.analyzer.attribute;

import io.mingcha.analyzer.catalogue.Company;
import io.mingcha.analyzer.catalogue.Recipient;
import io.mingcha.analyzer.catalogue.Recipients;
import io.mingcha.flows.Declaration;
import io.mingcha.flows.Party;
import io.mingcha.flows.SessionSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Attributes hosts for one session. Not for use by several threads. */
public final class Attribution {
    private final Recipients recipients;
    private final List<String> ownDomains = new ArrayList<>();
    private final Set<String> ownCompanies = new HashSet<>();
    private final Set<String> declared = new HashSet<>();
    private final Map<String, Attributed> known = new HashMap<>();

    public Attribution(Recipients recipients, SessionSpec spec) {
        this.recipients = recipients;
        for (String domain : spec.app().firstParty()) {
            String own = normal(domain);
            ownDomains.add(own);
            if (!recipients.isShared(own)) {
                recipients.of(own, "/").company().map(Company::id).ifPresent(ownCompanies::add);
            }
        }
        spec.declaration().ifPresent(this::declare);
    }

    private void declare(Declaration declaration) {
        declaration.recipients().forEach(r -> declared.add(normal(r)));
        declaration.data().forEach(d -> d.recipients().forEach(r -> declared.add(normal(r))));
        declared.remove("");
    }

    private static String normal(String name) {
        String n = name.strip().toLowerCase(Locale.ROOT);
        return n.startsWith("*.") ? n.substring(2) : n.startsWith(".") ? n.substring(1) : n;
    }

    /** The recipient behind a host and the path asked of it. */
    public Attributed of(String host, String path) {
        Recipient recipient = recipients.of(host, path);
        String key = recipient.id() + " " + host;
        Attributed found = known.get(key);
        if (found == null) {
            found = new Attributed(recipient, party(host, recipient), isDeclared(host, recipient));
            known.put(key, found);
        }
        return found;
    }

    private Party party(String host, Recipient recipient) {
        if (ownDomains.isEmpty()) {
            return Party.UNKNOWN;
        }
        boolean own = ownDomains.stream().anyMatch(domain -> isWithin(host, domain))
                || recipient.company().map(c -> ownCompanies.contains(c.id())).orElse(false);
        return own ? Party.FIRST : Party.THIRD;
    }

    private static boolean isWithin(String host, String domain) {
        String h = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return h.equals(domain) || h.endsWith("." + domain);
    }

    private boolean isDeclared(String host, Recipient recipient) {
        List<String> names = new ArrayList<>();
        names.add(recipient.id());
        names.add(recipient.name().zh());
        names.add(recipient.name().en());
        recipient.company().ifPresent(company -> {
            names.add(company.id());
            names.add(company.name().zh());
            names.add(company.name().en());
        });
        for (String word : declared) {
            if (word.indexOf('.') > 0 && isWithin(host, word)) {
                return true;
            }
            for (String name : names) {
                if (isSame(normal(name), word)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A policy says "友盟" where the table says "友盟统计 U-App": the longer may hold the shorter. */
    private static boolean isSame(String name, String word) {
        if (name.equals(word)) {
            return true;
        }
        String shorter = name.length() < word.length() ? name : word;
        String longer = name.length() < word.length() ? word : name;
        boolean han = shorter.codePoints().anyMatch(Character::isIdeographic);
        return shorter.length() >= (han ? 2 : 5) && longer.contains(shorter);
    }
}
