package io.mingcha.proxy.socks;

import io.mingcha.proxy.dns.NameService;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.listen.Listener;
import java.net.InetSocketAddress;

/** The SOCKS5 way in. */
public final class Socks {
    private Socks() {}

    public static Listener listen(Engine engine, NameService names, InetSocketAddress address) {
        return Listener.listen(
                from -> engine.admits(from, true), address, options -> {}, () -> new SocksGate(engine, names));
    }
}
