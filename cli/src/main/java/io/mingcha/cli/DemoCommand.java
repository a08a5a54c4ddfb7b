package io.mingcha.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--out", paramLabel = "DIR")
    private Path out = Path.of("mingcha-demo");

    DemoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        return new Demo(context, context.resolve(out)).play();
    }
}
