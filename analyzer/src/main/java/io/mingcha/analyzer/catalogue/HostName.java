package io.mingcha.analyzer.catalogue;

import com.google.common.net.InetAddresses;
import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/** One spelling for each host: small letters, no point behind it, and other than Latin letters as the wire has them. */
public final class HostName {
    private static final Pattern NAME = Pattern.compile("[^\\s/:*?#@.]+(\\.[^\\s/:*?#@.]+)*");

    private HostName() {}

    public static String normal(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[") && name.endsWith("]")) {
            name = name.substring(1, name.length() - 1);
        }
        return ascii(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
    }

    private static String ascii(String name) {
        if (name.chars().allMatch(c -> c < 128)) {
            return name;
        }
        try {
            return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    /** Whether it is bare: neither an address of a page nor a pattern. */
    static boolean isBare(String written) {
        String name = normal(written);
        return InetAddresses.isInetAddress(name) || NAME.matcher(name).matches();
    }

    /** Whether it is an address or a name alone that means another machine in each network, so that nobody can say whose it is. */
    public static boolean isPrivate(String host) {
        String name = normal(host);
        if (!InetAddresses.isInetAddress(name)) {
            // digits alone are an address written as one number
            boolean alone = !name.isEmpty() && name.indexOf('.') < 0 && !Character.isDigit(name.charAt(0));
            return alone || name.endsWith(".localhost");
        }
        InetAddress address = InetAddresses.forString(name);
        byte[] bytes = address.getAddress();
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || (address instanceof Inet6Address
                        ? (bytes[0] & 0xfe) == 0xfc
                        : bytes[0] == 100 && (bytes[1] & 0xc0) == 64);
    }
}
