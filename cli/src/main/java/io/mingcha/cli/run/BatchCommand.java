package io.mingcha.cli.run;

import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.TextFile;
import io.mingcha.cli.phone.Devices;
import io.mingcha.cli.phone.PersonaCommand;
import io.mingcha.cli.progress.BatchProgress;
import io.mingcha.cli.traffic.InterceptFile;
import io.mingcha.cli.traffic.ListenAddress;
import io.mingcha.cli.traffic.TrafficOptions;
import io.mingcha.flows.SessionSpec;
import io.mingcha.proxy.config.AddressRange;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.sessions.batch.Batch;
import io.mingcha.sessions.batch.BatchFile;
import io.mingcha.sessions.batch.Job;
import io.mingcha.sessions.consent.Recogniser;
import io.mingcha.sessions.device.WayIn;
import io.mingcha.sessions.plan.Plan;
import io.mingcha.sessions.plan.PlanFile;
import io.mingcha.sessions.run.Pace;
import io.mingcha.sessions.run.Person;
import io.mingcha.sessions.run.Runner;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import io.mingcha.store.batch.BatchLog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sun.misc.Signal;

@Command(name = "batch")
public final class BatchCommand implements Callable<Integer> {
    private static final Text REMEDY = Text.of(
            "请检查路径；批次文件的写法见 docs/lab.zh.md：devices 和 runs", "Check the path; docs/lab.md says what such a file holds");

    private final Context context;

    @Parameters(index = "0", paramLabel = "FILE")
    private Path file = Path.of("night.yaml");

    @Option(names = "--out", paramLabel = "DIR")
    private Path out = Path.of(".");

    @Option(names = "--again")
    private boolean again;

    @Option(names = "--listen", paramLabel = "ADDR", converter = ListenAddress.class)
    private InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Option(names = "--allow", paramLabel = "CIDR", split = ",")
    private List<String> allow = new ArrayList<>();

    @Mixin
    private final TrafficOptions traffic = new TrafficOptions();

    @Option(names = "--faster", paramLabel = "N", hidden = true)
    private int faster = 1;

    BatchCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Path source = context.resolve(file);
        BatchFile night = BatchFile.parse(file.toString(), TextFile.read(source, REMEDY));
        Path folder = Optional.ofNullable(source.getParent()).orElse(context.workingFolder());
        Map<Job, Plan> plans = plans(night, folder);
        Map<String, String> contents = new JobContents(context, folder).of(plans);
        Devices devices = new Devices(context);
        night.devices().forEach(devices::check);
        UnaryOperator<ProxyConfig> options = traffic.read(context);
        ProxyConfig base =
                ProxyConfig.listening(listen).withClients(TrafficOptions.each(allow, "--allow", AddressRange::parse));
        InterceptFile rules = InterceptFile.of(context, wrong -> context.complain(wrong.in(context.language())));
        Pace pace = faster == 1 ? Pace.REAL : Pace.faster(faster);
        try (ProxyCaptures captures = ProxyCaptures.open(context, base, options, rules, flow -> {});
                BatchLog log = BatchLog.open(context.data())) {
            if (again) {
                log.forget(night.name());
            }
            StoredLedger ledger = new StoredLedger(log, night.name(), contents);
            tellOutdated(ledger.outdated());
            Recogniser recogniser = context.config().recogniser();
            BatchProgress progress = new BatchProgress(
                    context.out(),
                    context.language(),
                    night.devices(),
                    night.jobs().size());
            Batch batch = new Batch(
                    night,
                    plans,
                    ledger,
                    device -> new Runner(
                            recogniser, captures, pace, Person.NOBODY, event -> progress.happened(device, event)),
                    devices::open,
                    () -> context.data().toFile().getUsableSpace(),
                    pace,
                    progress);
            Signal.handle(new Signal("INT"), s -> batch.end());
            Signal.handle(new Signal("TERM"), s -> batch.end());
            try (progress) {
                batch.run();
            }
            return new BatchSummary(context, night, plans, ledger.tries(), ledger.outdated())
                    .write(context.resolve(out));
        }
    }

    private void tellOutdated(Set<String> outdated) {
        if (!outdated.isEmpty()) {
            context.say(
                    "以下运行已完成，但其计划、人物、安装包或配置此后有改动；保留原结果并在报告中标出（全部重做：--again）：" + String.join("、", outdated),
                    "These runs were made before plan, persona, app file or configuration were changed; they stay and are marked in"
                            + " the report (all anew: --again): " + String.join(", ", outdated));
        }
    }

    private Map<Job, Plan> plans(BatchFile night, Path folder) {
        Map<String, PlanFile> read = new HashMap<>();
        Map<Job, Plan> plans = new LinkedHashMap<>();
        UnaryOperator<SessionSpec> persona = night.persona()
                .map(name -> PersonaCommand.drawer(context).get(name))
                .<UnaryOperator<SessionSpec>>map(kept -> spec -> spec.withPersona(kept))
                .orElse(UnaryOperator.identity());
        for (Job job : night.jobs()) {
            PlanFile plan =
                    read.computeIfAbsent(job.plan(), name -> PlanCommand.read(context, folder.resolve(name), persona));
            Plan chosen = job.variant().isEmpty()
                    ? plan.plan()
                    : plan.variant(job.variant().get())
                            .orElseThrow(() -> new Fault(
                                            Text.of(
                                                    "计划没有变体 " + job.variant().get(),
                                                    "The plan has no variant "
                                                            + job.variant().get()),
                                            file + ": " + job.plan(),
                                            Text.of(
                                                    "可用：" + String.join("、", plan.variants()),
                                                    "Known: " + String.join(", ", plan.variants())))
                                    .asException());
            if (chosen.capture().way() == WayIn.TUNNEL && night.devices().size() > 1) {
                throw new Fault(
                                Text.of(
                                        "隧道只有一个端口，不能用于多台设备的批次",
                                        "The tunnel has one port for all: it cannot serve a batch on several devices"),
                                chosen.capture().where().orElse(job.plan()),
                                Text.of("每台设备用各自的批次，依次运行", "Give each device a batch of its own, one after another"))
                        .asException();
            }
            plans.put(job, night.persona().isPresent() ? chosen.planting() : chosen);
        }
        return plans;
    }
}
