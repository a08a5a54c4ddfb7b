package io.mingcha.cli.session;

import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.flows.App;
import io.mingcha.flows.Session;
import io.mingcha.flows.SessionSpec;
import io.mingcha.flows.har.Har;
import io.mingcha.flows.har.HarReader;
import io.mingcha.store.SessionImport;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "import")
public final class ImportCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(index = "0", paramLabel = "HAR")
    private Path file = Path.of("");

    @Option(names = "--session", paramLabel = "FILE")
    private @Nullable Path sessionFile;

    ImportCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Optional<SessionSpec> given = Optional.ofNullable(sessionFile).map(context::sessionFile);
        Path har = context.resolve(file);
        try (SessionImport session = context.sessions().startImport()) {
            Har read = HarReader.read(har, session::add);
            HarSession.notes(context, read);
            SessionSpec described = read.spec().orElseGet(() -> SessionSpec.of(App.UNKNOWN));
            SessionSpec spec = SessionSpecs.replaced(described, given);
            Session finished = session.finish(spec);
            context.say(
                    "已导入 " + read.entries() + " 个请求为会话 " + finished.id() + "。分析：mingcha analyze " + finished.id(),
                    "Imported " + read.entries() + " exchanges as session " + finished.id()
                            + ". Analyse it: mingcha analyze " + finished.id());
        }
        return Exit.NOTHING_FOUND;
    }
}
