package io.mingcha.proxy.engine;

import io.mingcha.flows.Client;
import io.mingcha.flows.FlowSink;
import io.mingcha.flows.WayIn;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.policy.InterceptPolicy;
import io.mingcha.proxy.record.Recording;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.proxy.tls.TlsContexts;
import io.mingcha.proxy.upstream.CertificateProbe;
import io.mingcha.proxy.upstream.Connector;
import io.mingcha.proxy.upstream.DestinationGuard;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** The parts of a running proxy. */
public record Engine(
        ProxyConfig config,
        FlowSink sink,
        InterceptPolicy policy,
        LocalSite site,
        TlsContexts contexts,
        Connector connector,
        CertificateProbe probe,
        DestinationGuard guard,
        Admission admission,
        Connections connections) {

    /**
     * Whether a connection may come in; who may not is reported.
     *
     * @param asked whether it will still have to show the credentials, if there are some
     */
    public boolean admits(InetAddress address, boolean asked) {
        boolean admitted = admission.admits(address, asked);
        if (!admitted) {
            policy.turnedAway(address);
        }
        return admitted && !connections.isStopping();
    }

    /**
     * Who is behind an address, by the name that the configuration gives it.
     *
     * @param way by which he came; empty if he only asked for names
     */
    public Client client(InetSocketAddress address, Optional<WayIn> way) {
        return new Client(
                NetUtil.toSocketAddressString(address),
                Optional.ofNullable(config.names().get(address.getAddress())),
                Optional.empty(),
                way);
    }

    /** Opens the record of a flow and counts it as under way until it closes. */
    public Recording open(FlowSink.Opening opening) {
        connections.flowOpened();
        return new Recording(sink, opening, connections::flowClosed);
    }
}
