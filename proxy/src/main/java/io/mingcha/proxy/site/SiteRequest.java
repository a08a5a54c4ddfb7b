package io.mingcha.proxy.site;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the proxy itself.
 *
 * @param path with query, such as {@code /ca.pem}
 * @param headers by lower-case name, the first value of each
 */
public record SiteRequest(String method, String path, Map<String, String> headers, InetSocketAddress client) {

    public SiteRequest {
        headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
