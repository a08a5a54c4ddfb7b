package io.mingcha.analyzer;

import io.mingcha.analyzer.attribute.AddressRegions;
import io.mingcha.analyzer.attribute.Attributed;
import io.mingcha.analyzer.catalogue.HostName;
import io.mingcha.analyzer.catalogue.Recipient;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Outcome;
import io.mingcha.settings.Text;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Counts what went to one recipient. */
final class ContactedCount {
    private static final Text PRIVATE = Text.of("不是公网的名称或地址，不知属于谁", "no public name or address, whose is not known");

    private final Attributed attributed;
    private final Set<String> hosts = new TreeSet<>();
    private final Set<String> dataTypes = new TreeSet<>();
    private final Set<String> sdks = new TreeSet<>();
    private int flows;
    private final Set<String> organisations = new TreeSet<>();
    private final Set<String> addresses = new TreeSet<>();
    private int unread;
    private final AskedCount asked = new AskedCount();

    ContactedCount(Attributed attributed) {
        this.attributed = attributed;
    }

    /** @param host as it may be shown */
    void add(Flow flow, String host) {
        flows++;
        hosts.add(host);
        flow.requestHead().ifPresent(head -> asked.add(head, host, flow.ordinal()));
        if (!attributed.recipient().named()) {
            flow.serverTls().flatMap(CertificateOwner::of).ifPresent(organisations::add);
            addresses.add(flow.server().address().orElse(flow.server().host()));
        }
        if (flow.outcome().state() == Outcome.State.UNREAD) {
            unread++;
        }
    }

    /** Clients of these vendors spoke to it. */
    void spokenToBy(List<String> vendors) {
        sdks.addAll(vendors);
    }

    void exposes(String dataType) {
        dataTypes.add(dataType);
    }

    void exposesNothing() {
        dataTypes.clear();
    }

    Set<String> dataTypes() {
        return dataTypes;
    }

    /** Who it may be, where no table says it: by its certificate, else by where its address is. */
    private Recipient recipient() {
        Recipient recipient = attributed.recipient();
        if (!recipient.named() && HostName.isPrivate(recipient.id())) {
            return recipient.located(PRIVATE);
        }
        if (!organisations.isEmpty()) {
            return recipient.certified(String.join(", ", organisations));
        }
        Set<String> regions = addresses.stream()
                .flatMap(address -> AddressRegions.of(address).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return regions.isEmpty() ? recipient : recipient.located(AddressRegions.told(String.join("; ", regions)));
    }

    /**
     * @param names of vendors, by id
     * @param hidden makes a text that was captured one that may be shown
     */
    Analysis.Contacted finish(Function<String, Text> names, UnaryOperator<String> hidden) {
        return new Analysis.Contacted(
                recipient(),
                attributed.party(),
                attributed.declared(),
                List.copyOf(hosts),
                flows,
                unread,
                sdks.stream().map(id -> new Analysis.Sdk(id, names.apply(id))).toList(),
                List.copyOf(dataTypes),
                asked.shown(hidden));
    }
}
