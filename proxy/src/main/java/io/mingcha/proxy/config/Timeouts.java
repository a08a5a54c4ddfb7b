package io.mingcha.proxy.config;

import java.time.Duration;

/**
 * How long the proxy waits.
 *
 * @param connect for a connection and its handshake
 * @param hello for a whole ClientHello once its first byte came
 * @param head for a whole request head once its first byte came
 * @param idle for the next request of a connection; an open request is never cut
 * @param silence for the client's first byte in a tunnel, before the server is asked to speak first
 * @param grace for exchanges under way when the proxy stops
 */
public record Timeouts(
        Duration connect, Duration hello, Duration head, Duration idle, Duration silence, Duration grace) {
    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofMillis(300),
            Duration.ofSeconds(5));
}
