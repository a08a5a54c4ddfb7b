package io.mingcha.cli.capture;

import io.mingcha.analyzer.coverage.Readability;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Durations;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.live.LiveAnalysis;
import io.mingcha.cli.phone.Phones;
import io.mingcha.cli.traffic.AnnouncingPolicy;
import io.mingcha.cli.traffic.BehindGateway;
import io.mingcha.cli.traffic.GatewayCommand;
import io.mingcha.cli.traffic.InterceptFile;
import io.mingcha.cli.traffic.ListenAddress;
import io.mingcha.cli.traffic.OwnAddresses;
import io.mingcha.cli.traffic.TrafficOptions;
import io.mingcha.flows.App;
import io.mingcha.flows.Session;
import io.mingcha.flows.SessionSpec;
import io.mingcha.proxy.ProxyServer.WayIn;
import io.mingcha.proxy.config.AddressRange;
import io.mingcha.proxy.config.Credentials;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.proxy.policy.SessionPolicy;
import io.mingcha.settings.Fault;
import io.mingcha.settings.InvalidDocument;
import io.mingcha.settings.Text;
import io.mingcha.store.RecordingSession;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sun.misc.Signal;

@Command(name = "capture")
public final class CaptureCommand implements Callable<Integer> {
    private static final Duration TICK = Duration.ofMillis(200);

    private final Context context;

    @Option(names = "--session", paramLabel = "FILE")
    private @Nullable Path sessionFile;

