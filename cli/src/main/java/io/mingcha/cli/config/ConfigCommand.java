package io.mingcha.cli.config;

import io.mingcha.analyzer.Configuration;
import io.mingcha.analyzer.example.EndpointExamples;
import io.mingcha.cli.command.ConfigFiles;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.FlowLine;
import io.mingcha.cli.traffic.InterceptFile;
import io.mingcha.settings.Difference;
import io.mingcha.settings.FaultException;
import io.mingcha.settings.InvalidDocument;
import io.mingcha.settings.Problem;
import io.mingcha.settings.Text;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what an analyst changed in the configuration, or whether it holds together. */
@Command(name = "config")
public final class ConfigCommand implements Callable<Integer> {
    private static final int MOST_CHARACTERS = 200;

    private final Context context;

    /** What to do. */
    enum Verb {
        DIFF,
        CHECK
    }

    @Parameters(index = "0", paramLabel = "diff|check")
    private Verb verb = Verb.CHECK;

    ConfigCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return verb == Verb.DIFF ? diff() : check();
    }

    private int diff() {
        Set<Problem> wrong = new LinkedHashSet<>();
        Map<String, List<Difference>> differences = Configuration.differences(
                ConfigFiles.documents(), context.config().changes(), wrong::add);
        differences.forEach((file, changed) -> {
            context.say(file);
            changed.forEach(
                    d -> context.say("  " + d.path() + ": " + FlowLine.printable(words(d).in(context.language()))));
        });
        wrong.forEach(p -> context.complain(p.in(context.language())));
        if (!wrong.isEmpty()) {
            return Exit.WRONG_USE;
        }
        if (differences.isEmpty()) {
            context.say(
                    "与默认配置没有差异（" + context.config().changesFolder() + "）",
                    "Nothing differs from the shipped configuration ("
                            + context.config().changesFolder() + ")");
        }
        return differences.isEmpty() ? Exit.NOTHING_FOUND : Exit.FINDINGS;
    }

    private static Text words(Difference difference) {
        Optional<String> before = difference.before().map(ConfigCommand::brief);
        Optional<String> after = difference.after().map(ConfigCommand::brief);
        if (before.isEmpty()) {
            return Text.of("新增 " + after.orElse(""), "added " + after.orElse(""));
        }
        return after.map(a -> Text.same(before.get() + " → " + a))
                .orElseGet(() -> Text.of("删除 " + before.get(), "removed " + before.get()));
    }

    private static String brief(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
    }

    private int check() {
        Set<Problem> problems = new LinkedHashSet<>();
        Map<String, FaultException> faults = new LinkedHashMap<>();
        List<Runnable> readings = List.of(
                context::configuration,
                context.config()::captiveAnswers,
                context.config()::recogniser,
                () -> InterceptFile.of(context, wrong -> {}));
        readings.forEach(reading -> collect(problems, faults, reading));
        problems.stream().sorted(Problem.IN_PLACE).forEach(p -> context.say(p.in(context.language())));
        faults.values().stream().skip(1).forEach(f -> context.complain(f.fault().in(context.language())));
        if (!faults.isEmpty()) {
            throw faults.values().iterator().next();
        }
        if (!problems.isEmpty()) {
            return Exit.FINDINGS;
        }
        Configuration read = context.configuration();
        List<Text> contradictions = EndpointExamples.contradictions(read);
        contradictions.forEach(c -> context.say(c.in(context.language())));
        if (contradictions.isEmpty()) {
            int rules = read.rules().rules().size();
            String digest = read.digest().substring(0, 16);
            context.say(
                    "配置有效：" + rules + " 条规则，摘要 " + digest,
                    "The configuration is valid: " + rules + " rules, digest " + digest);
        }
        return contradictions.isEmpty() ? Exit.NOTHING_FOUND : Exit.FINDINGS;
    }

    private static void collect(Set<Problem> problems, Map<String, FaultException> faults, Runnable reading) {
        try {
            reading.run();
        } catch (InvalidDocument e) {
            problems.addAll(e.problems());
        } catch (FaultException e) {
            faults.putIfAbsent(e.fault().toString(), e);
        }
    }
}
