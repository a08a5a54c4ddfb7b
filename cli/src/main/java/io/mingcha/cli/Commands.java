package io.mingcha.cli;

import io.mingcha.cli.capture.CaptureCommand;
import io.mingcha.cli.capture.FollowCommand;
import io.mingcha.cli.capture.StopCommand;
import io.mingcha.cli.command.Context;
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
import java.lang.reflect.Constructor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The commands, in the order in which help lists them; each is made with the context of its command line. */
final class Commands implements CommandLine.IFactory {
    private static final Map<String, Class<?>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("init", InitCommand.class);
        BY_NAME.put("capture", CaptureCommand.class);
        BY_NAME.put("run", RunCommand.class);
        BY_NAME.put("record", RecordCommand.class);
        BY_NAME.put("batch", BatchCommand.class);
        BY_NAME.put("plan", PlanCommand.class);
        BY_NAME.put("persona", PersonaCommand.class);
        BY_NAME.put("pair", PairCommand.class);
        BY_NAME.put("device", DeviceCommand.class);
        BY_NAME.put("mark", MarkCommand.class);
        BY_NAME.put("markers", MarkersCommand.class);
        BY_NAME.put("sessions", SessionsCommand.class);
        BY_NAME.put("show", ShowCommand.class);
        BY_NAME.put("explain", ExplainCommand.class);
        BY_NAME.put("stop", StopCommand.class);
        BY_NAME.put("analyze", AnalyzeCommand.class);
        BY_NAME.put("compare", CompareCommand.class);
        BY_NAME.put("diff-personas", DiffPersonasCommand.class);
        BY_NAME.put("report", ReportCommand.class);
        BY_NAME.put("export", ExportCommand.class);
        BY_NAME.put("import", ImportCommand.class);
        BY_NAME.put("ca", CaCommand.class);
        BY_NAME.put("gateway", GatewayCommand.class);
        BY_NAME.put("intercept", InterceptCommand.class);
        BY_NAME.put("coverage", CoverageCommand.class);
        BY_NAME.put("follow", FollowCommand.class);
        BY_NAME.put("rules", RulesCommand.class);
        BY_NAME.put("config", ConfigCommand.class);
        BY_NAME.put("declare", DeclareCommand.class);
        BY_NAME.put("verify", VerifyCommand.class);
        BY_NAME.put("purge", PurgeCommand.class);
        BY_NAME.put("doctor", DoctorCommand.class);
        BY_NAME.put("demo", DemoCommand.class);
    }

    private final Context context;

    Commands(Context context) {
        this.context = context;
    }

    /**
     * Gives a command line the one command that the arguments name: to describe all of them takes a process that just started as
     * long as many a command itself. It gets all of them where that word may be something else, or none is there.
     */
    void addTo(CommandLine line, List<String> args) {
        List<String> named = args.stream().filter(BY_NAME::containsKey).toList();
        if (named.size() == 1 && !isValue(args, args.indexOf(named.get(0)))) {
            line.addSubcommand(named.get(0), BY_NAME.get(named.get(0)));
        } else {
            BY_NAME.forEach(line::addSubcommand);
        }
    }

    private static boolean isValue(List<String> args, int index) {
        return index > 0
                && args.get(index - 1).startsWith("-")
                && !args.get(index - 1).contains("=");
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Context.class) {
                constructor.setAccessible(true);
                return type.cast(constructor.newInstance(context));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
