package io.mingcha.flows;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a connection came to the proxy. */
public enum WayIn {
    /** The client knew of an HTTP proxy. */
    PROXY,
    /** It knew of a SOCKS5 proxy. */
    SOCKS,
    /** It knew of none: a firewall, or the gateway's tunnel, took it from its way. */
    REDIRECTED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for what no record of ours says. */
    public static Optional<WayIn> labelled(String label) {
        return Arrays.stream(values()).filter(way -> way.label().equals(label)).findFirst();
    }
}
