package io.mingcha.cli.report;

import io.mingcha.analyzer.Analysis;
import io.mingcha.analyzer.Analyzer;
import io.mingcha.analyzer.differential.Run;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.OpenSession;
import io.mingcha.cli.command.Secret;
import io.mingcha.cli.session.HarSession;
import io.mingcha.cli.session.SessionSpecs;
import io.mingcha.flows.Session;
import io.mingcha.flows.SessionSpec;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import io.mingcha.store.StoredSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a command analyses: a HAR file, or a recorded session by its id. */
record Subject(Context context, String written) {

    boolean isHar() {
        return Files.isRegularFile(file()) || written.toLowerCase(Locale.ROOT).endsWith(".har");
    }

    private Path file() {
        return context.resolve(Path.of(written));
    }

    /** Analyses a HAR file. */
    Analysis har(Optional<SessionSpec> given, @Nullable String key, Optional<Set<String>> earlier) {
        HarSession har = HarSession.of(context, file());
        return har.analyze(given, key == null ? Secret.ofInstallation(context) : Secret.of(key), earlier);
    }

    /** Analyses an open session. */
    static Analysis stored(
            Context context, StoredSession stored, Optional<SessionSpec> given, Optional<Set<String>> earlier) {
        Session recorded = stored.session();
        Session session = recorded.withSpec(SessionSpecs.replaced(recorded.spec(), given));
        return Analyzer.analyze(
                context.configuration(),
                session,
                earlier,
                flow -> stored.flows().forEach(flow),
                UnaryOperator.identity());
    }

    /** Analyses whichever it is; a session that another process records must be stopped first. */
    Analysis analyze(Optional<SessionSpec> given, @Nullable String key, Optional<Set<String>> earlier) {
        if (isHar()) {
            return har(given, key, earlier);
        }
        try (StoredSession session = open()) {
            return stored(context, session, given, earlier);
        }
    }

    /** Looks at what each field of its requests holds. */
    Run observe(Optional<SessionSpec> given) {
        if (isHar()) {
            return HarSession.of(context, file()).observe(given, Secret.ofInstallation(context));
        }
        try (StoredSession stored = open()) {
            Session recorded = stored.session();
            Run run =
                    new Run(context.configuration(), recorded.withSpec(SessionSpecs.replaced(recorded.spec(), given)));
            stored.flows().forEach(run::add);
            return run;
        }
    }

    private StoredSession open() {
        String id = OpenSession.resolve(context, written);
        if (context.recording().isEmpty() && context.sessions().isRunning(id)) {
            throw new Fault(
                            Text.of("会话仍在记录", "The session is still being recorded"),
                            id,
                            Text.of("先停止：mingcha stop", "Stop it first: mingcha stop"))
                    .asException();
        }
        return context.sessions().open(id);
    }
}
