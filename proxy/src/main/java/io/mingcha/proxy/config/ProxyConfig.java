package io.mingcha.proxy.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How the proxy is set up.
 *
 * @param listen where it is an HTTP proxy
 * @param socks where it is a SOCKS5 proxy, if anywhere
 * @param redirected where connections arrive that a firewall took from their way, if anywhere
 * @param dns where it answers for names, if anywhere
 * @param nameServers whom it asks itself; empty means those of this machine
 * @param clients who may use it; empty means this machine, or anyone with the credentials if there are some
 * @param names what devices or apps at an address are called in the record
 * @param upstreamAuthorities PEM files of authorities to trust besides those of the platform
 * @param upstreamProxies the first that matches a host leads to it
 * @param pairing whether addresses can be let in while it runs; then nobody is let in by being on this machine
 * @param allowLoopback whether requests may go to this machine
 * @param standIns what is answered in a server's place
 * @param passThrough hosts that are never intercepted
 * @param clientCertificates the first that matches a host is shown to it if it asks
 * @param keepAltSvc whether servers may invite the app to HTTP/3
 */
public record ProxyConfig(
        InetSocketAddress listen,
        Optional<InetSocketAddress> socks,
        Optional<InetSocketAddress> redirected,
        Optional<InetSocketAddress> dns,
        List<InetSocketAddress> nameServers,
        List<AddressRange> clients,
        Map<InetAddress, String> names,
        Optional<Credentials> credentials,
        boolean pairing,
        List<Path> upstreamAuthorities,
        UpstreamVerification verification,
        List<UpstreamProxy> upstreamProxies,
        List<ResolveOverride> overrides,
        boolean allowLoopback,
        List<HostPattern> passThrough,
        List<StandIn> standIns,
        List<ClientCertificate> clientCertificates,
        boolean keepAltSvc,
        Timeouts timeouts,
        Limits limits) {

    public ProxyConfig {
        nameServers = List.copyOf(nameServers);
        clients = List.copyOf(clients);
        names = Map.copyOf(names);
        upstreamAuthorities = List.copyOf(upstreamAuthorities);
        upstreamProxies = List.copyOf(upstreamProxies);
        overrides = List.copyOf(overrides);
        passThrough = List.copyOf(passThrough);
        standIns = List.copyOf(standIns);
        clientCertificates = List.copyOf(clientCertificates);
    }

    public static ProxyConfig listening(InetSocketAddress listen) {
        return new Draft(listen).finished();
    }

    public ProxyConfig withListen(InetSocketAddress address) {
        return with(d -> d.listen = address);
    }

    public ProxyConfig withSocks(InetSocketAddress address) {
        return with(d -> d.socks = Optional.of(address));
    }

    public ProxyConfig withRedirected(InetSocketAddress address) {
        return with(d -> d.redirected = Optional.of(address));
    }

    public ProxyConfig withDns(InetSocketAddress address) {
        return with(d -> d.dns = Optional.of(address));
    }

    public ProxyConfig withNameServers(List<InetSocketAddress> servers) {
        return with(d -> d.nameServers = servers);
    }

    public ProxyConfig withClients(List<AddressRange> ranges) {
        return with(d -> d.clients = ranges);
    }

    public ProxyConfig withNames(Map<InetAddress, String> known) {
        return with(d -> d.names = known);
    }

    public ProxyConfig withCredentials(Credentials required) {
        return with(d -> d.credentials = Optional.of(required));
    }

    public ProxyConfig withPairing(boolean chosen) {
        return with(d -> d.pairing = chosen);
    }

    public ProxyConfig withUpstreamAuthorities(List<Path> files) {
        return with(d -> d.upstreamAuthorities = files);
    }

    public ProxyConfig withVerification(UpstreamVerification chosen) {
        return with(d -> d.verification = chosen);
    }

    public ProxyConfig withUpstreamProxies(List<UpstreamProxy> proxies) {
        return with(d -> d.upstreamProxies = proxies);
    }

    public ProxyConfig withOverrides(List<ResolveOverride> chosen) {
        return with(d -> d.overrides = chosen);
    }

    public ProxyConfig withAllowLoopback(boolean allowed) {
        return with(d -> d.allowLoopback = allowed);
    }

    public ProxyConfig withPassThrough(List<HostPattern> patterns) {
        return with(d -> d.passThrough = patterns);
    }

    public ProxyConfig withStandIns(List<StandIn> chosen) {
        return with(d -> d.standIns = chosen);
    }

    public ProxyConfig withClientCertificates(List<ClientCertificate> certificates) {
        return with(d -> d.clientCertificates = certificates);
    }

    public ProxyConfig withKeepAltSvc(boolean kept) {
        return with(d -> d.keepAltSvc = kept);
    }

    public ProxyConfig withTimeouts(Timeouts chosen) {
        return with(d -> d.timeouts = chosen);
    }

    public ProxyConfig withLimits(Limits chosen) {
        return with(d -> d.limits = chosen);
    }

    private ProxyConfig with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finished();
    }

    /** A configuration while it changes. */
    private static final class Draft {
        private InetSocketAddress listen;
        private Optional<InetSocketAddress> socks = Optional.empty();
        private Optional<InetSocketAddress> redirected = Optional.empty();
        private Optional<InetSocketAddress> dns = Optional.empty();
        private List<InetSocketAddress> nameServers = List.of();
        private List<AddressRange> clients = List.of();
        private Map<InetAddress, String> names = Map.of();
        private Optional<Credentials> credentials = Optional.empty();
        private boolean pairing;
        private List<Path> upstreamAuthorities = List.of();
        private UpstreamVerification verification = UpstreamVerification.STRICT;
        private List<UpstreamProxy> upstreamProxies = List.of();
        private List<ResolveOverride> overrides = List.of();
        private boolean allowLoopback;
        private List<HostPattern> passThrough = List.of();
        private List<StandIn> standIns = List.of();
        private List<ClientCertificate> clientCertificates = List.of();
        private boolean keepAltSvc;
        private Timeouts timeouts = Timeouts.DEFAULT;
        private Limits limits = Limits.DEFAULT;

        Draft(InetSocketAddress listen) {
            this.listen = listen;
        }

        Draft(ProxyConfig from) {
            this(from.listen);
            socks = from.socks;
            redirected = from.redirected;
            dns = from.dns;
            nameServers = from.nameServers;
            clients = from.clients;
            names = from.names;
            credentials = from.credentials;
            pairing = from.pairing;
            upstreamAuthorities = from.upstreamAuthorities;
            verification = from.verification;
            upstreamProxies = from.upstreamProxies;
            overrides = from.overrides;
            allowLoopback = from.allowLoopback;
            passThrough = from.passThrough;
            standIns = from.standIns;
            clientCertificates = from.clientCertificates;
            keepAltSvc = from.keepAltSvc;
            timeouts = from.timeouts;
            limits = from.limits;
        }

        ProxyConfig finished() {
            return new ProxyConfig(
                    listen,
                    socks,
                    redirected,
                    dns,
                    nameServers,
                    clients,
                    names,
                    credentials,
                    pairing,
                    upstreamAuthorities,
                    verification,
                    upstreamProxies,
                    overrides,
                    allowLoopback,
                    passThrough,
                    standIns,
                    clientCertificates,
                    keepAltSvc,
                    timeouts,
                    limits);
        }
    }
}
