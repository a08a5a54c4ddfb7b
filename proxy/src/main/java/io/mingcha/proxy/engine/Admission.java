package io.mingcha.proxy.engine;

import io.mingcha.proxy.config.ProxyConfig;
import java.net.InetAddress;

/** Who may use the proxy, whatever way it comes in. */
public final class Admission {
    private final ProxyConfig config;

    public Admission(ProxyConfig config) {
        this.config = config;
    }

    /**
     * Whether a connection from this address is taken.
     *
     * @param asked whether it will still have to show the credentials, if there are some
     */
    public boolean admits(InetAddress address, boolean asked) {
        return config.clients().isEmpty()
                ? address.isLoopbackAddress() || asked && config.credentials().isPresent()
                : config.clients().stream().anyMatch(range -> range.contains(address));
    }
}
