package io.mingcha.testkit.phone;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The phone's settings by name space. The proxy that is in force is derived, as Android derives it. */
final class Settings {
    private static final String PROXY = "global/http_proxy";
    private static final String HOST = "global/global_http_proxy_host";
    private static final String PORT = "global/global_http_proxy_port";

    private final Map<String, String> values = new TreeMap<>();

    synchronized Optional<String> get(String space, String key) {
        return Optional.ofNullable(values.get(space + "/" + key));
    }

    synchronized void put(String space, String key, String value) {
        values.put(space + "/" + key, value);
        if (!(space + "/" + key).equals(PROXY)) {
            return;
        }
        int colon = value.lastIndexOf(':');
        if (colon > 0) {
            values.put(HOST, value.substring(0, colon));
            values.put(PORT, value.substring(colon + 1));
        } else {
            values.remove(HOST);
            values.remove(PORT);
        }
    }

    /** Deleting the proxy's setting does not end the proxy: Android looks at it only when it is put or at a start. */
    synchronized boolean delete(String space, String key) {
        return values.remove(space + "/" + key) != null;
    }

    /** {@code host:port} of the proxy in force. */
    synchronized Optional<String> proxy() {
        return Optional.ofNullable(values.get(HOST)).map(host -> host + ":" + values.get(PORT));
    }

    synchronized Map<String, String> all() {
        return Map.copyOf(values);
    }
}
