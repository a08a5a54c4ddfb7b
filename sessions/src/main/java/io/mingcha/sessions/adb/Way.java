package io.mingcha.sessions.adb;

import java.net.InetSocketAddress;

/**
 * How a device reaches the proxy.
 *
 * @param proxy the proxy's address as the device's sockets show it
 * @param reversed through the adb server: the proxy sees the server's ports and not the device's
 */
public record Way(InetSocketAddress proxy, boolean reversed) {

    /** As Android's setting spells it. */
    String setting() {
        return proxy.getHostString() + ":" + proxy.getPort();
    }
}
