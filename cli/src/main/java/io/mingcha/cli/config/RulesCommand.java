package io.mingcha.cli.config;

import io.mingcha.analyzer.Configuration;
import io.mingcha.analyzer.example.Example;
import io.mingcha.analyzer.example.Examples;
import io.mingcha.analyzer.judge.Rule;
import io.mingcha.cli.command.ConfigFiles;
import io.mingcha.cli.command.Context;
import io.mingcha.cli.command.Exit;
import io.mingcha.cli.command.TextFile;
import io.mingcha.settings.Fault;
import io.mingcha.settings.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the rules, or runs their examples, so that whoever changes a rule sees what it then does. */
@Command(name = "rules")
public final class RulesCommand implements Callable<Integer> {
    private final Context context;

    /** What to do. */
    enum Verb {
        CHECK,
        SHOW
    }

    @Parameters(index = "0", paramLabel = "check|show")
    private Verb verb = Verb.CHECK;

    @Parameters(index = "1..*", paramLabel = "FILE|RULE")
    private List<String> names = new ArrayList<>();

    RulesCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return verb == Verb.SHOW ? show() : check();
    }

    private int show() {
        Configuration configuration = context.configuration();
        List<Rule> all = configuration.rules().rules();
        List<Rule> wanted = names.isEmpty()
                ? all
                : names.stream().map(name -> rule(configuration, name)).toList();
        Map<String, String> sources = new LinkedHashMap<>();
        examples().forEach(file -> sources.put(file.toString(), TextFile.read(file)));
        List<Example> examples = sources.entrySet().stream()
                .flatMap(s -> Examples.parse(s.getKey(), s.getValue(), configuration).stream())
                .toList();
        RuleSheet sheet = new RuleSheet(context.language(), configuration.campaign(), examples, sources);
        context.say(names.isEmpty() ? sheet.whole(wanted) : sheet.of(wanted));
        return Exit.NOTHING_FOUND;
    }

    private static Rule rule(Configuration configuration, String id) {
        return configuration
                .rules()
                .find(id.toUpperCase(Locale.ROOT))
                .orElseThrow(() -> new Fault(
                                Text.of("没有这条规则", "There is no such rule"),
                                id.isBlank() ? "RULE" : id,
                                Text.of("用 mingcha rules show 查看全部规则", "List them with: mingcha rules show"))
                        .asException());
    }

    private int check() {
        Configuration configuration = context.configuration();
        List<Example> examples = new ArrayList<>();
        for (Path file : names.isEmpty()
                ? examples()
                : names.stream().map(name -> context.resolve(Path.of(name))).toList()) {
            examples.addAll(Examples.parse(file.toString(), TextFile.read(file), configuration));
        }
        int wrong = 0;
        Set<String> rules = new TreeSet<>();
        for (Example example : examples) {
            rules.add(example.rule());
            Optional<Text> contradiction = example.contradiction(configuration);
            if (contradiction.isPresent()) {
                wrong++;
                context.say(example.place() + " " + example.rule() + ": "
                        + contradiction.get().in(context.language()));
            }
        }
        context.say(
                examples.size() + " 个示例，" + rules.size() + " 条规则，" + wrong + " 处不符",
                examples.size() + " examples of " + rules.size() + " rules, " + wrong + " not as they say");
        return wrong == 0 ? Exit.NOTHING_FOUND : Exit.FINDINGS;
    }

    /** The examples of the installation, and those that an analyst wrote. */
    private List<Path> examples() {
        Path folder = ConfigFiles.shippedFolder().resolve("examples");
        List<Path> all = new ArrayList<>(ConfigFiles.yaml(folder));
        all.addAll(ConfigFiles.yaml(context.config().changesFolder().resolve("examples")));
        if (all.isEmpty()) {
            throw new Fault(
                            Text.of("没有示例", "There are no examples"),
                            folder.toString(),
                            Text.of("请指明文件：mingcha rules check FILE", "Name a file: mingcha rules check FILE"))
                    .asException();
        }
        return all;
    }
}
