package io.mingcha.proxy.upstream;

import io.mingcha.proxy.config.Credentials;
import io.mingcha.proxy.config.UpstreamProxy;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import java.net.InetSocketAddress;
import java.util.Optional;

/** What speaks with an upstream proxy. */
final class ProxyHandlers {
    private ProxyHandlers() {}

    static ProxyHandler of(UpstreamProxy proxy, InetSocketAddress address) {
        Optional<Credentials> credentials = proxy.credentials();
        return switch (proxy.kind()) {
            case HTTP ->
                credentials
                        .map(c -> new HttpProxyHandler(address, c.user(), c.password()))
                        .orElseGet(() -> new HttpProxyHandler(address));
            case SOCKS5 ->
                credentials
                        .map(c -> new Socks5ProxyHandler(address, c.user(), c.password()))
                        .orElseGet(() -> new Socks5ProxyHandler(address));
        };
    }
}
