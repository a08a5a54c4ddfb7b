package io.mingcha.cli;

import io.mingcha.cli.command.Context;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The shipped command as a process of its own, from the classes of the tests. */
final class Command {
    private final Path folder;
    private final List<String> args;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private String input = "";
    private String heap = "600m";
    private List<String> wrapper = List.of();
    private boolean terminal;

    private Command(Path folder, List<String> args) {
        this.folder = folder;
        this.args = args;
        environment.put("MINGCHA_DATA", folder.resolve("data").toString());
        environment.put("LANG", "C.UTF-8");
    }

    /** Runs in a folder, its data folder being {@code data} within it. */
    static Command mingcha(Path folder, String... args) {
        return new Command(folder, List.of(args));
    }

    /** What is typed at it. */
    Command typing(String text) {
        input = text;
        return this;
    }

    Command with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** In so much memory, such as {@code 128m}. */
    Command within(String memory) {
        heap = memory;
        return this;
    }

    /** On a disk that has no room for files longer than so many KiB. */
    Command withFilesUpTo(int kib) {
        // POSIX counts in blocks of 512 bytes
        return wrapped("sh", "-c", "ulimit -f " + 2 * kib + "; exec \"$@\"", "sh");
    }

    /** As the arguments of another command, which runs it. */
    Command wrapped(String... words) {
        wrapper = List.of(words);
        return this;
    }

    /** In a terminal of its own, at which {@link RunningCommand#type} types; both streams come out of it. */
    Command inTerminal() {
        terminal = true;
        return this;
    }

    /** How a command ended. */
    record Result(int code, String out, String err) {
        String all() {
            return out + err;
        }
    }

    Result run() {
        try (RunningCommand running = start()) {
            int code = running.exitCode();
            return new Result(code, running.out(), running.err());
        }
    }

    /** The same without a process of its own, for the many errors that one word more or less leads to. */
    Result runHere() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Context context =
                new Context(new PrintWriter(out), new PrintWriter(err), folder, Main.languageOf(args), Main::run);
        context.setData(folder.resolve("data"));
        int code = context.run(args);
        context.out().flush();
        context.err().flush();
        return new Result(code, out.toString(), err.toString());
    }

    RunningCommand start() {
        // A shell may have its background jobs ignore SIGINT, and programs inherit that.
        List<String> line = new ArrayList<>(wrapper);
        line.addAll(List.of("env", "--default-signal=INT"));
        line.add(java());
        line.addAll(memory());
        line.addAll(KeptClasses.options());
        line.add(Main.class.getName());
        line.addAll(args);
        if (terminal) {
            String quoted = line.stream()
                    .map(word -> "'" + word.replace("'", "'\\''") + "'")
                    .collect(Collectors.joining(" "));
            line = List.of("script", "-qec", "stty cols 100; exec " + quoted, "/dev/null");
        }
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.startsWith("MINGCHA_"));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            if (!terminal) {
                process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().close();
            }
            return new RunningCommand(process, "mingcha " + String.join(" ", args));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the script of the distribution gives it, but for a bound on what runs beside other tests. */
    private List<String> memory() {
        return args.contains("capture")
                ? List.of("-Xms96m", "-Xmx160m", "-Xmn64m", "-XX:MaxDirectMemorySize=160m")
                : List.of("-Xmx" + heap);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** The checkout, which holds {@code config} and {@code docs}. */
    static Path home() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("config").resolve("rules.yaml"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException("the tests run within a checkout");
            }
            folder = parent;
        }
        return folder;
    }
}
