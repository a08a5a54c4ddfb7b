package io.mingcha.gateway;

/**
 * How the gateway is set up. Tunnel addresses are {@code network.1} for the gateway and from 2 on for those who come; in
 * IPv6 the same under {@code network6}.
 *
 * @param link name of the interface
 * @param network first three numbers of the IPv4 network, such as {@code 10.66.0}
 * @param network6 first part of the IPv6 network, such as {@code fd66:66:0}
 * @param port UDP port at which the tunnel arrives
 * @param endpoint name or address under which phones reach this machine
 * @param redirected port at which the proxy takes redirected traffic
 * @param dns port at which it answers for names
 * @param mtu bytes of a packet within the tunnel; 1420 fits into Ethernet without fragments
 */
public record GatewayPlan(
        String link, String network, String network6, int port, String endpoint, int redirected, int dns, int mtu) {
    public static final int USUAL_MTU = 1420;

    public GatewayPlan {
        if (!link.matches("[A-Za-z][A-Za-z0-9_-]{0,14}")) {
            throw new IllegalArgumentException("not the name of an interface: " + link);
        }
        if (!network.matches("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")) {
            throw new IllegalArgumentException("not three numbers of an IPv4 network: " + network);
        }
        if (mtu < 1280 || mtu > 1500) {
            throw new IllegalArgumentException("an MTU lies between 1280 and 1500: " + mtu);
        }
    }

    /** The usual one for phones that reach this machine under a name or address. */
    public static GatewayPlan reachedAt(String endpoint) {
        return new GatewayPlan("mingcha0", "10.66.0", "fd66:66:0", 51_820, endpoint, 8890, 8853, USUAL_MTU);
    }

    public String address() {
        return network + ".1";
    }

    public String address6() {
        return network6 + "::1";
    }

    /** The IPv4 block of those who come. */
    public String block() {
        return network + ".0/24";
    }

    public String block6() {
        return network6 + "::/64";
    }
}
