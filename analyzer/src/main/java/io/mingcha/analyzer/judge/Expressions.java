package io.mingcha.analyzer.judge;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.mingcha.settings.Nearest;
import io.mingcha.settings.Setting;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The language of conditions: CEL over {@link Facts}, with one function of our own. */
final class Expressions {
    private static final Pattern TEXTS = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern NAMES = Pattern.compile("[a-z][a-z_]*(?:\\.[a-z_]+)+");

    private final Facts facts;
    private final Words words;
    private final CelCompiler compiler;
    private final CelRuntime runtime;
    private final Map<String, Clause> compiled = new HashMap<>();
    private final Map<List<Fact>, Clause.Matter> matters = new HashMap<>();
    /** By the number of a matter how many clauses are about it. */
    private final List<Integer> sizes = new ArrayList<>();

    Expressions(Facts facts, Words words) {
        this.facts = facts;
        this.words = words;
        ListType strings = ListType.create(SimpleType.STRING);
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(CelOptions.DEFAULT)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                        "shares",
                        CelOverloadDecl.newMemberOverload("list_shares_list", SimpleType.BOOL, strings, strings)));
        facts.all().forEach(f -> builder.addVar(f.name(), f.type()));
        compiler = builder.setResultType(SimpleType.BOOL).build();
        runtime = CelRuntimeFactory.standardCelRuntimeBuilder()
                .addFunctionBindings(CelFunctionBinding.from(
                        "list_shares_list",
                        ImmutableList.of(List.class, List.class),
                        arguments -> ((List<?>) arguments[0]).stream().anyMatch(((List<?>) arguments[1])::contains)))
                .build();
    }

    Facts facts() {
        return facts;
    }

    /**
     * Compiles an expression; one that rules have in common is one clause for all of them.
     *
     * @param from where in the condition it begins
     * @param written as it stands there
     * @param expression the same with its thresholds
     */
    Optional<Clause> compile(Setting setting, int from, String written, String expression) {
        if (!words.check(setting, from, written)) {
            return Optional.empty();
        }
        Clause known = compiled.get(expression.strip());
        if (known != null) {
            return Optional.of(known);
        }
        try {
            CelRuntime.Program program =
                    runtime.createProgram(compiler.compile(expression).getAst());
            Clause.Matter matter = matter(factsIn(expression));
            int number = sizes.get(matter.number());
            sizes.set(matter.number(), number + 1);
            Clause clause = new Clause(matter, number, program);
            compiled.put(expression.strip(), clause);
            return Optional.of(clause);
        } catch (CelValidationException e) {
            if (!unknown(setting, from, written)) {
                Mistake.first(e.getErrors()).forEach(issue -> broken(setting, from, written, expression, issue));
            }
        } catch (CelEvaluationException e) {
            setting.problem(from, "条件有误：" + e.getMessage(), "the condition cannot be used: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static void broken(Setting setting, int from, String written, String expression, CelIssue issue) {
        // where numbers stand for their names, only the beginning is the same
        boolean same = written.equals(expression);
        int column = same && issue.getSourceLocation().getLine() == 1
                ? Math.max(0, issue.getSourceLocation().getColumn())
                : 0;
        String shown = expression.strip();
        Text mistake = Mistake.inWords(issue.getMessage(), blanked(written));
        setting.problem(
                from + Math.min(column, Math.max(0, written.length() - 1)),
                "条件有误：" + mistake.zh() + "（" + shown + "）",
                "the condition does not hold together: " + mistake.en() + " (" + shown + ")");
    }

    /** Whether the expression names facts that there are none of, which it then says. */
    private boolean unknown(Setting setting, int from, String written) {
        boolean any = false;
        Matcher names = NAMES.matcher(blanked(written));
        while (names.find()) {
            String name = names.group();
            boolean isCall = names.end() < written.length() && written.charAt(names.end()) == '(';
            String fact = isCall ? name.substring(0, name.lastIndexOf('.')) : name;
            if (fact.indexOf('.') < 0
                    || fact.startsWith("thr.")
                    || facts.find(fact).isPresent()) {
                continue;
            }
            any = true;
            Optional<String> nearest =
                    Nearest.to(fact, facts.all().stream().map(Fact::name).toList());
            setting.problem(
                    from + names.start(),
                    fact + " 不是可用的事实。" + nearest.map(n -> "是否想写 " + n + "？").orElse("见 docs/writing-rules.zh.md"),
                    fact + " is not a fact. "
                            + nearest.map(n -> "Did you mean " + n + "?")
                                    .orElse("They are listed in docs/writing-rules.md"));
        }
        return any;
    }

    /** With nothing within quotes, but as long. */
    private static String blanked(String expression) {
        return TEXTS.matcher(expression)
                .replaceAll(m -> "'" + " ".repeat(m.group().length() - 2) + "'");
    }

    private Clause.Matter matter(Set<Fact> facts) {
        List<Fact> inOrder =
                facts.stream().sorted(Comparator.comparingInt(Fact::number)).toList();
        return matters.computeIfAbsent(inOrder, all -> {
            sizes.add(0);
            return new Clause.Matter(sizes.size() - 1, all);
        });
    }

    /** How many different clauses were compiled about each matter, by its number. */
    List<Integer> clauses() {
        return List.copyOf(sizes);
    }

    private Set<Fact> factsIn(String expression) {
        Set<Fact> used = new LinkedHashSet<>();
        Matcher names = NAMES.matcher(blanked(expression));
        while (names.find()) {
            String name = names.group();
            facts.find(name)
                    .or(() -> facts.find(name.substring(0, name.lastIndexOf('.'))))
                    .ifPresent(used::add);
        }
        return used;
    }
}
