package io.mingcha.analyzer.judge;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.mingcha.settings.Setting;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A CEL expression over {@link Facts}, checked for types when it is loaded. */
final class Condition {
    private static final Pattern STRINGS = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern NAMES = Pattern.compile("[a-z][a-z_]*(?:\\.[a-z_]+)+");

    private final CelRuntime.Program program;
    private final Map<String, Object> thresholds;
    private final Set<Fact> facts;

    private Condition(CelRuntime.Program program, Map<String, Object> thresholds, Set<Fact> facts) {
        this.program = program;
        this.thresholds = thresholds;
        this.facts = facts;
    }

    /** Compiles an expression; what is wrong with it becomes a problem at its place. */
    static Optional<Condition> compile(Setting setting, Map<String, Object> thresholds) {
        String expression = setting.text("");
        CelCompilerBuilder builder =
                CelCompilerFactory.standardCelCompilerBuilder().setOptions(CelOptions.DEFAULT);
        Facts.all().values().forEach(f -> builder.addVar(f.name(), f.type()));
        thresholds.forEach((name, value) ->
                builder.addVar("thr." + name, value instanceof Long ? SimpleType.INT : SimpleType.DOUBLE));
        CelCompiler compiler = builder.setResultType(SimpleType.BOOL).build();
        try {
            CelAbstractSyntaxTree ast = compiler.compile(expression).getAst();
            CelRuntime runtime = CelRuntimeFactory.standardCelRuntimeBuilder().build();
            return Optional.of(new Condition(runtime.createProgram(ast), thresholds, factsIn(expression)));
        } catch (CelValidationException e) {
            for (CelIssue issue : e.getErrors()) {
                setting.problem(
                        "条件有误：" + issue.getMessage(), "the condition does not hold together: " + issue.getMessage());
            }
        } catch (CelEvaluationException e) {
            setting.problem("条件有误：" + e.getMessage(), "the condition cannot be used: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static Set<Fact> factsIn(String expression) {
        Set<Fact> used = new LinkedHashSet<>();
        Matcher names = NAMES.matcher(STRINGS.matcher(expression).replaceAll("''"));
        while (names.find()) {
            Fact fact = Facts.all().get(names.group());
            if (fact != null) {
                used.add(fact);
            }
        }
        return used;
    }

    /** What a session must supply for this condition to be judged, in order of name. */
    Set<String> needs() {
        Set<String> needs = new TreeSet<>();
        facts.forEach(fact -> fact.needs().ifPresent(needs::add));
        return needs;
    }

    boolean holds(Case c) {
        try {
            return Boolean.TRUE.equals(program.eval(name -> {
                Fact fact = Facts.all().get(name);
                if (fact != null) {
                    return Optional.of(fact.read().apply(c));
                }
                return name.startsWith("thr.")
                        ? Optional.ofNullable(thresholds.get(name.substring(4)))
                        : Optional.empty();
            }));
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("a condition checked at load failed: " + e.getMessage(), e);
        }
    }
}
