package io.mingcha.cli.run;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.Analyzer;
import io.mingcha.cli.capture.StatusLine;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.phone.Devices;
import io.mingcha.cli.report.AnalyzeCommand;
import io.mingcha.cli.traffic.InterceptFile;
import io.mingcha.cli.traffic.ListenAddress;
import io.mingcha.cli.traffic.TrafficOptions;
import io.mingcha.proxy.config.AddressRange;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.reports.TextReport;
import io.mingcha.sessions.device.WayIn;
import io.mingcha.sessions.plan.Plan;
import io.mingcha.sessions.plan.PlanFile;
import io.mingcha.sessions.run.Pace;
import io.mingcha.sessions.run.Person;
import io.mingcha.sessions.run.RunEvent;
import io.mingcha.sessions.run.RunResult;
import io.mingcha.sessions.run.Runner;
import io.mingcha.settings.Language;
import io.mingcha.store.StoredSession;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sun.misc.Signal;

@Command(name = "run")
public final class RunCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "PLAN")
    private Path plan = Path.of("plan.yaml");

    @Option(names = "--device", paramLabel = "DEVICE", required = true)
    private String device = "";

    @Option(names = "--variant", paramLabel = "NAME", split = ",")
    private List<String> variants = new ArrayList<>();

    @Option(names = "--times", paramLabel = "N")
    private int times = 1;

    @Mixin
    private final Said said = new Said();

    @Option(names = "--way", paramLabel = "proxy|reverse|network|socks|tunnel")
    private @Nullable WayIn way;

    @Option(names = "--listen", paramLabel = "ADDR:PORT", converter = ListenAddress.class)
    private InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Option(names = "--allow", paramLabel = "CIDR", split = ",")
    private List<String> allow = new ArrayList<>();

    @Option(names = "--unattended")
    private boolean unattended;

    @Mixin
    private final TrafficOptions traffic = new TrafficOptions();

    @Option(names = "--quiet")
    private boolean quiet;

    RunCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        PlanFile file = PlanCommand.read(context, plan, said.in(context));
        List<Plan> chosen = PlanCommand.chosen(file, plan, variants).stream()
                .map(one -> said.isKept() ? one.planting() : one)
                .toList();
        Devices devices = new Devices(context);
        devices.check(device);
        UnaryOperator<ProxyConfig> options = traffic.read(context);
        ProxyConfig base =
                ProxyConfig.listening(listen).withClients(TrafficOptions.each(allow, "--allow", AddressRange::parse));
        Thread running = Thread.currentThread();
        AtomicBoolean ended = new AtomicBoolean();
        // a second time changes nothing: the run is ending already, and the device has to be put back
        Runnable end = () -> {
            if (ended.compareAndSet(false, true)) {
                running.interrupt();
            }
        };
        Signal.handle(new Signal("INT"), s -> end.run());
        Signal.handle(new Signal("TERM"), s -> end.run());
        StatusLine status = new StatusLine(context, quiet);
        List<Integer> codes = new ArrayList<>();
        InterceptFile rules = InterceptFile.of(context, wrong -> context.complain(wrong.in(context.language())));
        try (ProxyCaptures captures = ProxyCaptures.open(context, base, options, rules, status::exchange)) {
            Runner runner = new Runner(
                    context.config().recogniser(),
                    captures,
                    Pace.REAL,
                    unattended ? Person.NOBODY : new TerminalPerson(context),
                    event -> tell(status, event));
            for (int time = 0; time < times; time++) {
                for (Plan one : chosen) {
                    Plan planned =
                            way == null ? one : one.withCapture(one.capture().by(way, "--way"));
                    RunResult result = runner.run(planned, devices.open(device));
                    Thread.interrupted();
                    codes.add(conclude(result));
                    if (ended.get()) {
                        return Exit.NO_VERDICT;
                    }
                }
            }
        }
        return codes.contains(Exit.FINDINGS)
                ? Exit.FINDINGS
                : codes.stream().mapToInt(Integer::intValue).max().orElse(Exit.NOTHING_FOUND);
    }

    private void tell(StatusLine status, RunEvent event) {
        if (event.kind().equals("begin")) {
            status.line("══ " + event.text().in(context.language()) + " ══");
        } else if (!quiet || !event.kind().equals("step")) {
            status.line("· " + event.text().in(context.language()));
        }
    }

    private int conclude(RunResult result) {
        Language language = context.language();
        result.verdict()
                .causes()
                .forEach(cause -> context.say(
                        "  ! " + cause.what().in(language) + ". " + cause.next().in(language)));
        result.verdict()
                .counted()
                .ifPresent(count -> context.say("  " + count.told().in(language)));
        try (StoredSession stored = context.sessions().open(result.session())) {
            Analysis analysis = Analyzer.analyze(context.configuration(), stored.session(), stored.flows());
            String headline = TextReport.headline(analysis, language);
            context.say(
                    "会话 " + result.session() + "：" + level(result) + "。" + headline,
                    "Session " + result.session() + ": " + level(result) + ". " + headline);
            context.say("下一步：mingcha analyze " + result.session(), "Next: mingcha analyze " + result.session());
            return AnalyzeCommand.code(analysis);
        }
    }

    private String level(RunResult result) {
        return switch (result.verdict().level()) {
            case FULL -> context.language() == Language.ZH ? "可作结论" : "carries a verdict";
            case LIMITED -> context.language() == Language.ZH ? "结论受限" : "carries a limited verdict";
            case UNUSABLE -> context.language() == Language.ZH ? "不可用" : "carries no verdict";
        };
    }
}
