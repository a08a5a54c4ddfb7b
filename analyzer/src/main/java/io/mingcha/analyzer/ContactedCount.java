package io.mingcha.analyzer;

import io.mingcha.analyzer.attribute.AddressRegions;
import io.mingcha.analyzer.attribute.Attributed;
import io.mingcha.analyzer.catalogue.HostName;
import io.mingcha.analyzer.catalogue.Recipient;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Head;
import io.mingcha.flows.Ordinals;
import io.mingcha.flows.Outcome;
import io.mingcha.settings.Text;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Counts what went to one recipient. */
final class ContactedCount {
    private static final Text PRIVATE = Text.of("不是公网的名称或地址，不知属于谁", "no public name or address, whose is not known");

    private static final Pattern ORIGIN = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://[^/]*");
    private static final Pattern QUERY = Pattern.compile("[?#;].*$", Pattern.DOTALL);
    /** Parts of a path that are one user's, or one request's: with numbers, long, or in other letters. */
    private static final Pattern SOMEBODYS =
            Pattern.compile("/(?=[^/]*\\d{3}|[^/]{25}|[^/]*[^\\x21-\\x7E]|[^/]*[@%])[^/]*");

    private final Attributed attributed;
    private final Set<String> hosts = new TreeSet<>();
    private final Set<String> dataTypes = new TreeSet<>();
    private final Set<String> sdks = new TreeSet<>();
    private int flows;
    private final Set<String> organisations = new TreeSet<>();
    private final Set<String> addresses = new TreeSet<>();
    private int unread;
    private final Map<String, BitSet> asked = new TreeMap<>();

    ContactedCount(Attributed attributed) {
        this.attributed = attributed;
    }

    /**
     * @param host as it may be shown
     * @param hidden makes so of what else was captured
     */
    void add(Flow flow, String host, UnaryOperator<String> hidden) {
        flows++;
        hosts.add(host);
        flow.requestHead()
                .ifPresent(head -> asked.computeIfAbsent(hidden.apply(asked(head, host)), k -> new BitSet())
                        .set(flow.ordinal()));
        if (!attributed.recipient().named()) {
            flow.serverTls().flatMap(CertificateOwner::of).ifPresent(organisations::add);
            addresses.add(flow.server().address().orElse(flow.server().host()));
        }
        if (flow.outcome().state() == Outcome.State.UNREAD) {
            unread++;
        }
    }

    /** «POST api.example/users/…/orders»: what stays the same from session to session. */
    private static String asked(Head.Request head, String host) {
        String path =
                ORIGIN.matcher(QUERY.matcher(head.target()).replaceFirst("")).replaceFirst("");
        return head.method() + " " + host + SOMEBODYS.matcher(path).replaceAll("/…");
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

    /** @param names of vendors, by id */
    Analysis.Contacted finish(Function<String, Text> names) {
        return new Analysis.Contacted(
                recipient(),
                attributed.party(),
                attributed.declared(),
                List.copyOf(hosts),
                flows,
                unread,
                sdks.stream().map(id -> new Analysis.Sdk(id, names.apply(id))).toList(),
                List.copyOf(dataTypes),
                asked.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> Ordinals.of(e.getValue()))));
    }
}
