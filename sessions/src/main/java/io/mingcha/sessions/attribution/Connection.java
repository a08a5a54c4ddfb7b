package io.mingcha.sessions.attribution;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * A client's connection as the capture saw it, by the clock of this machine.
 *
 * @param number the connection's number in the session
 * @param client the address that it came from; through adb that is the adb server's
 * @param closed absent while it stands
 * @param tag what names the client by itself: the user of its proxy credentials, or its own address in the tunnel
 * @param userAgent of its first request, if one could be read
 */
public record Connection(
        int number,
        InetSocketAddress client,
        Instant accepted,
        Optional<Instant> closed,
        Optional<String> tag,
        Optional<String> userAgent) {}
