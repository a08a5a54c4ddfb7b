package io.mingcha.proxy.http2;

import io.mingcha.flows.FlowSink;
import io.mingcha.flows.Outcome;
import io.mingcha.flows.Server;
import io.mingcha.proxy.engine.ClientConnection;
import io.mingcha.proxy.engine.Engine;
import io.mingcha.proxy.http1.Origin;
import io.mingcha.proxy.record.Recording;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * What all streams of one connection share.
 *
 * @param origin the server that the tunnel leads to
 * @param serverName what the ClientHello asked for
 */
public record Connection(Engine engine, ClientConnection client, Origin origin, Optional<String> serverName) {

    /** Something that never became a request. */
    void unread(String protocol, Outcome outcome) {
        Instant now = engine.sink().now();
        Server server = server(origin.host(), Optional.empty());
        Recording recording = engine.open(
                new FlowSink.Opening(client.number(), origin.scheme(), protocol, client.client(), server, now));
        recording.connections(server, client.tls(), Optional.empty(), client.timing(now, Optional.empty()));
        recording.close(outcome);
    }

    Server server(String host, Optional<InetSocketAddress> address) {
        return new Server(host, origin.port(), address.map(a -> a.getAddress().getHostAddress()), serverName);
    }
}
