package io.mingcha.cli.run;

import io.mingcha.cli.command.CommandGroup;
import io.mingcha.cli.command.ConfigFiles;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.OpenSession;
import io.mingcha.cli.command.OutputFile;
import io.mingcha.cli.command.TextFile;
import io.mingcha.flows.RunVerdict;
import io.mingcha.flows.Session;
import io.mingcha.flows.SessionSpec;
import io.mingcha.sessions.plan.DeviceNeed;
import io.mingcha.sessions.plan.Plan;
import io.mingcha.sessions.plan.PlanDraft;
import io.mingcha.sessions.plan.PlanFile;
import io.mingcha.sessions.plan.PlanWords;
import io.mingcha.sessions.run.Recognisable;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "plan",
        subcommands = {PlanCommand.Check.class, PlanCommand.FromSession.class})
public final class PlanCommand extends CommandGroup {
    PlanCommand(Context context) {
        super(context);
    }

    /**
     * Reads a plan file, or one of the library by its name.
     *
     * @param said app, persona and declaration in place of the plan's own
     */
    public static PlanFile read(Context context, Path plan, UnaryOperator<SessionSpec> said) {
        Path file = file(context, plan);
        Path folder = Optional.ofNullable(file.getParent()).orElse(context.workingFolder());
        return PlanFile.parse(plan.toString(), TextFile.read(file, remedy()), folder, words(context), said);
    }

    /** Where a plan is that is named so. */
    static Path file(Context context, Path plan) {
        Path library = ConfigFiles.shippedFolder().resolve("plans").resolve(plan + ".yaml");
        Path named = context.resolve(plan);
        return Files.exists(named) || !Files.exists(library) ? named : library;
    }

    private static Text remedy() {
        List<String> library = ConfigFiles.yaml(ConfigFiles.shippedFolder().resolve("plans")).stream()
                .map(file -> file.getFileName().toString().replace(".yaml", ""))
                .toList();
        return Text.of(
                "请检查路径，或使用计划库中的：" + String.join("、", library),
                "Check the path, or use one of the library: " + String.join(", ", library));
    }

    private static PlanWords words(Context context) {
        return new PlanWords(context.configuration().vocabulary(), Recognisable.names(), PlannedCapture::read);
    }

    /** The variants asked for; without any, the plan as it is written. */
    static List<Plan> chosen(PlanFile file, Path plan, List<String> variants) {
        if (variants.isEmpty()) {
            return List.of(file.plan());
        }
        List<Plan> chosen = new ArrayList<>();
        for (String name : variants.equals(List.of("all")) ? file.variants() : variants) {
            chosen.add(file.variant(name)
                    .orElseThrow(() -> new Fault(
                                    Text.of("计划没有变体 " + name, "The plan has no variant " + name),
                                    plan.toString(),
                                    Text.of(
                                            "可用：all、" + String.join("、", file.variants()),
                                            "Known: all, " + String.join(", ", file.variants())))
                            .asException()));
        }
        return chosen;
    }

    @Command(name = "from-session")
    static final class FromSession implements Callable<Integer> {
        private final Context context;

        @Parameters(index = "0", paramLabel = "ID")
        private String id = "";

        @Option(names = "--out", paramLabel = "FILE")
        private @Nullable Path out;

        FromSession(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            return OpenSession.with(context, id, arguments(), stored -> {
                Session session = stored.session();
                OutputFile.print(
                        context,
                        out,
                        PlanDraft.of(
                                session.spec().app(),
                                session.spec().run().flatMap(RunVerdict::way),
                                stored.markers(),
                                session.ended().orElse(session.started())));
                return Exit.NOTHING_FOUND;
            });
        }

        private List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("plan", "from-session", id));
            if (out != null) {
                arguments.addAll(List.of("--out", out.toString()));
            }
            return arguments;
        }
    }

    @Command(name = "check")
    static final class Check implements Callable<Integer> {
        private final Context context;

        @Parameters(paramLabel = "PLAN", arity = "1..*")
        private List<Path> plans = List.of();

        @Mixin
        private final Said said = new Said();

        Check(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            for (Path plan : plans) {
                tell(plan, read(context, plan, said.in(context)));
            }
            return Exit.NOTHING_FOUND;
        }

        private void tell(Path plan, PlanFile file) {
            long steps = file.plan().all().count();
            Stream<String> abilities = file.plan().needs().stream()
                    .map(a -> a.name().toLowerCase(Locale.ROOT))
                    .sorted();
            Stream<String> demands = file.plan().demands().stream().map(DeviceNeed::shown);
            String needs = Stream.concat(demands, abilities).distinct().collect(Collectors.joining(", "));
            Stream<Plan> variants = file.variants().stream().flatMap(name -> file.variant(name).stream());
            String way = Stream.concat(Stream.of(file.plan()), variants)
                    .map(one -> one.capture().way().label())
                    .distinct()
                    .collect(Collectors.joining(", "));
            context.say(
                    plan + "：" + steps + " 步；变体：" + String.join("、", file.variants()) + "；设备需要：" + needs + "；流量接入："
                            + way,
                    plan + ": " + steps + " steps; variants: " + String.join(", ", file.variants())
                            + "; the device needs: " + needs + "; traffic comes in by: " + way);
        }
    }
}
