package io.mingcha.sessions.adb;

import io.mingcha.sessions.device.OpenSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kernel's tables of sockets, as {@code /proc/net} shows them. */
final class SocketTable {
    static final String ASK = "cat /proc/net/tcp /proc/net/tcp6; echo udp; cat /proc/net/udp /proc/net/udp6";
    private static final Pattern LINE = Pattern.compile(
            "\\s*\\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) ([0-9A-F]{2})"
                    + " \\S+ \\S+ \\S+ +(\\d+) .*");
    /** Established, or about to be. Of one that its app has ended the kernel says that it is root's. */
    private static final Set<String> OPEN = Set.of("01", "02", "03");

    private SocketTable() {}

    static List<OpenSocket> parse(String tables, IntFunction<String> owner, Instant from, Instant to) {
        List<OpenSocket> sockets = new ArrayList<>();
        for (String line : tables.lines().toList()) {
            Matcher m = LINE.matcher(line);
            if (m.matches() && OPEN.contains(m.group(5))) {
                sockets.add(new OpenSocket(
                        address(m.group(1), m.group(2)),
                        address(m.group(3), m.group(4)),
                        owner.apply(Integer.parseInt(m.group(6))),
                        from,
                        to));
            }
        }
        return sockets;
    }

    /** Words of the network's order, each printed as this little-endian machine reads it. */
    private static InetSocketAddress address(String hex, String port) {
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int at = (i & ~3) + 3 - (i & 3);
            bytes[at] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }
        try {
            // an IPv4 address in IPv6's form comes out as IPv4
            return new InetSocketAddress(InetAddress.getByAddress(bytes), Integer.parseInt(port, 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
