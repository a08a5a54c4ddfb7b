package io.mingcha.proxy.tunnel;

import io.mingcha.proxy.http1.Origin;
import io.mingcha.proxy.http1.Route;
import io.mingcha.proxy.http1.Router;
import io.mingcha.proxy.tls.HostNames;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Optional;

/**
 * Everything in a tunnel goes to its one server, as it stands. Where the tunnel leads to a bare address, the record calls
 * the server what its requests call it.
 */
record TunnelRouter(Origin origin, Optional<String> serverName) implements Router {

    @Override
    public Route route(HttpRequest request) {
        return new Route.Forward(originOf(request), request.uri());
    }

    @Override
    public boolean opensTunnel(HttpRequest request) {
        return false;
    }

    @Override
    public Origin originOf(HttpRequest request) {
        String host = request.headers().get(HttpHeaderNames.HOST);
        if (host == null || !HostNames.isAddress(origin.name())) {
            return origin;
        }
        return HostNames.normalise(HostNames.withoutPort(host))
                .map(name -> new Origin(origin.scheme(), origin.host(), origin.port(), name))
                .orElse(origin);
    }
}
