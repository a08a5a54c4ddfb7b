package io.mingcha.cli;

import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.sessions.device.DeviceTrouble;
import io.mingcha.settings.FaultException;
import io.mingcha.settings.InvalidDocument;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import picocli.CommandLine;

/** Entry point. */
public final class Main {
    /** From the return key to the first instruction of the virtual machine. */
    private static final Duration START_UP = Duration.ofMillis(200);

    private Main() {}

    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Context context = new Context(out, err, Path.of("").toAbsolutePath(), languageOf(List.of(args)), Main::run);
        context.setTyped(typed());
        int code = context.run(List.of(args));
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Counted back from now, since the start that the system tells of a process may be wrong by a second. */
    private static Instant typed() {
        Duration running =
                Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
        return Instant.now().minus(running).minus(START_UP);
    }

    /** Runs one command line and returns its exit code. */
    static int run(Context context, List<String> args) {
        Commands commands = new Commands(context);
        CommandLine command = new CommandLine(new Mingcha(context), commands);
        commands.addTo(command, args);
        Locale locale = context.language() == Language.ZH ? Locale.CHINESE : Locale.ROOT;
        command.setResourceBundle(ResourceBundle.getBundle(
                "io.mingcha.cli.help",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
        command.setOut(context.out());
        command.setErr(context.err());
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setUsageHelpWidth(100);
        command.setUsageHelpLongOptionsMaxWidth(36);
        command.setParameterExceptionHandler((e, given) -> wrongUse(context, e));
        command.setExecutionExceptionHandler((e, line, result) -> failed(context, e));
        int code = command.execute(args.toArray(String[]::new));
        context.out().flush();
        return code;
    }

    private static int wrongUse(Context context, CommandLine.ParameterException e) {
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        context.complain(WrongUse.of(e).in(context.language()));
        CommandLine.UnmatchedArgumentException.printSuggestions(e, context.err());
        context.complain(
                Text.of("用法见：" + name + " --help", "See: " + name + " --help").in(context.language()));
        return Exit.WRONG_USE;
    }

    private static int failed(Context context, Exception e) {
        if (e instanceof FaultException fault) {
            context.complain(fault.fault().in(context.language()));
            return Exit.WRONG_USE;
        }
        if (e instanceof DeviceTrouble trouble) {
            context.complain(trouble.fault().in(context.language()));
            return Exit.WRONG_USE;
        }
        if (e instanceof InvalidDocument document) {
            context.complain(document.in(context.language()));
            return Exit.WRONG_USE;
        }
        context.complain(Text.of("内部错误：", "Internal error: ").in(context.language()) + e);
        if (System.getenv("MINGCHA_DEBUG") != null) {
            e.printStackTrace(context.err());
        }
        return Exit.INTERNAL;
    }

    /** What {@code --lang} says wherever it stands, else what the locale says. */
    static Language languageOf(List<String> args) {
        for (int i = 0; i < args.size(); i++) {
            Optional<Language> language = args.get(i).startsWith("--lang=")
                    ? Language.parse(args.get(i).substring(7))
                    : args.get(i).equals("--lang") && i + 1 < args.size()
                            ? Language.parse(args.get(i + 1))
                            : Optional.empty();
            if (language.isPresent()) {
                return language.get();
            }
        }
        for (String variable : List.of("LC_ALL", "LC_MESSAGES", "LANG")) {
            String value = System.getenv(variable);
            if (value != null && !value.isEmpty()) {
                return Language.parse(value).orElse(Language.EN);
            }
        }
        return Language.of(Locale.getDefault());
    }
}
