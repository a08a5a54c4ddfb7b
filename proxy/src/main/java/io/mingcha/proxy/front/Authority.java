package io.mingcha.proxy.front;

import io.mingcha.proxy.tls.HostNames;
import java.util.Locale;
import java.util.Optional;

/** Host and port as they stand in a request line. */
record Authority(String host, int port) {

    /** Reads {@code host}, {@code host:port} or {@code [v6]:port}; nothing if it is none of them. */
    static Optional<Authority> parse(String text, int defaultPort) {
        String rest = text.substring(text.lastIndexOf('@') + 1);
        int close = rest.startsWith("[") ? rest.indexOf(']') : -1;
        int colon = rest.indexOf(':', Math.max(close, 0));
        String host = close > 0 ? rest.substring(1, close) : colon < 0 ? rest : rest.substring(0, colon);
        if (close > 0 && !HostNames.isAddress(host) || rest.startsWith("[") && close < 0) {
            return Optional.empty();
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
        try {
            int port = Integer.parseInt(text);
            return port > 0 && port <= 65_535 ? Optional.of(port) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
