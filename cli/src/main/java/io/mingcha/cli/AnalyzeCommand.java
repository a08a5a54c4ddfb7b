package io.mingcha.cli;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.Analyzer;
import io.mingcha.flows.Session;
import io.mingcha.flows.SessionSpec;
import io.mingcha.store.StoredSession;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "analyze")
final class AnalyzeCommand implements Callable<Integer> {
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

    AnalyzeCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Path file = context.resolve(Path.of(subject));
        if (Files.isRegularFile(file) || subject.toLowerCase(Locale.ROOT).endsWith(".har")) {
            HarSession har = HarSession.of(context, file);
            Optional<SessionSpec> spec = given();
            byte[] secret = key == null ? Secret.ofInstallation(context) : Secret.of(key);
            return report(har.analyze(spec, secret));
        }
        Optional<SessionSpec> spec = given();
        return OpenSession.with(context, subject, arguments(), session -> report(analyze(session, spec)));
    }

    private Optional<SessionSpec> given() {
        return Optional.ofNullable(sessionFile).map(context::sessionFile);
    }

    private List<String> arguments() {
        List<String> args = new ArrayList<>(List.of("analyze", subject, "--format", format.name()));
        if (sessionFile != null) {
            args.addAll(List.of("--session", sessionFile.toString()));
        }
        if (reveal) {
            args.add("--reveal");
        }
        if (out != null) {
            args.addAll(List.of("--out", out.toString()));
        }
        return args;
    }

    private Analysis analyze(StoredSession stored, Optional<SessionSpec> given) {
        Session recorded = stored.session();
        Session session = recorded.withSpec(SessionSpecs.replaced(recorded.spec(), given));
        return Analyzer.analyze(context.configuration(), session, stored.flows());
    }

    private int report(Analysis analysis) {
        String text = format.write(context, analysis, reveal);
        if (out == null) {
            context.out().print(text);
            context.out().flush();
        } else {
            Path file = context.resolve(out);
            OutputFile.write(file, to -> to.write(text.getBytes(StandardCharsets.UTF_8)));
            context.complain(
                    io.mingcha.settings.Text.of("已写入 " + file, "Wrote " + file).in(context.language()));
        }
        return code(analysis);
    }

    static int code(Analysis analysis) {
        if (!analysis.findings().isEmpty()) {
            return Exit.FINDINGS;
        }
        return analysis.coverage().verdict() ? Exit.NOTHING_FOUND : Exit.NO_VERDICT;
    }
}
