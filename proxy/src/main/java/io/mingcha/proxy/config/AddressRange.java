package io.mingcha.proxy.config;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** An address or a CIDR block of addresses. */
public record AddressRange(InetAddress base, int prefix) {

    public AddressRange {
        if (prefix < 0 || prefix > base.getAddress().length * 8) {
            throw new IllegalArgumentException("prefix length " + prefix + " does not fit " + base.getHostAddress());
        }
    }

    /** Reads {@code 192.168.1.0/24}, {@code fd00::/8} or one address. */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        @Nullable InetAddress base = NetUtil.createInetAddressFromIpAddressString(address);
        if (base == null) {
            throw new IllegalArgumentException("not an address: " + address);
        }
        int full = base.getAddress().length * 8;
        return new AddressRange(base, slash < 0 ? full : Integer.parseInt(text.substring(slash + 1)));
    }

    public boolean contains(InetAddress address) {
        byte[] mine = base.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        int whole = prefix / 8;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != other[i]) {
                return false;
            }
        }
        int rest = prefix % 8;
        return rest == 0 || (mine[whole] & 0xff) >> (8 - rest) == (other[whole] & 0xff) >> (8 - rest);
    }
}
