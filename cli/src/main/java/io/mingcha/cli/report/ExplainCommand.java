package io.mingcha.cli.report;

import io.mingcha.analyzer.Analyzer;
import io.mingcha.analyzer.Inspection;
import io.mingcha.analyzer.Sought;
import io.mingcha.analyzer.signal.OtherApps;
import io.mingcha.analyzer.signal.SystemApps;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.FlowLine;
import io.mingcha.cli.command.OpenSession;
import io.mingcha.cli.command.Secret;
import io.mingcha.cli.session.HarSession;
import io.mingcha.cli.session.SessionSpecs;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Owner;
import io.mingcha.flows.Session;
import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.har.HarReader;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says of one exchange what was found and what was not, and why. */
@Command(name = "explain")
public final class ExplainCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "ID|HAR", defaultValue = "latest")
    private String subject = "latest";

    @Option(names = "--flow", paramLabel = "N", required = true)
    private int flow;

    @Option(names = "--value", paramLabel = "V")
    private @Nullable String value;

    @Option(names = "--type", paramLabel = "T")
    private @Nullable String type;

    @Option(names = "--session", paramLabel = "FILE")
    private @Nullable Path sessionFile;

    @Option(names = "--reveal")
    private boolean reveal;

    ExplainCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        check();
        Optional<SessionSpec> given = Optional.ofNullable(sessionFile).map(context::sessionFile);
        Subject of = new Subject(context, subject);
        if (of.isHar()) {
            HarSession.Picked picked = HarSession.of(context, context.resolve(Path.of(subject)))
                    .pick(flow, given, Secret.ofInstallation(context));
            Path file = context.resolve(Path.of(subject));
            return explain(picked.session(), picked.flow(), taking -> HarReader.read(file, taking));
        }
        return OpenSession.with(context, subject, arguments(), stored -> {
            Session recorded = stored.session();
            Session session = recorded.withSpec(SessionSpecs.replaced(recorded.spec(), given));
            return explain(session, stored.flow(flow), taking -> stored.flows().forEach(taking));
        });
    }

    private void check() {
        if (type != null
                && context.configuration().catalogue().types().find(type).isEmpty()) {
            throw new Fault(
                            Text.of("没有此数据类型：" + type, "There is no such data type: " + type),
                            "--type",
                            Text.of("类型见 config/data_types.yaml", "config/data_types.yaml lists them"))
                    .asException();
        }
        if (type != null && value == null || value != null && value.isBlank()) {
            throw new Fault(
                            Text.of("没有要查找的值", "There is no value to look for"),
                            "--value",
                            Text.of("用 --value 给出", "Give it with --value"))
                    .asException();
        }
    }

    private List<String> arguments() {
        List<String> args = new ArrayList<>(List.of("explain", subject, "--flow", String.valueOf(flow)));
        if (value != null) {
            args.addAll(List.of("--value", value));
        }
        if (type != null) {
            args.addAll(List.of("--type", type));
        }
        if (sessionFile != null) {
            args.addAll(List.of("--session", sessionFile.toString()));
        }
        if (reveal) {
            args.add("--reveal");
        }
        return args;
    }

    private int explain(Session session, Optional<Flow> picked, Consumer<Consumer<Flow>> flows) {
        Flow exchange = picked.orElseThrow(() -> new Fault(
                        Text.of("没有第 " + flow + " 个请求", "There is no exchange " + flow),
                        subject,
                        Text.of("请求从 0 开始编号", "Exchanges are numbered from 0"))
                .asException());
        Analyzer analyzer = new Analyzer(context.configuration(), session);
        Inspection alone = analyzer.inspect(exchange);
        Optional<Sought> asked = Optional.ofNullable(value).map(v -> seek(analyzer, alone, v));
        boolean taught = analyzer.mayBeTaught(exchange, alone, asked);
        AtomicInteger read = new AtomicInteger();
        Inspection inspection = taught
                ? alone.with(Analyzer.inSession(context.configuration(), session, counted(flows, read), flow))
                : alone;
        String line = FlowLine.of(exchange, context.language());
        context.say(reveal ? line : analyzer.hide(line));
        String origin = FlowLine.origin(exchange, session, context.language());
        if (!origin.isEmpty()) {
            String from = "  " + Text.of("来自 ", "from ").in(context.language()) + origin;
            context.say(reveal ? from : analyzer.hide(from));
        }
        Analyzer.aside(context.configuration(), session, flows, exchange)
                .map(ExplainCommand::aside)
                .ifPresent(t -> context.say("! " + analyzer.hide(t.in(context.language()))));
        Explanation explanation = new Explanation(context, reveal, inspection);
        if (value == null) {
            explanation.tree();
        } else {
            Sought sought = seek(analyzer, inspection, value);
            explanation.of(sought, reveal ? value : sought.masked());
        }
        explanation.basis(read.get());
        return Exit.NOTHING_FOUND;
    }

    /** The report shows such an exchange only as somebody else's. */
    private static Text aside(Owner owner) {
        boolean told = owner.by().equals(OtherApps.BY) || owner.by().equals(SystemApps.BY);
        return Text.of(
                "报告不把此请求算作被测应用的：" + (told ? "请求自称来自 " : "连接属于 ") + owner.name(),
                "The report does not hold this against the app under test: "
                        + (told ? "the request says that it is of " : "the connection was of ") + owner.name());
    }

    private Sought seek(Analyzer analyzer, Inspection inspection, String wanted) {
        return analyzer.seek(inspection, wanted, Optional.ofNullable(type));
    }

    /** Those of the first reading; a second one reads some of the same. */
    private static Consumer<Consumer<Flow>> counted(Consumer<Consumer<Flow>> flows, AtomicInteger read) {
        return taking -> {
            boolean first = read.get() == 0;
            flows.accept(f -> {
                if (first) {
                    read.incrementAndGet();
                }
                taking.accept(f);
            });
        };
    }
}
