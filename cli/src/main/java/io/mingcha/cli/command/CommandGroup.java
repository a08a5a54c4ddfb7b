package io.mingcha.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Spec;

/** A command that only has others below it: alone it says how they are used. */
public abstract class CommandGroup implements Runnable {
    private final Context context;

    @Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    protected CommandGroup(Context context) {
        this.context = context;
    }

    @Override
    public final void run() {
        if (spec != null) {
            spec.commandLine().usage(context.out());
        }
    }
}
