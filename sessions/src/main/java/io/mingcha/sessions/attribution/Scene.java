package io.mingcha.sessions.attribution;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known beside the connections themselves.
 *
 * @param own names of the app under test: its package, and {@code uid:N} if it shares its user id with nobody else's apps
 * @param tags the app that a tag names
 * @param samples the device's sockets in order of time
 * @param front the apps that were seen in front, in order of time
 * @param proxy the proxy's address as the device's sockets show it; absent if its traffic was taken from the network
 * @param portsSeen the proxy sees the device's own ports: not through adb, and not behind an address translation
 * @param lag how long news of a connection's beginning or end may take between device and proxy
 */
public record Scene(
        Set<String> own,
        Map<String, String> tags,
        List<Sample> samples,
        List<InFront> front,
        Optional<InetSocketAddress> proxy,
        boolean portsSeen,
        Duration lag) {
    /** Ample for a cable and a machine that is not overloaded. */
    public static final Duration USUAL_LAG = Duration.ofMillis(200);

    public Scene {
        own = Set.copyOf(own);
        tags = Map.copyOf(tags);
        samples = List.copyOf(samples);
        front = List.copyOf(front);
    }
}
