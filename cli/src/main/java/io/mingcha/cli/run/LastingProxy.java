package io.mingcha.cli.run;

import io.mingcha.proxy.ProxyServer;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.sessions.run.CaptureService.Standing;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.function.Function;

/** A proxy that is started again at its address if it is gone: devices know it by that address. */
final class LastingProxy implements AutoCloseable {
    private final ProxyConfig config;
    private final Function<ProxyConfig, ProxyServer> starter;
    private final InetSocketAddress address;
    private final Optional<InetSocketAddress> socks;
    private ProxyServer server;
    private Standing standing = Standing.WELL;

    LastingProxy(ProxyConfig config, Function<ProxyConfig, ProxyServer> starter) {
        this.config = config;
        this.starter = starter;
        this.server = starter.apply(config);
        this.address = server.address();
        this.socks = server.address(ProxyServer.WayIn.SOCKS);
    }

    InetSocketAddress address() {
        return address;
    }

    /** Where SOCKS5 is spoken, if it is. */
    Optional<InetSocketAddress> socks() {
        return socks;
    }

    /** A run that once lost it stays one that lost it. */
    Standing standing() {
        boolean free = isFree();
        if (free || server.counts().stopping()) {
            server.close();
            standing = free && isStarted() ? Standing.PROXY_RESTARTED : Standing.PROXY_GONE;
        }
        return standing;
    }

    private boolean isStarted() {
        try {
            ProxyConfig again = config.withListen(address);
            server = starter.apply(socks.map(again::withSocks).orElse(again));
            return true;
        } catch (RuntimeException taken) {
            return false;
        }
    }

    /** Whoever may listen there shows that nobody does; nothing reaches the proxy by being asked so. */
    private boolean isFree() {
        try (ServerSocket free = new ServerSocket()) {
            free.bind(address);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Exchanges that are under way. */
    int open() {
        return server.counts().openFlows();
    }

    @Override
    public void close() {
        server.close();
    }
}
