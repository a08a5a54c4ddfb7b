package io.mingcha.cli.traffic;

import io.netty.util.NetUtil;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The addresses of this machine, as others type them. */
public final class OwnAddresses {
    /** Bridges and cables of containers, to which no phone comes. */
    private static final Pattern INNER = Pattern.compile("(docker|veth|br-|virbr|cni|lxc).*");

    private OwnAddresses() {}

    /** Where a listener is found: its own address, or those of the networks, the likeliest for a phone first. */
    public static List<String> of(InetSocketAddress listen) {
        if (!listen.getAddress().isAnyLocalAddress()) {
            return List.of(shown(listen));
        }
        return reachable()
                .map(a -> shown(new InetSocketAddress(a, listen.getPort())))
                .toList();
    }

    /** Those that others on its networks can reach, the likeliest for a phone first. */
    static Stream<InetAddress> reachable() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(network -> !INNER.matcher(network.getName()).matches())
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                    .sorted(Comparator.comparing(OwnAddresses::unlikely));
        } catch (SocketException e) {
            return Stream.empty();
        }
    }

    private static int unlikely(InetAddress address) {
        return address instanceof Inet4Address ? address.isSiteLocalAddress() ? 0 : 1 : 2;
    }

    public static String shown(InetSocketAddress address) {
        String host = NetUtil.toAddressString(address.getAddress());
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
