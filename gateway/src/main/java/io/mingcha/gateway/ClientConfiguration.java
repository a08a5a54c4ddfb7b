package io.mingcha.gateway;

/** A device's side of the tunnel, in the words of the WireGuard apps. */
final class ClientConfiguration {
    private ClientConfiguration() {}

    static String of(State state, Peer peer, String privateKey) {
        GatewayPlan plan = state.plan();
        String endpoint = plan.endpoint().contains(":") ? "[" + plan.endpoint() + "]" : plan.endpoint();
        return "[Interface]\n"
                + "# " + peer.name() + "\n"
                + "PrivateKey = " + privateKey + "\n"
                + "Address = " + peer.address(plan) + "/32, " + peer.address6(plan) + "/128\n"
                + "DNS = " + plan.address() + "\n"
                + "MTU = " + plan.mtu() + "\n"
                + peer.app().map(app -> "IncludedApplications = " + app + "\n").orElse("")
                + "\n[Peer]\n"
                + "PublicKey = " + state.publicKey() + "\n"
                + "Endpoint = " + endpoint + ":" + plan.port() + "\n"
                + "AllowedIPs = 0.0.0.0/0, ::/0\n"
                + "PersistentKeepalive = 25\n";
    }
}
