package io.mingcha.cli.capture;

import io.mingcha.analyzer.Analyzer;
import io.mingcha.analyzer.example.Example;
import io.mingcha.analyzer.example.Examples;
import io.mingcha.cli.command.ConfigFiles;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.TextFile;
import io.mingcha.cli.live.LiveWork;
import io.mingcha.flows.Body;
import io.mingcha.flows.Flow;
import io.mingcha.flows.Message;
import io.mingcha.store.FollowedSession;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import sun.misc.Signal;

/** What a capture starts to have its traffic looked at in a process of its own; not for people. */
@Command(name = "follow", hidden = true)
public final class FollowCommand implements Callable<Integer> {
    private static final List<String> LIKE_THE_CAPTURE =
            List.of("-Dfile.encoding", "-XX:SharedArchiveFile", "-Xshare", "-Xlog:cds", "--enable-native-access");

    private static final String ENTRY_POINT = "io.mingcha.cli.Main";
    private static final int UNKNOWN_BYTES = 1024;

    private final Context context;

    @Parameters(index = "0", paramLabel = "ID")
    private String id = "";

    FollowCommand(Context context) {
        this.context = context;
    }

    /** The command line of a process that looks at a session. */
    static List<String> of(Context context, String session) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // the second compiler would take from the capture what it saves here only after many minutes
        words.addAll(List.of("-Xms32m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> LIKE_THE_CAPTURE.stream().anyMatch(option::startsWith))
                .forEach(words::add);
        words.addAll(List.of(
                "-Dmingcha.home=" + System.getProperty("mingcha.home", "."),
                "-cp",
                System.getProperty("java.class.path"),
                ENTRY_POINT,
                "follow",
                session,
                "--data",
                context.data().toString(),
                "--lang",
                context.language().name().toLowerCase(Locale.ROOT)));
        return words;
    }

    @Override
    public Integer call() throws IOException {
        // Ctrl-C in a terminal reaches this process too, but the capture says when it ends
        Signal.handle(new Signal("INT"), s -> {});
        try (FollowedSession session = context.sessions().follow(id)) {
            LiveWork work = new LiveWork(
                    new Analyzer(context.configuration(), session.session()), session, System.in, System.out);
            work.warmUp(examples());
            work.run();
        }
        return Exit.NOTHING_FOUND;
    }

    /** What is practised on: the examples of the rules as they stand, and with bytes of no known form for their answers. */
    private List<Flow> examples() {
        byte[] bytes = new byte[UNKNOWN_BYTES];
        new Random(1).nextBytes(bytes);
        List<Flow> examples = shipped();
        return Stream.concat(examples.stream(), examples.stream().map(flow -> answered(flow, Body.of(bytes))))
                .toList();
    }

    private static Flow answered(Flow flow, Body body) {
        Optional<Message> answer = flow.response()
                .map(m -> new Message(m.head(), body, List.of(), m.firstByte(), m.lastByte(), m.complete(), List.of()));
        return flow.withMessages(flow.request(), answer, flow.outcome());
    }

    private List<Flow> shipped() {
        return ConfigFiles.yaml(ConfigFiles.shippedFolder().resolve("examples")).stream()
                .flatMap(file -> Examples.parse(file.toString(), TextFile.read(file), context.configuration()).stream())
                .map(Example::flows)
                .flatMap(List::stream)
                .toList();
    }
}
