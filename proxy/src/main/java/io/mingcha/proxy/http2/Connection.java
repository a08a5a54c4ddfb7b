package io.mingcha.proxy.http2;

import io.mingcha.flows.Server;
import io.mingcha.proxy.engine.ClientConnection;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.http1.Origin;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What all streams of one connection share.
 *
 * @param origin the server that the tunnel leads to
 * @param serverName what the ClientHello asked for
 */
public record Connection(Engine engine, ClientConnection client, Origin origin, Optional<String> serverName) {

    Server server(String host, Optional<InetSocketAddress> address) {
        return new Server(host, origin.port(), address.map(a -> a.getAddress().getHostAddress()), serverName);
    }
}
