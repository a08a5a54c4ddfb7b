package io.mingcha.cli.traffic;

import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.gateway.Gateway;
import io.mingcha.gateway.GatewayPlan;
import io.mingcha.gateway.Peer;
import io.mingcha.onboarding.Qr;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "gateway",
        subcommands = {
            GatewayCommand.Up.class,
            GatewayCommand.Down.class,
            GatewayCommand.Add.class,
            GatewayCommand.Show.class,
            GatewayCommand.Remove.class
        })
public final class GatewayCommand implements Callable<Integer> {
    private final Context context;

    GatewayCommand(Context context) {
        this.context = context;
    }

    public static Gateway of(Context context) {
        return new Gateway(context.data().resolve("gateway"));
    }

    @Override
    public Integer call() {
        Gateway gateway = of(context);
        Optional<GatewayPlan> plan = gateway.plan();
        if (plan.isEmpty()) {
            context.say(
                    "尚无网关。建立：mingcha gateway up --wireguard",
                    "No gateway yet. Set one up: mingcha gateway up --wireguard");
            return Exit.NOTHING_FOUND;
        }
        context.say(
                (gateway.isUp() ? "已建立 " : "已撤除 ") + plan.get().link() + " · "
                        + plan.get().endpoint() + ":" + plan.get().port(),
                (gateway.isUp() ? "up " : "down ") + plan.get().link() + " · "
                        + plan.get().endpoint() + ":" + plan.get().port());
        for (Peer peer : gateway.peers()) {
            context.say("  " + peer.name() + "  " + peer.address(plan.get())
                    + peer.app().map(app -> "  " + app).orElse(""));
        }
        return Exit.NOTHING_FOUND;
    }

    @Command(name = "up")
    static final class Up implements Callable<Integer> {
        private final Context context;

        @Option(names = "--wireguard", required = true)
        private boolean wireguard;

        @Option(names = "--endpoint", paramLabel = "HOST")
        private String endpoint = "";

        @Option(names = "--port", paramLabel = "PORT")
        private int port = GatewayPlan.reachedAt("").port();

        @Option(names = "--interface", paramLabel = "NAME")
        private String link = GatewayPlan.reachedAt("").link();

        @Option(names = "--network", paramLabel = "A.B.C")
        private String network = GatewayPlan.reachedAt("").network();

        @Option(names = "--mtu", paramLabel = "BYTES")
        private int mtu = GatewayPlan.USUAL_MTU;

        Up(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            GatewayPlan usual = GatewayPlan.reachedAt(endpoint.isEmpty() ? ownAddress() : endpoint);
            GatewayPlan plan;
            try {
                plan = new GatewayPlan(
                        link, network, usual.network6(), port, usual.endpoint(), usual.redirected(), usual.dns(), mtu);
            } catch (IllegalArgumentException e) {
                throw new Fault(
                                Text.of(
                                        "网关的设置无法理解：" + e.getMessage(),
                                        "The gateway's settings cannot be understood: " + e.getMessage()),
                                "gateway up",
                                Text.of(
                                        "写法见 mingcha gateway up --help",
                                        "See mingcha gateway up --help for their form"))
                        .asException();
            }
            of(context).up(plan);
            context.say(
                    "网关已建立：" + plan.link() + "，手机连接 " + plan.endpoint() + " 的 UDP " + plan.port() + " 端口。",
                    "The gateway is up: " + plan.link() + "; phones connect to UDP port " + plan.port() + " of "
                            + plan.endpoint() + ".");
            context.say(
                    "下一步：mingcha gateway add 名称 [--app 包名]，然后 mingcha capture --gateway",
                    "Next: mingcha gateway add NAME [--app PACKAGE], then mingcha capture --gateway");
            return Exit.NOTHING_FOUND;
        }

        private String ownAddress() {
            return OwnAddresses.reachable()
                    .findFirst()
                    .map(InetAddress::getHostAddress)
                    .orElseThrow(() -> new Fault(
                                    Text.of("本机没有手机可达的地址", "This machine has no address that a phone could reach"),
                                    "--endpoint",
                                    Text.of("请用 --endpoint 指定", "Name one with --endpoint"))
                            .asException());
        }
    }

    @Command(name = "down")
    static final class Down implements Callable<Integer> {
        private final Context context;

        Down(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            of(context).down();
            context.say("网关已撤除，没有留下任何痕迹。", "The gateway is down; nothing of it is left on this machine.");
            return Exit.NOTHING_FOUND;
        }
    }

    @Command(name = "add")
    static final class Add implements Callable<Integer> {
        private final Context context;

        @Parameters(index = "0", paramLabel = "NAME")
        private String name = "";

        @Option(names = "--app", paramLabel = "PACKAGE")
        private String app = "";

        Add(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            Path file;
            try {
                file = of(context).add(name, app.isEmpty() ? Optional.empty() : Optional.of(app));
            } catch (IllegalArgumentException e) {
                throw new Fault(
                                Text.of("无法加入：" + e.getMessage(), "It cannot be added: " + e.getMessage()),
                                name,
                                Text.of("写法见 mingcha gateway add --help", "See mingcha gateway add --help"))
                        .asException();
            }
            context.say(
                    "配置已写入 " + file + "（含私钥，勿外传）。在 WireGuard 应用中导入，或扫码：mingcha gateway show " + name,
                    "Wrote " + file
                            + " (it holds a private key). Import it into the WireGuard app, or scan: mingcha gateway show "
                            + name);
            return Exit.NOTHING_FOUND;
        }
    }

    @Command(name = "show")
    static final class Show implements Callable<Integer> {
        private final Context context;

        @Parameters(index = "0", paramLabel = "NAME")
        private String name = "";

        Show(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            try {
                String configuration = Files.readString(of(context).configurationFile(name));
                context.say(configuration);
                context.say(Qr.terminal(configuration));
            } catch (IllegalArgumentException e) {
                throw missing(Text.of("不是设备的名称：" + e.getMessage(), "Not the name of a device: " + e.getMessage()));
            } catch (IOException e) {
                throw missing(Text.of("没有这个设备", "There is no such device"));
            }
            return Exit.NOTHING_FOUND;
        }

        private RuntimeException missing(Text what) {
            return new Fault(what, name, Text.of("列表：mingcha gateway", "List them: mingcha gateway")).asException();
        }
    }

    @Command(name = "remove")
    static final class Remove implements Callable<Integer> {
        private final Context context;

        @Parameters(index = "0", paramLabel = "NAME")
        private String name = "";

        Remove(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            boolean gone = of(context).remove(name);
            context.say(gone ? "已移除 " + name : "没有 " + name, gone ? "Removed " + name : "There was no " + name);
            return Exit.NOTHING_FOUND;
        }
    }
}
