package io.mingcha.cli.report;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.Analyzer;
import io.mingcha.analyzer.comparison.Comparison;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.FlowLine;
import io.mingcha.cli.command.OutputFile;
import io.mingcha.cli.command.Version;
import io.mingcha.flows.SessionSpec;
import io.mingcha.reports.ComparisonReport;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what became of the findings of one session in a later one. */
@Command(name = "compare")
public final class CompareCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "BEFORE")
    private String before = "";

    @Parameters(index = "1", paramLabel = "AFTER")
    private String after = "";

    @Option(names = "--session", paramLabel = "FILE")
    private @Nullable Path sessionFile;

    @Option(names = "--session-after", paramLabel = "FILE")
    private @Nullable Path laterFile;

    @Option(names = "--format", paramLabel = "text|json|html")
    private ReportFormat format = ReportFormat.TEXT;

    @Option(names = "--out", paramLabel = "FILE")
    private @Nullable Path out;

    CompareCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Optional<SessionSpec> given = Optional.ofNullable(sessionFile).map(context::sessionFile);
        Optional<SessionSpec> later = Optional.ofNullable(laterFile).map(context::sessionFile);
        Analysis first = new Subject(context, before).analyze(given, null, Optional.empty());
        Analysis second =
                new Subject(context, after).analyze(later.or(() -> given), null, Optional.of(Analyzer.sent(first)));
        Comparison comparison =
                Comparison.of(first, second, context.configuration().rules().occasions());
        ComparisonReport report = new ComparisonReport(first, second, comparison, context::typeName);
        OutputFile.print(
                context,
                out,
                switch (format) {
                    case TEXT -> FlowLine.printable(report.text(context.language()));
                    case JSON -> report.json(Version.text());
                    case HTML -> report.html(context.language(), Version.text());
                });
        return AnalyzeCommand.code(second);
    }
}
