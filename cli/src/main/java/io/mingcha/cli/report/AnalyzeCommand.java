package io.mingcha.cli.report;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.Analyzer;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.OpenSession;
import io.mingcha.cli.command.OutputFile;
import io.mingcha.flows.SessionSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "analyze")
public final class AnalyzeCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "ID|HAR")
    private String subject = "";

    @Option(names = "--session", paramLabel = "FILE")
    private @Nullable Path sessionFile;

    @Option(names = "--format", paramLabel = "text|json|html")
    private ReportFormat format = ReportFormat.TEXT;

    @Option(names = "--reveal")
    private boolean reveal;

    @Option(names = "--out", paramLabel = "FILE")
    private @Nullable Path out;

    @Option(names = "--key", paramLabel = "TEXT")
    private @Nullable String key;

    @Option(names = "--baseline", paramLabel = "ID|HAR")
    private @Nullable String baseline;

    AnalyzeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Subject analysed = new Subject(context, subject);
        Optional<SessionSpec> given = given();
        Optional<Set<String>> earlier = Optional.ofNullable(baseline)
                .map(b -> Analyzer.sent(new Subject(context, b).analyze(given, key, Optional.empty())));
        if (analysed.isHar()) {
            return report(analysed.har(given, key, earlier));
        }
        return OpenSession.with(
                context, subject, arguments(), session -> report(Subject.stored(context, session, given, earlier)));
    }

    private Optional<SessionSpec> given() {
        return Optional.ofNullable(sessionFile).map(context::sessionFile);
    }

    private List<String> arguments() {
        List<String> args = new ArrayList<>(List.of("analyze", subject, "--format", format.name()));
        if (sessionFile != null) {
            args.addAll(List.of("--session", sessionFile.toString()));
        }
        if (baseline != null) {
            args.addAll(List.of("--baseline", baseline));
        }
        if (reveal) {
            args.add("--reveal");
        }
        if (out != null) {
            args.addAll(List.of("--out", out.toString()));
        }
        return args;
    }

    private int report(Analysis analysis) {
        OutputFile.print(context, out, to -> format.write(context, analysis, reveal, to));
        return code(analysis);
    }

    public static int code(Analysis analysis) {
        if (!analysis.findings().isEmpty()) {
            return Exit.FINDINGS;
        }
        return analysis.coverage().verdict() ? Exit.NOTHING_FOUND : Exit.NO_VERDICT;
    }
}
