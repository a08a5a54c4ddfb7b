package io.mingcha.sessions.device;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The way that a device's traffic is to take.
 *
 * @param proxy where the capture listens on this machine for those who come that way; of a tunnel its HTTP proxy, which then
 *     nobody needs
 * @param rootPem the root certificate that apps would have to trust, PEM
 * @param androidName its file name in Android's certificate store, such as {@code 9a5ba575.0}
 * @param credentials {@code user:password} that name the device to the proxy, if it wants any
 */
public record Route(
        WayIn way, InetSocketAddress proxy, String rootPem, String androidName, Optional<String> credentials) {

    public Route(InetSocketAddress proxy, String rootPem, String androidName, Optional<String> credentials) {
        this(WayIn.PROXY, proxy, rootPem, androidName, credentials);
    }

    /** Leaves the credentials out. */
    @Override
    public String toString() {
        return "Route[" + way.label() + " " + proxy + "]";
    }
}
