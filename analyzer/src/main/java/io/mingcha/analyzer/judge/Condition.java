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

    private static final Pattern THRESHOLD = Pattern.compile("\\bthr\\.([a-z_]+)");
    private static final CelCompiler COMPILER = compiler();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().build();

    private final CelRuntime.Program program;
    private final Set<Fact> facts;

    private Condition(CelRuntime.Program program, Set<Fact> facts) {
        this.program = program;
        this.facts = facts;
    }

    /** Compiles an expression; what is wrong with it becomes a problem at its place. */
    static Optional<Condition> compile(Setting setting, Map<String, String> thresholds) {
        String expression = withThresholds(setting, thresholds);
        try {
            CelAbstractSyntaxTree ast = COMPILER.compile(expression).getAst();
            return Optional.of(new Condition(RUNTIME.createProgram(ast), factsIn(expression)));
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

    private static CelCompiler compiler() {
        CelCompilerBuilder builder =
                CelCompilerFactory.standardCelCompilerBuilder().setOptions(CelOptions.DEFAULT);
        Facts.all().values().forEach(f -> builder.addVar(f.name(), f.type()));
        return builder.setResultType(SimpleType.BOOL).build();
    }

    /** Thresholds stand in the text as {@code thr.name}; an unknown one is a problem. */
    private static String withThresholds(Setting setting, Map<String, String> thresholds) {
        return THRESHOLD.matcher(setting.text("")).replaceAll(m -> {
            String value = thresholds.get(m.group(1));
            if (value == null) {
                setting.problem(m.group() + " 没有定义", m.group() + " is not among the thresholds");
                return "0";
            }
            return value;
        });
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
                return fact == null ? Optional.empty() : Optional.of(fact.read().apply(c));
            }));
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("a condition checked at load failed: " + e.getMessage(), e);
        }
    }
}
