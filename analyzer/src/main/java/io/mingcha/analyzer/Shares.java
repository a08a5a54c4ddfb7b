package io.mingcha.analyzer;

import io.mingcha.analyzer.coverage.Readability;
import io.mingcha.flows.Coverage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Turns what was counted by client and host into shares by client and recipient. */
final class Shares {
    private final Map<String, String> recipients = new HashMap<>();

    /** Whose a host is; if several share it, whose it was first. */
    void of(String host, String recipient) {
        recipients.putIfAbsent(host, recipient);
    }

    /** @param shown a client's name as it may be shown */
    List<Coverage.OfClient> finish(Readability seen, UnaryOperator<String> shown) {
        List<Coverage.OfClient> clients = new ArrayList<>();
        for (Readability.OfClient client : seen.clients()) {
            Coverage.Share whole = Coverage.Share.NOTHING;
            Map<String, Coverage.Share> byRecipient = new TreeMap<>();
            for (Readability.OfHost host : client.hosts()) {
                Coverage.Share share = share(host);
                whole = whole.plus(share);
                byRecipient.merge(recipients.getOrDefault(host.host(), host.host()), share, Coverage.Share::plus);
            }
            clients.add(new Coverage.OfClient(
                    shown.apply(client.who()),
                    whole,
                    byRecipient.entrySet().stream()
                            .map(e -> new Coverage.OfRecipient(e.getKey(), e.getValue()))
                            .toList()));
        }
        return clients;
    }

    private static Coverage.Share share(Readability.OfHost host) {
        boolean any = host.read() > 0 || host.bytesRead() > 0;
        return new Coverage.Share(
                host.connections(), host.read(), host.bytes(), host.bytesRead(), 1, any ? 1 : 0, host.unreadBy());
    }
}
