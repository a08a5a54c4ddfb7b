package io.mingcha.cli.session;

import io.mingcha.cli.command.CommandGroup;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.OpenSession;
import io.mingcha.cli.command.TextFile;
import io.mingcha.flows.Marker;
import io.mingcha.sessions.marks.DeviceLog;
import io.mingcha.sessions.marks.MarkerTable;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "markers", subcommands = MarkersCommand.Import.class)
public final class MarkersCommand extends CommandGroup {
    MarkersCommand(Context context) {
        super(context);
    }

    @Command(name = "import")
    static final class Import implements Callable<Integer> {
        private final Context context;

        @Parameters(index = "0", paramLabel = "FILE")
        private Path file = Path.of("markers.csv");

        @Option(names = "--session", paramLabel = "ID", required = true)
        private String session = "";

        @Option(names = "--logcat", paramLabel = "KIND=PATTERN")
        private List<String> patterns = new ArrayList<>();

        @Option(names = "--ahead-ms", paramLabel = "N")
        private long ahead;

        @Option(names = "--uncertain-ms", paramLabel = "N")
        private long uncertain = 1_000;

        Import(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            String id = OpenSession.resolve(context, session);
            String text = TextFile.read(context.resolve(file));
            List<Marker> markers = patterns.isEmpty() ? MarkerTable.parse(file.toString(), text) : fromLog(text);
            markers.forEach(marker -> context.sessions().addMarker(id, marker));
            context.say("已导入 " + markers.size() + " 个标记到 " + id, "Imported " + markers.size() + " markers into " + id);
            return Exit.NOTHING_FOUND;
        }

        private List<Marker> fromLog(String text) {
            Map<Pattern, String> wanted = new LinkedHashMap<>();
            for (String option : patterns) {
                int equals = option.indexOf('=');
                String kind = equals < 0 ? option : option.substring(0, equals);
                MarkCommand.checkKind(kind);
                try {
                    wanted.put(Pattern.compile(equals < 0 ? "" : option.substring(equals + 1)), kind);
                } catch (PatternSyntaxException e) {
                    throw new Fault(
                                    Text.of(
                                            "不是正则表达式：" + e.getDescription(),
                                            "Not a regular expression: " + e.getDescription()),
                                    "--logcat " + option,
                                    Text.of(
                                            "写法如 consent_accept=PrivacyDialog: agreed",
                                            "Write it like consent_accept=PrivacyDialog: agreed"))
                            .asException(e);
                }
            }
            return new DeviceLog(
                            wanted,
                            Duration.ofMillis(ahead),
                            Duration.ofMillis(Math.max(0, uncertain)),
                            ZoneId.systemDefault(),
                            LocalDate.now().getYear())
                    .markers(text);
        }
    }
}
