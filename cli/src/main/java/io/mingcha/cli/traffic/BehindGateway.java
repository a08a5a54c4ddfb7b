package io.mingcha.cli.traffic;

import io.mingcha.cli.command.Context;
import io.mingcha.gateway.Gateway;
import io.mingcha.gateway.GatewayPlan;
import io.mingcha.gateway.Peer;
import io.mingcha.proxy.config.AddressRange;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A proxy that takes what comes through the gateway's tunnel. */
public final class BehindGateway {
    private final Gateway gateway;
    private final GatewayPlan plan;

    private BehindGateway(Gateway gateway, GatewayPlan plan) {
        this.gateway = gateway;
        this.plan = plan;
    }

    /** @param asked where the tunnel was asked for */
    public static BehindGateway of(Context context, String asked) {
        Gateway gateway = GatewayCommand.of(context);
        return new BehindGateway(
                gateway,
                gateway.plan()
                        .filter(p -> gateway.isUp())
                        .orElseThrow(() -> new Fault(
                                        Text.of("网关没有建立", "The gateway is not up"),
                                        asked,
                                        Text.of(
                                                "请先运行：mingcha gateway up --wireguard",
                                                "Run first: mingcha gateway up --wireguard"))
                                .asException()));
    }

    /** Fails unless an app has an address of its own in the tunnel. */
    public BehindGateway knowing(String app, String asked) {
        if (gateway.peers().stream().noneMatch(p -> p.app().filter(app::equals).isPresent())) {
            throw new Fault(
                            Text.of("隧道中没有应用 " + app, "The tunnel knows no app " + app),
                            asked,
                            Text.of(
                                    "请先运行并在手机上导入：mingcha gateway add NAME --app " + app,
                                    "Run this first and take it to the phone: mingcha gateway add NAME --app " + app))
                    .asException();
        }
        return this;
    }

    /** What comes through the tunnel is redirected there, and each of its addresses stands for a device or an app. */
    public ProxyConfig on(ProxyConfig config) {
        List<AddressRange> clients = new ArrayList<>(config.clients());
        for (String block : List.of(plan.block(), plan.block6(), "127.0.0.1", "::1")) {
            clients.add(AddressRange.parse(block));
        }
        Map<InetAddress, String> names = new HashMap<>();
        for (Peer peer : gateway.peers()) {
            String name = peer.app().orElse(peer.name());
            names.put(AddressRange.parse(peer.address(plan)).base(), name);
            names.put(AddressRange.parse(peer.address6(plan)).base(), name);
        }
        return config.withRedirected(new InetSocketAddress("::", plan.redirected()))
                .withDns(new InetSocketAddress("::", plan.dns()))
                .withClients(clients)
                .withNames(names);
    }
}
