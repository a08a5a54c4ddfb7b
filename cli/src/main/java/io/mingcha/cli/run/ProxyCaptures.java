package io.mingcha.cli.run;

import io.mingcha.certs.CertificateAuthority;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.phone.Phones;
import io.mingcha.cli.traffic.AnnouncingPolicy;
import io.mingcha.cli.traffic.BehindGateway;
import io.mingcha.flows.Flow;
import io.mingcha.flows.FlowSink;
import io.mingcha.flows.SessionSpec;
import io.mingcha.proxy.ProxyServer;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.policy.InterceptPolicy;
import io.mingcha.proxy.policy.InterceptRules;
import io.mingcha.proxy.policy.SessionPolicy;
import io.mingcha.proxy.site.LocalSite;
import io.mingcha.sessions.device.WayIn;
import io.mingcha.sessions.plan.CaptureWish;
import io.mingcha.sessions.run.CaptureService;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import io.mingcha.store.DataFolder;
import io.mingcha.store.RecordingSession;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Records scripted sessions, each through a proxy of its own; many at a time in one data folder. */
public final class ProxyCaptures implements CaptureService, AutoCloseable {
    private final Context context;
    private final DataFolder folder;
    private final ProxyConfig base;
    private final UnaryOperator<ProxyConfig> options;
    private final Supplier<InterceptRules> rules;
    private final Consumer<Flow> listener;
    private final Starter starter;

    private ProxyCaptures(
            Context context,
            DataFolder folder,
            ProxyConfig base,
            UnaryOperator<ProxyConfig> options,
            Supplier<InterceptRules> rules,
            Consumer<Flow> listener,
            Starter starter) {
        this.context = context;
        this.folder = folder;
        this.base = base;
        this.options = options;
        this.rules = rules;
        this.listener = listener;
        this.starter = starter;
    }

    /** Starts proxies. */
    @FunctionalInterface
    interface Starter {
        ProxyServer start(
                ProxyConfig config,
                CertificateAuthority authority,
                InterceptPolicy policy,
                FlowSink sink,
                LocalSite site);
    }

    /**
     * Takes the data folder.
     *
     * @param base where proxies listen, and whom they admit
     * @param options of the command, laid over what a plan says
     */
    public static ProxyCaptures open(
            Context context,
            ProxyConfig base,
            UnaryOperator<ProxyConfig> options,
            Supplier<InterceptRules> rules,
            Consumer<Flow> listener) {
        return open(context, base, options, rules, listener, ProxyServer::start);
    }

    public static ProxyCaptures open(
            Context context,
            ProxyConfig base,
            UnaryOperator<ProxyConfig> options,
            Supplier<InterceptRules> rules,
            Consumer<Flow> listener,
            Starter starter) {
        return new ProxyCaptures(context, DataFolder.open(context.data()), base, options, rules, listener, starter);
    }

    @Override
    public Recording start(SessionSpec spec, CaptureWish wish) {
        String app = spec.app().packageName();
        PlannedCapture planned = wish.said()
                .map(said -> PlannedCapture.read(said, wish.folder()))
                .orElse(PlannedCapture.NONE);
        ProxyConfig config = waiting(options.apply(planned.on(base)), wish, app);
        Phones phones = Phones.of(context, config.dns().isPresent());
        RecordingSession recording = folder.sessions().create(spec, Instant.now());
        try {
            SeenTraffic seen =
                    new SeenTraffic(listener, wish.way() == WayIn.TUNNEL ? Optional.of(app) : Optional.empty());
            recording.onRecorded(seen::add);
            recording.onDisconnected(seen::gone);
            recording.onFault(fault -> context.complain(fault.in(context.language())));
            InterceptPolicy policy = new AnnouncingPolicy(
                    new SessionPolicy(() -> planned.rules().before(rules.get())), address -> {}, address -> {});
            LastingProxy proxy = new LastingProxy(
                    config,
                    listening -> starter.start(listening, phones.authority(), policy, recording, phones.site()));
            return new ProxyRecording(spec, wish.way(), folder.sessions(), recording, proxy, phones.authority(), seen);
        } catch (RuntimeException e) {
            String id = recording.stop().id();
            recording.close();
            folder.sessions().purge(id);
            throw e;
        }
    }

    /** Listens where a device comes that goes this way. */
    private ProxyConfig waiting(ProxyConfig config, CaptureWish wish, String app) {
        InetAddress address = config.listen().getAddress();
        String asked = wish.where().orElse("--listen");
        switch (wish.way()) {
            case SOCKS -> {
                return config.withSocks(new InetSocketAddress(address, 0));
            }
            case TUNNEL -> {
                return BehindGateway.of(context, asked).knowing(app, asked).on(config);
            }
            case REVERSE -> {
                if (!address.isLoopbackAddress() && !address.isAnyLocalAddress()) {
                    throw new Fault(
                                    Text.of(
                                            "经 adb 的端口只能通到本机，而代理监听在 " + address.getHostAddress(),
                                            "A port of adb leads to this machine itself, but the proxy listens on "
                                                    + address.getHostAddress()),
                                    asked,
                                    Text.of("去掉 --listen，或写 way: network", "Leave --listen out, or write way: network"))
                            .asException();
                }
                return config;
            }
            case NETWORK -> {
                if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
                    throw new Fault(
                                    Text.of("代理没有监听在网络地址上", "The proxy does not listen on an address of the network"),
                                    asked,
                                    Text.of(
                                            "写明地址：--listen 192.168.1.10:0 --allow 手机地址",
                                            "Name one: --listen 192.168.1.10:0 --allow ADDRESS-OF-THE-PHONE"))
                            .asException();
                }
                return config;
            }
            default -> {
                return config;
            }
        }
    }

    @Override
    public void close() {
        folder.close();
    }
}
