package io.mingcha.proxy.tunnel;

import io.mingcha.proxy.http1.Origin;
import io.mingcha.proxy.http1.Route;
import io.mingcha.proxy.http1.Router;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Optional;

/** Everything in a tunnel goes to its one server, as it stands. */
record TunnelRouter(Origin origin, Optional<String> serverName) implements Router {

    @Override
    public Route route(HttpRequest request) {
        return new Route.Forward(origin, request.uri());
    }

    @Override
    public boolean opensTunnel(HttpRequest request) {
        return false;
    }

    @Override
    public Origin originOf(HttpRequest request) {
        return origin;
    }
}
