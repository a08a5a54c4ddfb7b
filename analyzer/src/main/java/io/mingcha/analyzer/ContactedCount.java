package io.mingcha.analyzer;

import io.mingcha.analyzer.attribute.Attributed;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Outcome;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Counts what went to one recipient. */
final class ContactedCount {
    private final Attributed attributed;
    private final Set<String> hosts = new TreeSet<>();
    private final Set<String> dataTypes = new TreeSet<>();
    private int flows;
    private final Set<String> organisations = new TreeSet<>();
    private int unread;

    ContactedCount(Attributed attributed) {
        this.attributed = attributed;
    }

    /** @param host as it may be shown */
    void add(Flow flow, String host) {
        flows++;
        hosts.add(host);
        if (!attributed.recipient().named()) {
            flow.serverTls().flatMap(CertificateOwner::of).ifPresent(organisations::add);
        }
        if (flow.outcome().state() == Outcome.State.UNREAD) {
            unread++;
        }
    }

    void exposes(String dataType) {
        dataTypes.add(dataType);
    }

    Analysis.Contacted finish() {
        return new Analysis.Contacted(
                organisations.isEmpty()
                        ? attributed.recipient()
                        : attributed.recipient().certified(String.join(", ", organisations)),
                attributed.party(),
                attributed.declared(),
                List.copyOf(hosts),
                flows,
                unread,
                List.copyOf(dataTypes));
    }
}
