package io.mingcha.cli;

import io.mingcha.cli.capture.CaptureCommand;
import io.mingcha.cli.capture.FollowCommand;
import io.mingcha.cli.capture.StopCommand;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Version;
import io.mingcha.cli.config.ConfigCommand;
import io.mingcha.cli.config.RulesCommand;
import io.mingcha.cli.demo.DemoCommand;
import io.mingcha.cli.phone.DeviceCommand;
import io.mingcha.cli.phone.DoctorCommand;
import io.mingcha.cli.phone.PairCommand;
import io.mingcha.cli.phone.PersonaCommand;
import io.mingcha.cli.policy.DeclareCommand;
import io.mingcha.cli.report.AnalyzeCommand;
import io.mingcha.cli.report.CompareCommand;
import io.mingcha.cli.report.CoverageCommand;
import io.mingcha.cli.report.DiffPersonasCommand;
import io.mingcha.cli.report.ExplainCommand;
import io.mingcha.cli.report.ReportCommand;
import io.mingcha.cli.run.BatchCommand;
import io.mingcha.cli.run.PlanCommand;
import io.mingcha.cli.run.RecordCommand;
import io.mingcha.cli.run.RunCommand;
import io.mingcha.cli.session.ExportCommand;
import io.mingcha.cli.session.ImportCommand;
import io.mingcha.cli.session.InitCommand;
import io.mingcha.cli.session.MarkCommand;
import io.mingcha.cli.session.MarkersCommand;
import io.mingcha.cli.session.PurgeCommand;
import io.mingcha.cli.session.SessionsCommand;
import io.mingcha.cli.session.ShowCommand;
import io.mingcha.cli.session.VerifyCommand;
import io.mingcha.cli.traffic.CaCommand;
import io.mingcha.cli.traffic.GatewayCommand;
import io.mingcha.cli.traffic.InterceptCommand;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command: common options, before or after the command. */
@Command(
        name = "mingcha",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        subcommands = {
            InitCommand.class,
            CaptureCommand.class,
            RunCommand.class,
            RecordCommand.class,
            BatchCommand.class,
            PlanCommand.class,
            PersonaCommand.class,
            PairCommand.class,
            DeviceCommand.class,
            MarkCommand.class,
            MarkersCommand.class,
            SessionsCommand.class,
            ShowCommand.class,
            ExplainCommand.class,
            StopCommand.class,
            AnalyzeCommand.class,
            CompareCommand.class,
            DiffPersonasCommand.class,
            ReportCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            CaCommand.class,
            GatewayCommand.class,
            InterceptCommand.class,
            CoverageCommand.class,
            FollowCommand.class,
            RulesCommand.class,
            ConfigCommand.class,
            DeclareCommand.class,
            VerifyCommand.class,
            PurgeCommand.class,
            DoctorCommand.class,
            DemoCommand.class,
        })
final class Mingcha implements Runnable {
    private final Context context;

    @Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    Mingcha(Context context) {
        this.context = context;
    }

    @Option(names = "--data", paramLabel = "DIR", scope = ScopeType.INHERIT)
    void setData(@Nullable Path folder) {
        Optional.ofNullable(folder).ifPresent(context::setData);
    }

    /** Read before everything else, see {@link Main}; here so that the parser knows it. */
    @Option(names = "--lang", paramLabel = "zh|en", scope = ScopeType.INHERIT)
    void setLanguage(@Nullable String tag) {
        Optional.ofNullable(tag).ifPresent(context::setLanguage);
    }

    Context context() {
        return context;
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(context.out());
        }
    }
}
