package io.mingcha.proxy.engine;

import io.mingcha.proxy.config.ProxyConfig;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who may use the proxy, whatever way it comes in. Safe for use by many threads. */
public final class Admission {
    /** More than a desk holds; whoever comes after them has to end the capture first. */
    private static final int MOST_PAIRED = 1_000;

    private final ProxyConfig config;
    private final Set<InetAddress> paired = ConcurrentHashMap.newKeySet();

    public Admission(ProxyConfig config) {
        this.config = config;
    }

    /**
     * Whether a connection from this address is taken.
     *
     * @param asked whether it will still have to show the credentials, if there are some
     */
    public boolean admits(InetAddress address, boolean asked) {
        return paired.contains(address)
                || (config.clients().isEmpty()
                        ? !config.pairing() && address.isLoopbackAddress()
                                || asked && config.credentials().isPresent()
                        : config.clients().stream().anyMatch(range -> range.contains(address)));
    }

    /** Whether addresses can still be let in. */
    public boolean pairs() {
        return config.pairing();
    }

    /** Lets an address in for as long as the proxy runs. */
    public void admit(InetAddress address) {
        if (paired.size() < MOST_PAIRED) {
            paired.add(address);
        }
    }
}