    @Option(names = "--listen", paramLabel = "ADDR:PORT", converter = ListenAddress.class)
    private InetSocketAddress listen =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), ListenAddress.USUAL_PORT);

    @Option(names = "--socks", paramLabel = "ADDR:PORT", converter = ListenAddress.class)
    private @Nullable InetSocketAddress socks;

    @Option(names = "--redirected", paramLabel = "ADDR:PORT", converter = ListenAddress.class)
    private @Nullable InetSocketAddress redirected;

    @Option(names = "--gateway")
    private boolean gateway;

    @Option(names = "--dns", paramLabel = "ADDR:PORT", converter = ListenAddress.class)
    private @Nullable InetSocketAddress dns;

    @Option(names = "--for", paramLabel = "TIME", converter = Durations.class)
    private @Nullable Duration time;

    @Option(names = "--allow", paramLabel = "CIDR", split = ",")
    private List<String> allow = new ArrayList<>();

    @Option(names = "--auth", paramLabel = "USER:PASS")
    private @Nullable String auth;

    @Option(names = "--pair")
    private boolean pair;

    @Option(names = "--captive-portal")
    private boolean captivePortal;

    @Mixin
    private final TrafficOptions traffic = new TrafficOptions();

    @Option(names = "--quiet")
    private boolean quiet;

    @Option(names = "--live", negatable = true)
    private @Nullable Boolean live;

    CaptureCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        Ending ending = new Ending();
        Signal.handle(new Signal("INT"), s -> ending.ask());
        Signal.handle(new Signal("TERM"), s -> ending.ask());
        // both take their time, which the rest need not wait for; who needs the configuration meets its faults
        CompletableFuture.runAsync(context.config()::configuration);
        CompletableFuture<Phones> phones = CompletableFuture.supplyAsync(() -> Phones.of(context, dns != null));
        try {
            return capture(phones, ending);
        } catch (RuntimeException e) {
            // an authority that is being written is whole before the process ends
            phones.handle((made, fault) -> true).join();
            throw e;
        }
    }

    private int capture(CompletableFuture<Phones> phones, Ending ending) throws InterruptedException, IOException {
        SessionSpec spec = sessionFile == null ? SessionSpec.of(App.UNKNOWN) : context.sessionFile(sessionFile);
        StatusLine status = new StatusLine(context, quiet);
        InterceptFile rules = InterceptFile.of(context, wrong -> complain(status, wrong));
        Capture capture = Capture.start(
                context,
                spec.withWays(ways()),
                config(),
                new AnnouncingPolicy(new SessionPolicy(rules), a -> announce(status, a), a -> welcome(status, a)),
                phones,
                gateway ? Optional.of(GatewayCommand.of(context)) : Optional.empty(),
                status::exchange,
                isLive() ? Optional.of(status::news) : Optional.empty());
        ending.meaning(capture::end);
        capture.recording().onFault(fault -> context.complain(fault.in(context.language())));
        warnOfMarkers(spec);
        try (MarkerKeys keys = MarkerKeys.open()) {
            hello(capture, keys);
            watch(capture, keys, status);
        }
        status.clear();
        RecordingSession.Progress progress = capture.recording().progress();
        Session session = capture.finish();
        summary(session, progress, capture.readability());
        capture.live().ifPresent(this::summary);
        context.say("下一步：mingcha analyze " + session.id(), "Next: mingcha analyze " + session.id());
        return session.unrecordedSince().isPresent() ? Exit.NO_VERDICT : Exit.NOTHING_FOUND;
    }

    /** A wish to end, which may come before there is anything to end. */
    private static final class Ending {
        private boolean asked;
        private Runnable end = () -> {};

        synchronized void ask() {
            asked = true;
            end.run();
        }

        synchronized void meaning(Runnable how) {
            end = how;
            if (asked) {
                end.run();
            }
        }
    }

    /** A consent in the file that lies before the capture makes everything look consented to. */
    private void warnOfMarkers(SessionSpec spec) {
        if (!spec.markers().isEmpty()) {
            context.complain(Text.of(
                            "会话文件中已有 " + spec.markers().size() + " 个标记，将与本次捕获的标记一起判断；若属于之前的运行，请从文件中删除。",
                            "The session file already holds " + spec.markers().size()
                                    + " marker(s), which are judged together with those of this capture; remove them from the file if they belong to an earlier run.")
                    .in(context.language()));
        }
    }

    private void announce(StatusLine status, InetAddress address) {
        String shown = NetUtil.toAddressString(address);
        status.line((pair
                        ? Text.of(
                                "已拒绝来自 " + shown + " 的连接：尚未配对。要配对：mingcha pair",
                                "Turned away " + shown + ": it is not paired. To pair it: mingcha pair")
                        : Text.of(
                                "已拒绝来自 " + shown + " 的连接：它不在 --allow 允许的范围内。要放行：--allow " + shown,
                                "Turned away " + shown + ": it is not among those allowed. To let it in: --allow "
                                        + shown))
                .in(context.language()));
    }

    private void welcome(StatusLine status, InetAddress address) {
        String shown = NetUtil.toAddressString(address);
        status.line(Text.of("已配对 " + shown, "Paired " + shown).in(context.language()));
    }

    private void complain(StatusLine status, InvalidDocument wrong) {
        status.line(Text.of("规则文件有误，仍用之前的规则：", "The rules are wrong, those before stay in force: ")
                        .in(context.language())
                + wrong.in(context.language()));
    }

    /** As the session keeps them. */
    private List<String> ways() {
        List<String> ways = new ArrayList<>(List.of("proxy"));
        if (socks != null) {
            ways.add("socks");
        }
        if (redirected != null) {
            ways.add("redirected");
        }
        if (gateway) {
            ways.add("tunnel");
        }
        return ways;
    }

    /** The gateway's own listeners take the place of these; whoever asks for both would wait at one in vain. */
    private void checkWays() {
        if (gateway && (redirected != null || dns != null)) {
            String option = redirected != null ? "--redirected" : "--dns";
            throw new Fault(
                            Text.of(
                                    "--gateway 自带重定向和域名解析的监听，不能与 " + option + " 同用",
                                    "--gateway listens for redirected traffic and questions for names itself, so "
                                            + option + " cannot be given beside it"),
                            option,
                            Text.of("去掉其中一个，或分两次捕获", "Leave out one of them, or capture twice"))
                    .asException();
        }
    }

    private ProxyConfig config() {
        checkWays();
        ProxyConfig config = traffic.on(ProxyConfig.listening(listen), context)
                .withClients(TrafficOptions.each(allow, "--allow", AddressRange::parse))
                .withPairing(pair)
                .withStandIns(captivePortal ? context.config().captiveAnswers() : List.of());
        config = socks == null ? config : config.withSocks(socks);
        config = dns == null ? config : config.withDns(dns);
        config = redirected == null ? config : config.withRedirected(redirected);
        config = gateway ? BehindGateway.of(context, "--gateway").on(config) : config;
        return auth == null
                ? config
                : config.withCredentials(TrafficOptions.each(List.of(auth), "--auth", Credentials::parse)
                        .get(0));
    }

    private void hello(Capture capture, MarkerKeys keys) {
        String id = capture.recording().session().id();
        InetSocketAddress at = capture.address();
        // a listener on every address calls itself by its IPv6 name, whatever it was asked for
        String asked = at.getAddress().isAnyLocalAddress()
                ? OwnAddresses.shown(new InetSocketAddress(listen.getAddress(), at.getPort()))
                : OwnAddresses.shown(at);
        context.say("会话 " + id + " · 代理 " + asked, "Session " + id + " · proxy at " + asked);
        capture.address(WayIn.SOCKS)
                .ifPresent(other -> context.say(
                        "  SOCKS5 代理 " + OwnAddresses.shown(other), "  SOCKS5 at " + OwnAddresses.shown(other)));
        capture.address(WayIn.REDIRECTED)
                .ifPresent(other -> context.say(
                        "  重定向的流量 " + OwnAddresses.shown(other),
                        "  redirected traffic at " + OwnAddresses.shown(other)));
        capture.dnsAddress()
                .ifPresent(other ->
                        context.say("  DNS " + OwnAddresses.shown(other), "  DNS at " + OwnAddresses.shown(other)));
        if (at.getAddress().isLoopbackAddress()) {
            context.say(
                    "  仅本机可用。要接手机：--listen 0.0.0.0:" + at.getPort() + " --pair",
                    "  for this machine only; for a phone: --listen 0.0.0.0:" + at.getPort() + " --pair");
        }
        for (String address : at.getAddress().isLoopbackAddress() ? List.<String>of() : OwnAddresses.of(at)) {
            context.say(
                    "  手机代理设为 " + address + "，证书页 http://" + address + "/",
                    "  set the phone's proxy to " + address + "; certificate at http://" + address + "/");
        }
        capture.invite().ifPresent(invitation -> invitation.print(context));
        if (keys.isOpen()) {
            context.say(MarkerKeys.legend().in(context.language()));
        } else {
            context.say(
                    "标记：mingcha mark consent_accept · 结束：Ctrl-C 或 mingcha stop",
                    "Mark: mingcha mark consent_accept · end: Ctrl-C or mingcha stop");
        }
        context.out().flush();
    }

    private void watch(Capture capture, MarkerKeys keys, StatusLine status) throws InterruptedException, IOException {
        long deadline = time == null ? Long.MAX_VALUE : System.nanoTime() + time.toNanos();
        while (time == null || System.nanoTime() - deadline < 0) {
            Duration wait = time == null
                    ? TICK
                    : Duration.ofNanos(Math.min(TICK.toNanos(), Math.max(0, deadline - System.nanoTime())));
            if (capture.await(keys.isOpen() ? Duration.ZERO : wait)) {
                return;
            }
            if (keys.isOpen()) {
                Optional<Character> key = MarkerKeys.next();
                if (key.isPresent() && key.get() == 'q') {
                    return;
                }
                key.flatMap(MarkerKeys::markerOf).ifPresent(kind -> {
                    Instant typed = Instant.now().minusMillis(TICK.toMillis());
                    status.line("▸ " + kind + "  " + capture.mark(kind, typed).at());
                });
            }
            status.tick(capture);
        }
    }

    private void summary(Session session, RecordingSession.Progress progress, Readability seen) {
        int unread = seen.unread();
        context.say(
                "会话 " + session.id() + "：" + progress.opened() + " 个请求，" + unread + " 个未读，"
                        + session.spec().markers().size() + " 个标记。",
                "Session " + session.id() + ": " + progress.opened() + " exchanges, " + unread + " unread, "
                        + session.spec().markers().size() + " markers.");
        if (unread > 0) {
            context.say("未读的原因：mingcha coverage " + session.id(), "Why unread: mingcha coverage " + session.id());
        }
        session.unrecordedSince()
                .ifPresent(since ->
                        context.say("自 " + since + " 起的流量没有被记录。", "Traffic since " + since + " was not recorded."));
    }

    private void summary(LiveAnalysis.Progress seen) {
        int missing = seen.waiting() + seen.left();
        String behind = seconds(seen.mostBehind());
        String last = seconds(seen.behind());
        context.say(
                "边捕获边分析：" + seen.looked() + " 个请求，" + seen.exposures() + " 处个人信息，最多落后 " + behind + "，最后落后 " + last
                        + (missing > 0 ? "；" + missing + " 个请求留待 analyze" : ""),
                "Looked at meanwhile: " + seen.looked() + " exchanges, " + seen.exposures()
                        + " pieces of personal data, at most " + behind + " behind, " + last + " in the end"
                        + (missing > 0 ? "; " + missing + " exchanges are left to analyze" : ""));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1e3);
    }

    /** Somebody who sits before it wants to see what is found; for anybody else it would only take time. */
    private boolean isLive() {
        return live == null ? !quiet && System.console() != null : live;
    }
}
