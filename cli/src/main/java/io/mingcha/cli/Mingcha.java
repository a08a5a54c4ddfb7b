package io.mingcha.cli;

import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Version;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command: common options, before or after the command. */
@Command(name = "mingcha", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT, versionProvider = Version.class)
final class Mingcha implements Runnable {
    private final Context context;

    @Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    Mingcha(Context context) {
        this.context = context;
    }

    @Option(names = "--data", paramLabel = "DIR", scope = ScopeType.INHERIT)
    void setData(@Nullable Path folder) {
        Optional.ofNullable(folder).ifPresent(context::setData);
    }

    /** Read before everything else, see {@link Main}; here so that the parser knows it. */
    @Option(names = "--lang", paramLabel = "zh|en", scope = ScopeType.INHERIT)
    void setLanguage(@Nullable String tag) {
        Optional.ofNullable(tag).ifPresent(context::setLanguage);
    }

    Context context() {
        return context;
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(context.out());
        }
    }
}
