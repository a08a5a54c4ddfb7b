package io.mingcha.proxy.engine;

import io.mingcha.flows.FlowSink;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.policy.InterceptPolicy;
import io.mingcha.proxy.record.Recording;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.proxy.tls.TlsContexts;
import io.mingcha.proxy.upstream.Connector;
import io.mingcha.proxy.upstream.DestinationGuard;

/** The parts of a running proxy. */
public record Engine(
        ProxyConfig config,
        FlowSink sink,
        InterceptPolicy policy,
        LocalSite site,
        TlsContexts contexts,
        Connector connector,
        DestinationGuard guard,
        Connections connections) {

    /** Opens the record of a flow and counts it as under way until it closes. */
    public Recording open(FlowSink.Opening opening) {
        connections.flowOpened();
        return new Recording(sink, opening, connections::flowClosed);
    }
}
