package io.mingcha.gateway;

import java.util.Optional;

/**
 * A device, or one app on it, that may come through the tunnel.
 *
 * @param name by which its traffic is recorded
 * @param app the package whose traffic alone goes through the tunnel (Android); empty means the whole device
 * @param number its place in the tunnel's networks, from 2
 */
public record Peer(String name, Optional<String> app, int number, String publicKey) {

    public Peer {
        checked(name);
        if (app.isPresent() && !app.get().matches("[A-Za-z][A-Za-z0-9_]*(\\.[A-Za-z0-9_]+)+")) {
            throw new IllegalArgumentException("not the name of a package: " + app.get());
        }
    }

    /** A name, which also names a file and so must not lead anywhere. */
    static String checked(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
            throw new IllegalArgumentException("a name has letters, digits, dots, hyphens: " + name);
        }
        return name;
    }

    public String address(GatewayPlan plan) {
        return plan.network() + "." + number;
    }

    public String address6(GatewayPlan plan) {
        return plan.network6() + "::" + Integer.toHexString(number);
    }
}
