package io.mingcha.flows;

import java.util.Optional;

/**
 * To whom it went.
 *
 * @param host the name the app asked for, lower case; an address literal if it asked for one
 * @param address the IP address that was reached
 * @param sni the server name of the ClientHello
 */
public record Server(String host, int port, Optional<String> address, Optional<String> sni) {}
