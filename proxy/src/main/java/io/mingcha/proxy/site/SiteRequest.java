package io.mingcha.proxy.site;

import io.mingcha.flows.Tls;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the proxy itself.
 *
 * @param host the host that it names, lower case, without port; empty if it names none
 * @param path with query, such as {@code /ca.pem}
 * @param headers by lower-case name, the first value of each
 * @param local the address at which it arrived
 * @param tls what it came in, if it came in TLS
 * @param admitted whether the client may use the proxy
 */
public record SiteRequest(
        String method,
        String host,
        String path,
        Map<String, String> headers,
        InetSocketAddress client,
        InetSocketAddress local,
        Way way,
        Optional<Tls> tls,
        boolean admitted) {

    /** How a request came here. */
    public enum Way {
        /** Straight to our port, as to any server: nothing says that apps would come this way. */
        DIRECT,
        /** As requests of apps come: through the proxy, a tunnel, or redirected. */
        PROXIED
    }

    public SiteRequest {
        headers = Map.copyOf(headers);
        host = host.toLowerCase(Locale.ROOT);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
