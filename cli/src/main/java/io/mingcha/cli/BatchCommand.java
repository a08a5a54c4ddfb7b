package io.mingcha.cli;

import io.mingcha.flows.SessionSpec;
import io.mingcha.proxy.config.AddressRange;
import io.mingcha.proxy.config.ProxyConfig;
import io.mingcha.sessions.batch.Batch;
import io.mingcha.sessions.batch.BatchFile;
import io.mingcha.sessions.batch.Job;
import io.mingcha.sessions.batch.Ledger.Try.Came;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sun.misc.Signal;

@Command(name = "batch")
final class BatchCommand implements Callable<Integer> {
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
        BatchFile night = BatchFile.parse(file.toString(), Context.readText(source));
        Map<Job, Plan> plans =
                plans(night, Optional.ofNullable(source.getParent()).orElse(context.workingFolder()));
        Devices devices = new Devices(context);
        night.devices().forEach(devices::check);
        ProxyConfig config = traffic.on(ProxyConfig.listening(listen), context)
                .withClients(TrafficOptions.each(allow, "--allow", AddressRange::parse));
        InterceptFile rules = InterceptFile.of(context, wrong -> context.complain(wrong.in(context.language())));
        Pace pace = faster == 1 ? Pace.REAL : Pace.faster(faster);
        try (ProxyCaptures captures = ProxyCaptures.open(context, config, rules, flow -> {});
                BatchLog log = BatchLog.open(context.data())) {
            if (again) {
                log.forget(night.name());
            }
            StoredLedger ledger = new StoredLedger(log, night.name());
            Runner runner = new Runner(context.recogniser(), captures, pace, Person.NOBODY, event -> {});
            Batch batch = new Batch(
                    night,
                    plans,
                    ledger,
                    runner,
                    devices::open,
                    () -> context.data().toFile().getUsableSpace(),
                    pace,
                    new Progress(context));
            Signal.handle(new Signal("INT"), s -> batch.end());
            Signal.handle(new Signal("TERM"), s -> batch.end());
            batch.run();
            return new BatchSummary(context, night, plans, ledger.tries()).write(context.resolve(out));
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
            plans.put(job, night.persona().isPresent() ? chosen.planting() : chosen);
        }
        return plans;
    }

    /** A line for each run, with how much is left and how long that may take. */
    private static final class Progress implements Batch.Watcher {
        private final Context context;
        private final long began = System.nanoTime();
        private int settledHere;

        Progress(Context context) {
            this.context = context;
        }

        @Override
        public synchronized void progress(int settled, int left, int all) {
            settledHere++;
            Duration passed = Duration.ofNanos(System.nanoTime() - began);
            Duration rest = passed.multipliedBy(left).dividedBy(settledHere);
            int width = 24 * settled / Math.max(1, all);
            context.say(
                    "  [" + "█".repeat(width) + "·".repeat(24 - width) + "] " + settled + "/" + all + "，约余 "
                            + rest.toMinutes() + " 分 " + rest.toSecondsPart() + " 秒",
                    "  [" + "█".repeat(width) + "·".repeat(24 - width) + "] " + settled + "/" + all + ", about "
                            + rest.toMinutes() + " min " + rest.toSecondsPart() + " s left");
            context.out().flush();
        }

        @Override
        public synchronized void settled(Job job, String device, Came came, Text why, Optional<String> session) {
            String reason = why.en().isEmpty() ? "" : " · " + why.in(context.language());
            context.say(device + " · " + job.key() + " · " + came.name().toLowerCase(java.util.Locale.ROOT)
                    + session.map(s -> " · " + s).orElse("") + reason);
        }
    }
}
