package io.mingcha.cli.run;

import io.mingcha.cli.capture.MarkerKeys;
import io.mingcha.cli.capture.StatusLine;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.phone.Devices;
import io.mingcha.cli.traffic.InterceptFile;
import io.mingcha.cli.traffic.ListenAddress;
import io.mingcha.cli.traffic.TrafficOptions;
import io.mingcha.flows.SessionSpec;
import io.mingcha.proxy.config.AddressRange;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.sessions.device.WayIn;
import io.mingcha.sessions.plan.CaptureWish;
import io.mingcha.sessions.plan.Plan;
import io.mingcha.sessions.plan.Thresholds;
import io.mingcha.sessions.run.Hand;
import io.mingcha.sessions.run.Pace;
import io.mingcha.sessions.run.RunResult;
import io.mingcha.sessions.run.Runner;
import io.mingcha.settings.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sun.misc.Signal;

@Command(name = "record")
public final class RecordCommand implements Callable<Integer> {
    private static final Duration LONGEST = Duration.ofHours(12);

    private final Context context;

    @Option(names = "--device", paramLabel = "DEVICE", required = true)
    private String device = "";

    @Option(names = "--session", paramLabel = "FILE", required = true)
    private Path session = Path.of("session.yaml");

    @Option(names = "--way", paramLabel = "proxy|reverse|network|socks|tunnel")
    private @Nullable WayIn way;

    @Option(names = "--listen", paramLabel = "ADDR:PORT", converter = ListenAddress.class)
    private InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Option(names = "--allow", paramLabel = "CIDR", split = ",")
    private List<String> allow = new ArrayList<>();

    @Mixin
    private final TrafficOptions traffic = new TrafficOptions();

    RecordCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        SessionSpec spec = context.sessionFile(session);
        Devices devices = new Devices(context);
        devices.check(device);
        devices.checkHand(device);
        UnaryOperator<ProxyConfig> options = traffic.read(context);
        ProxyConfig base =
                ProxyConfig.listening(listen).withClients(TrafficOptions.each(allow, "--allow", AddressRange::parse));
        StatusLine status = new StatusLine(context, false);
        AtomicBoolean over = new AtomicBoolean();
        Signal.handle(new Signal("INT"), s -> over.set(true));
        Signal.handle(new Signal("TERM"), s -> over.set(true));
        InterceptFile rules = InterceptFile.of(context, wrong -> context.complain(wrong.in(context.language())));
        try (ProxyCaptures captures = ProxyCaptures.open(context, base, options, rules, status::exchange);
                MarkerKeys keys = MarkerKeys.open()) {
            Runner runner = new Runner(
                    context.config().recogniser(),
                    captures,
                    Pace.REAL,
                    new TerminalPerson(context),
                    event -> status.line("· " + event.text().in(context.language())));
            context.say(Text.of("s 截图 · ", "s picture · ").in(context.language())
                    + MarkerKeys.legend().in(context.language()));
            context.out().flush();
            RunResult result = runner.record(plan(spec), devices.open(device), () -> said(keys, over));
            status.clear();
            context.say(
                    "会话 " + result.session() + "。起草计划：mingcha plan from-session " + result.session(),
                    "Session " + result.session() + ". Draft a plan from it: mingcha plan from-session "
                            + result.session());
            return Exit.NOTHING_FOUND;
        }
    }

    private Plan plan(SessionSpec spec) {
        return new Plan(
                "by hand",
                Optional.empty(),
                spec,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                way == null ? CaptureWish.NONE : CaptureWish.NONE.by(way, "--way"),
                new Thresholds(1, 0.5, 0, Thresholds.PASSED, Set.of(), Set.of()),
                LONGEST,
                Optional.empty(),
                List.of(),
                Map.of());
    }

    private static Optional<Hand.Said> said(MarkerKeys keys, AtomicBoolean over) {
        if (over.get()) {
            return Optional.of(new Hand.Said.End());
        }
        try {
            Optional<Character> key = keys.isOpen() ? MarkerKeys.next() : Optional.empty();
            if (key.isEmpty()) {
                return Optional.empty();
            }
            return switch (key.get()) {
                case 'q' -> Optional.of(new Hand.Said.End());
                case 's' -> Optional.of(new Hand.Said.Picture());
                default -> MarkerKeys.markerOf(key.get()).map(Hand.Said.Mark::new);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
