package io.mingcha.proxy.upstream;

import io.mingcha.proxy.tls.Likeness;
import java.util.List;
import java.util.Optional;

/**
 * Where a connection should go.
 *
 * @param host as the client asked for it, lower case
 * @param serverName a name under which an address is known, for overrides
 */
public record Destination(String host, int port, Optional<String> serverName, Optional<TlsOffer> tls) {

    /**
     * The TLS to speak with it.
     *
     * @param serverName what to ask for, nothing if the client asked for nothing
     * @param verifyAs the name that its certificate has to bear
     * @param protocols what to offer, in this order; nothing if the client offered nothing
     * @param likeness what else is to be as the client's
     */
    public record TlsOffer(Optional<String> serverName, String verifyAs, List<String> protocols, Likeness likeness) {
        public TlsOffer {
            protocols = List.copyOf(protocols);
        }
    }
}
