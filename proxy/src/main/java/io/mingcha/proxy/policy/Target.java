package io.mingcha.proxy.policy;

import io.mingcha.flows.Client;
import io.mingcha.proxy.tls.ClientHello;
import java.util.Optional;

/**
 * The connection that is to be decided on.
 *
 * @param host the server name of the ClientHello, or the host of the tunnel
 * @param hello what the client offered
 */
public record Target(Client client, String host, int port, ClientHello hello) {

    public Optional<String> serverName() {
        return hello.serverName();
    }
}
