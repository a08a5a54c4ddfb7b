package io.mingcha.proxy.tls;

import io.netty.util.NetUtil;
import java.util.Locale;
import java.util.Optional;

/** What may stand as a host name in a certificate or a ClientHello. */
public final class HostNames {
    private HostNames() {}

    /** The name in lower case without a final dot, or nothing if it is an address or no host name at all. */
    public static Optional<String> normalise(String name) {
        String plain = (name.endsWith(".") ? name.substring(0, name.length() - 1) : name).toLowerCase(Locale.ROOT);
        return isHostName(plain) ? Optional.of(plain) : Optional.empty();
    }

    /** Whether it is an IPv4 or IPv6 literal, without brackets and zone: behind the sign of a zone anything may stand. */
    public static boolean isAddress(String name) {
        return NetUtil.isValidIpV4Address(name)
                || NetUtil.isValidIpV6Address(name) && name.indexOf('%') < 0 && name.indexOf('[') < 0;
    }

    /** What stands before a final colon and digits, if there are any. */
    public static String withoutPort(String authority) {
        int end = authority.length();
        while (end > 0 && authority.charAt(end - 1) >= '0' && authority.charAt(end - 1) <= '9') {
            end--;
        }
        return end > 0 && authority.charAt(end - 1) == ':' ? authority.substring(0, end - 1) : authority;
    }

    private static boolean isHostName(String name) {
        if (name.isEmpty() || name.length() > 253 || isAddress(name)) {
            return false;
        }
        int label = 0;
        boolean letters = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                if (label == 0) {
                    return false;
                }
                label = 0;
                letters = false;
            } else if (c >= 'a' && c <= 'z' || c == '-' || c == '_') {
                label++;
                letters = true;
            } else if (c >= '0' && c <= '9') {
                label++;
            } else {
                return false;
            }
            if (label > 63) {
                return false;
            }
        }
        // A last label of digits alone would make it look like an address.
        return label > 0 && letters;
    }
}
