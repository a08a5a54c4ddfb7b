package io.mingcha.proxy.site;

import io.mingcha.flows.Client;
import java.util.Optional;

/** The pages of the proxy itself. Called on event loops and never blocks; its exchanges are not recorded. */
public interface LocalSite {
    /** The host under which it is found by whatever way a client comes; every name below it is ours too. */
    String HOST = "mingcha.test";

    SiteResponse answer(SiteRequest request);

    /** Learns that a client asked our resolver for one of our names. */
    default void asked(Client client, String name) {}

    /**
     * Learns that a client broke off the handshake on one of our names.
     *
     * @param refused whether it did not accept the certificate, as far as can be seen
     * @param alert the name of the TLS alert, if one was seen
     */
    default void unsecured(Client client, boolean refused, Optional<String> alert) {}

    /** Nothing to see. */
    static LocalSite none() {
        return request -> SiteResponse.notFound();
    }

    /** Whether a host is one of ours, whatever it resolves to elsewhere. */
    static boolean isOurs(String host) {
        return host.equalsIgnoreCase(HOST)
                || host.length() > HOST.length()
                        && host.regionMatches(
                                true, host.length() - HOST.length() - 1, "." + HOST, 0, HOST.length() + 1);
    }
}
