package io.mingcha.proxy.front;

import io.mingcha.proxy.tls.HostNames;
import java.util.Locale;
import java.util.Optional;

/** Host and port as they stand in a request line. */
record Authority(String host, int port) {

    /** Reads {@code host}, {@code host:port} or {@code [v6]:port}; nothing if it is none of them. */
    static Optional<Authority> parse(String text, int defaultPort) {
        String rest = text.substring(text.lastIndexOf('@') + 1);
        boolean bracketed = rest.startsWith("[");
        int colon = rest.indexOf(':', bracketed ? Math.max(rest.indexOf(']'), 0) : 0);
        String host = colon < 0 ? rest : rest.substring(0, colon);
        if (bracketed) {
            if (!host.endsWith("]") || !HostNames.isAddress(host.substring(1, host.length() - 1))) {
                return Optional.empty();
            }
            host = host.substring(1, host.length() - 1);
        }
        Optional<Integer> port = colon < 0 ? Optional.of(defaultPort) : port(rest.substring(colon + 1), defaultPort);
        Optional<String> name =
                HostNames.isAddress(host) ? Optional.of(host.toLowerCase(Locale.ROOT)) : HostNames.normalise(host);
        return name.flatMap(n -> port.map(p -> new Authority(n, p)));
    }

    private static Optional<Integer> port(String text, int defaultPort) {
        if (text.isEmpty()) {
            return Optional.of(defaultPort);
        }
        if (text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text);
        return port > 0 && port <= 65_535 ? Optional.of(port) : Optional.empty();
    }
}
