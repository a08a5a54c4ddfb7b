package io.mingcha.proxy.http1;

import io.mingcha.proxy.tls.Likeness;
import io.mingcha.proxy.upstream.Destination;
import java.util.List;
import java.util.Optional;

/**
 * A server as a request names it.
 *
 * @param host where to connect to
 * @param name what the record calls it: the host, or the name that a request gives to a bare address
 */
public record Origin(String scheme, String host, int port, String name) {

    public Origin(String scheme, String host, int port) {
        this(scheme, host, port, host);
    }

    /** How to get there when nothing is known of its server but the name. */
    public Destination destination() {
        boolean tls = scheme.equals("https");
        return new Destination(
                host,
                port,
                Optional.empty(),
                tls
                        ? Optional.of(new Destination.TlsOffer(Optional.of(host), host, List.of(), Likeness.NONE))
                        : Optional.empty());
    }
}
