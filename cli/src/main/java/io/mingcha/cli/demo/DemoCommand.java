package io.mingcha.cli.demo;

import io.mingcha.cli.command.Context;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "demo")
public final class DemoCommand implements Callable<Integer> {
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
