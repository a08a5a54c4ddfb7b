package io.mingcha.proxy.config;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Sends hosts of a pattern to an address, and to a port if one is named. */
public record ResolveOverride(HostPattern pattern, InetAddress address, OptionalInt port) {

    /** Reads {@code *.example=127.0.0.1:8443}, the port being optional and an IPv6 address with a port in brackets. */
    public static ResolveOverride parse(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw new IllegalArgumentException("not PATTERN=ADDRESS[:PORT]: " + text);
        }
        HostPattern pattern = new HostPattern(text.substring(0, equals));
        String target = text.substring(equals + 1).strip();
        int end = target.startsWith("[") ? target.indexOf(']') + 1 : portColon(target);
        String address = target.startsWith("[") ? target.substring(1, Math.max(end - 1, 1)) : target.substring(0, end);
        @Nullable InetAddress parsed = NetUtil.createInetAddressFromIpAddressString(address);
        if (parsed == null) {
            throw new IllegalArgumentException("not an address: " + address);
        }
        String rest = target.substring(end);
        return new ResolveOverride(pattern, parsed, rest.isEmpty() ? OptionalInt.empty() : port(rest));
    }

    private static int portColon(String target) {
        int colon = target.indexOf(':');
        return colon >= 0 && colon == target.lastIndexOf(':') ? colon : target.length();
    }

    private static OptionalInt port(String rest) {
        int port = rest.startsWith(":") ? Integer.parseInt(rest.substring(1)) : -1;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a port: " + rest);
        }
        return OptionalInt.of(port);
    }
}
