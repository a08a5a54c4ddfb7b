package io.mingcha.proxy.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the proxy is set up.
 *
 * @param clients who may use it; empty means this machine, or anyone with the credentials if there are some
 * @param upstreamAuthorities PEM files of authorities to trust besides those of the platform
 * @param allowLoopback whether requests may go to this machine
 * @param passThrough hosts that are never intercepted
 */
public record ProxyConfig(
        InetSocketAddress listen,
        List<AddressRange> clients,
        Optional<Credentials> credentials,
        List<Path> upstreamAuthorities,
        UpstreamVerification verification,
        List<ResolveOverride> overrides,
        boolean allowLoopback,
        List<HostPattern> passThrough,
        Timeouts timeouts,
        Limits limits) {

    public ProxyConfig {
        clients = List.copyOf(clients);
        upstreamAuthorities = List.copyOf(upstreamAuthorities);
        overrides = List.copyOf(overrides);
        passThrough = List.copyOf(passThrough);
    }

    public static ProxyConfig listening(InetSocketAddress listen) {
        return new ProxyConfig(
                listen,
                List.of(),
                Optional.empty(),
                List.of(),
                UpstreamVerification.STRICT,
                List.of(),
                false,
                List.of(),
                Timeouts.DEFAULT,
                Limits.DEFAULT);
    }

    public ProxyConfig withClients(List<AddressRange> ranges) {
        return new ProxyConfig(
                listen,
                ranges,
                credentials,
                upstreamAuthorities,
                verification,
                overrides,
                allowLoopback,
                passThrough,
                timeouts,
                limits);
    }

    public ProxyConfig withCredentials(Credentials required) {
        return new ProxyConfig(
                listen,
                clients,
                Optional.of(required),
                upstreamAuthorities,
                verification,
                overrides,
                allowLoopback,
                passThrough,
                timeouts,
                limits);
    }

    public ProxyConfig withUpstreamAuthorities(List<Path> files) {
        return new ProxyConfig(
                listen,
                clients,
                credentials,
                files,
                verification,
                overrides,
                allowLoopback,
                passThrough,
                timeouts,
                limits);
    }

    public ProxyConfig withVerification(UpstreamVerification chosen) {
        return new ProxyConfig(
                listen,
                clients,
                credentials,
                upstreamAuthorities,
                chosen,
                overrides,
                allowLoopback,
                passThrough,
                timeouts,
                limits);
    }

    public ProxyConfig withOverrides(List<ResolveOverride> chosen) {
        return new ProxyConfig(
                listen,
                clients,
                credentials,
                upstreamAuthorities,
                verification,
                chosen,
                allowLoopback,
                passThrough,
                timeouts,
                limits);
    }

    public ProxyConfig withAllowLoopback(boolean allowed) {
        return new ProxyConfig(
                listen,
                clients,
                credentials,
                upstreamAuthorities,
                verification,
                overrides,
                allowed,
                passThrough,
                timeouts,
                limits);
    }

    public ProxyConfig withPassThrough(List<HostPattern> patterns) {
        return new ProxyConfig(
                listen,
                clients,
                credentials,
                upstreamAuthorities,
                verification,
                overrides,
                allowLoopback,
                patterns,
                timeouts,
                limits);
    }

    public ProxyConfig withTimeouts(Timeouts chosen) {
        return new ProxyConfig(
                listen,
                clients,
                credentials,
                upstreamAuthorities,
                verification,
                overrides,
                allowLoopback,
                passThrough,
                chosen,
                limits);
    }

    public ProxyConfig withLimits(Limits chosen) {
        return new ProxyConfig(
                listen,
                clients,
                credentials,
                upstreamAuthorities,
                verification,
                overrides,
                allowLoopback,
                passThrough,
                timeouts,
                chosen);
    }
}
