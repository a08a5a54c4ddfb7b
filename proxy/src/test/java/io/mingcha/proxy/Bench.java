package io.mingcha.proxy;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.flows.Flow;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.config.ResolveOverride;
import io.mingcha.proxy.policy.InterceptPolicy;
import io.mingcha.proxy.redirect.Redirected;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.testkit.Peer;
import io.mingcha.testkit.RawClient;
import io.mingcha.testkit.RecordingSink;
import io.mingcha.testkit.TlsWorld;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A world, a proxy in front of it, and its record. */
final class Bench implements AutoCloseable {
    final TlsWorld world;
    final CertificateAuthority authority;
    final RecordingSink sink = new RecordingSink();
    final ProxyServer proxy;

    private Bench(
            TlsWorld world,
            CertificateAuthority authority,
            ProxyConfig config,
            InterceptPolicy policy,
            LocalSite site,
            Function<Channel, Optional<InetSocketAddress>> destinations) {
        this.world = world;
        this.authority = authority;
        this.proxy = ProxyServer.start(config, authority, policy, sink, site, destinations);
    }

    static Bench in(Path directory) {
        return in(directory, config -> config);
    }

    static Bench in(Path directory, UnaryOperator<ProxyConfig> change) {
        return in(directory, change, InterceptPolicy.interceptAll(), LocalSite.none());
    }

    static Bench in(Path directory, UnaryOperator<ProxyConfig> change, InterceptPolicy policy, LocalSite site) {
        return in(directory, change, policy, site, Redirected::destination);
    }

    static Bench in(
            Path directory,
            UnaryOperator<ProxyConfig> change,
            InterceptPolicy policy,
            LocalSite site,
            Function<Channel, Optional<InetSocketAddress>> destinations) {
        TlsWorld world = TlsWorld.in(directory);
        CertificateAuthority authority = CertificateAuthority.open(directory.resolve("ca"));
        ProxyConfig config = ProxyConfig.listening(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withOverrides(List.of(ResolveOverride.parse("*.example=127.0.0.1")))
                .withUpstreamAuthorities(List.of(world.authorityFile()));
        return new Bench(world, authority, change.apply(config), policy, site, destinations);
    }

    InetSocketAddress address() {
        return proxy.address();
    }

    /** A tunnel with TLS that trusts the proxy's authority. */
    Peer secure(String host, int port) throws Exception {
        return RawClient.secure(RawClient.tunnel(address(), host + ":" + port), authority.root(), host);
    }

    Flow flow() {
        return sink.only();
    }

    @Override
    public void close() {
        proxy.close();
        world.close();
    }
}
