package io.mingcha.cli;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.stream.Stream;

/** The addresses of this machine that others on its networks can reach. */
final class Addresses {
    private Addresses() {}

    static Stream<InetAddress> reachable() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                    .sorted((a, b) -> Integer.compare(a.getAddress().length, b.getAddress().length));
        } catch (SocketException e) {
            return Stream.empty();
        }
    }
}
