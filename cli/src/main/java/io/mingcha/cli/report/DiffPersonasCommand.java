package io.mingcha.cli.report;

import io.mingcha.analyzer.differential.Differential;
import io.mingcha.analyzer.differential.Run;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.FlowLine;
import io.mingcha.cli.command.OutputFile;
import io.mingcha.cli.command.Version;
import io.mingcha.flows.SessionSpec;
import io.mingcha.reports.DifferentialReport;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says which fields follow the persona in runs of one plan, also where nobody can read them. */
@Command(name = "diff-personas")
public final class DiffPersonasCommand implements Callable<Integer> {
    private final Context context;

    /** The forms of the answer. */
    enum Form {
        TEXT,
        JSON
    }

    @Parameters(index = "0", paramLabel = "A")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B")
    private String second = "";

    @Parameters(index = "2..*", paramLabel = "A2 B2", arity = "0..2")
    private List<String> again = new ArrayList<>();

    @Option(names = "--session-a", paramLabel = "FILE")
    private @Nullable Path firstFile;

    @Option(names = "--session-b", paramLabel = "FILE")
    private @Nullable Path secondFile;

    @Option(names = "--format", paramLabel = "text|json")
    private Form format = Form.TEXT;

    @Option(names = "--reveal")
    private boolean reveal;

    @Option(names = "--out", paramLabel = "FILE")
    private @Nullable Path out;

    DiffPersonasCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (again.size() != 0 && again.size() != 2) {
            throw new Fault(
                            Text.of("需要两次或四次运行", "It takes two runs or four"),
                            "mingcha diff-personas",
                            Text.of("每个身份各重复一次：A B A2 B2", "Repeat each persona once: A B A2 B2"))
                    .asException();
        }
        Optional<SessionSpec> a = Optional.ofNullable(firstFile).map(context::sessionFile);
        Optional<SessionSpec> b = Optional.ofNullable(secondFile).map(context::sessionFile);
        Differential differential = again.isEmpty()
                ? Differential.of(run(first, a), run(second, b))
                : Differential.of(run(first, a), run(second, b), run(again.get(0), a), run(again.get(1), b));
        OutputFile.print(
                context,
                out,
                format == Form.JSON
                        ? DifferentialReport.json(differential, Version.text(), reveal)
                        : FlowLine.printable(
                                DifferentialReport.text(differential, context::typeName, context.language(), reveal)));
        if (differential.isAnythingUnexplained()) {
            return Exit.FINDINGS;
        }
        return differential.compared() == 0 ? Exit.NO_VERDICT : Exit.NOTHING_FOUND;
    }

    private Run run(String written, Optional<SessionSpec> given) {
        return new Subject(context, written).observe(given);
    }
}
