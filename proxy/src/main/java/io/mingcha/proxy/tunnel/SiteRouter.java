package io.mingcha.proxy.tunnel;

import io.mingcha.proxy.engine.ClientConnection;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.http1.LocalPages;
import io.mingcha.proxy.http1.Origin;
import io.mingcha.proxy.http1.Route;
import io.mingcha.proxy.http1.Router;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.proxy.site.SiteRequest.Way;
import io.mingcha.proxy.tls.HostNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Optional;

/**
 * Keeps what is meant for the proxy itself out of a tunnel. A tunnel to a name is the name's; one to a bare address is
 * what its requests call it, as with traffic that a firewall redirected.
 *
 * @param elsewhere takes the rest
 */
record SiteRouter(LocalPages pages, Router elsewhere, boolean ours, boolean bare) implements Router {

    static SiteRouter before(Engine engine, ClientConnection client, String host, TunnelRouter elsewhere) {
        return new SiteRouter(
                new LocalPages(engine, client), elsewhere, LocalSite.isOurs(host), HostNames.isAddress(host));
    }

    @Override
    public Route route(HttpRequest request) {
        return ours || bare && LocalSite.isOurs(LocalPages.hostOf(request))
                ? pages.page(request, Way.PROXIED)
                : elsewhere.route(request);
    }

    @Override
    public boolean opensTunnel(HttpRequest request) {
        return elsewhere.opensTunnel(request);
    }

    @Override
    public Origin originOf(HttpRequest request) {
        return elsewhere.originOf(request);
    }

    @Override
    public Optional<String> serverName() {
        return elsewhere.serverName();
    }
}
