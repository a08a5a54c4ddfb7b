package io.mingcha.cli.session;

import io.mingcha.analyzer.timeline.Timeline;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.OpenSession;
import io.mingcha.cli.command.OutputFile;
import io.mingcha.cli.command.Version;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Message;
import io.mingcha.flows.Session;
import io.mingcha.flows.har.HarWriter;
import io.mingcha.store.StoredSession;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "export")
public final class ExportCommand implements Callable<Integer> {

    /** The forms of an export. */
    enum Format {
        HAR
    }

    private final Context context;

    @Parameters(index = "0", paramLabel = "ID")
    private String id = "";

    @Option(names = "--format", paramLabel = "har")
    private Format format = Format.HAR;

    @Option(names = "--out", paramLabel = "FILE")
    private @Nullable Path out;

    ExportCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<String> args = new ArrayList<>(List.of("export", id, "--format", format.name()));
        if (out != null) {
            args.addAll(List.of("--out", out.toString()));
        }
        return OpenSession.with(context, id, args, this::export);
    }

    private int export(StoredSession session) {
        Path file = context.resolve(out == null ? Path.of(session.session().id() + ".har") : out);
        OutputFile.write(file, to -> har(session, to));
        context.say("已写入 " + file, "Wrote " + file);
        return Exit.NOTHING_FOUND;
    }

    public static void har(StoredSession stored, OutputStream to) throws IOException {
        Session session = stored.session();
        Timeline timeline = new Timeline(session.spec());
        HarWriter.write(
                session,
                stored.flows(),
                flow -> Optional.of(timeline.phase(opened(flow)).label()),
                Version.text(),
                to);
    }

    private static java.time.Instant opened(Flow flow) {
        return flow.request().map(Message::firstByte).orElse(flow.timing().opened());
    }
}
