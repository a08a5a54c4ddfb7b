package io.mingcha.proxy.upstream;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Keeps the proxy from being sent to places that only its own machine or its cloud should reach, and to itself. */
public final class DestinationGuard {
    private static final Set<String> METADATA = Set.of("169.254.169.254", "fd00:ec2:0:0:0:0:0:254", "100.100.100.200");

    private final boolean allowLoopback;
    private final Supplier<List<InetSocketAddress>> self;

    /**
     * @param self the proxy's own listening addresses, as far as they are known
     */
    public DestinationGuard(boolean allowLoopback, Supplier<List<InetSocketAddress>> self) {
        this.allowLoopback = allowLoopback;
        this.self = self;
    }

    /**
     * Why a destination is refused, if it is.
     *
     * @param chosen whether the user sent the host there by an override
     */
    Optional<String> refuses(InetSocketAddress destination, boolean chosen) {
        InetAddress address = destination.getAddress();
        if (isOwnListener(destination)) {
            return Optional.of("the proxy itself");
        }
        if (chosen) {
            return Optional.empty();
        }
        if (METADATA.contains(address.getHostAddress())) {
            return Optional.of("a metadata service");
        }
        if (address.isLoopbackAddress()) {
            return allowLoopback ? Optional.empty() : Optional.of("a loopback address");
        }
        if (address.isLinkLocalAddress()) {
            return Optional.of("a link-local address");
        }
        if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
            return Optional.of("not the address of a host");
        }
        return Optional.empty();
    }

    /** Whether an address and port are the proxy's own. */
    public boolean isOwnListener(InetSocketAddress destination) {
        return self.get().stream()
                .filter(own -> own.getPort() == destination.getPort())
                .anyMatch(own -> own.getAddress().equals(destination.getAddress())
                        || own.getAddress().isAnyLocalAddress() && isLocal(destination.getAddress()));
    }

    private static boolean isLocal(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
