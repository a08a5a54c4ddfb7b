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
import io.mingcha.settings.Setting;
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
    private final CelCompiler compiler;
    private final CelRuntime runtime;
    private final Map<String, Clause> compiled = new HashMap<>();

    Expressions(Facts facts) {
        this.facts = facts;
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

    /** Compiles an expression; one that rules have in common is one clause for all of them. */
    Optional<Clause> compile(Setting setting, String expression) {
        Clause known = compiled.get(expression.strip());
        if (known != null) {
            return Optional.of(known);
        }
        try {
            Clause clause = new Clause(
                    compiled.size(),
                    runtime.createProgram(compiler.compile(expression).getAst()),
                    List.copyOf(factsIn(expression)));
            compiled.put(expression.strip(), clause);
            return Optional.of(clause);
        } catch (CelValidationException e) {
            for (CelIssue issue : e.getErrors()) {
                setting.problem(
                        "条件有误：" + issue.getMessage() + "（" + expression.strip() + "）",
                        "the condition does not hold together: " + issue.getMessage() + " (" + expression.strip()
                                + ")");
            }
        } catch (CelEvaluationException e) {
            setting.problem("条件有误：" + e.getMessage(), "the condition cannot be used: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** How many different clauses were compiled. */
    int clauses() {
        return compiled.size();
    }

    private Set<Fact> factsIn(String expression) {
        Set<Fact> used = new LinkedHashSet<>();
        Matcher names = NAMES.matcher(TEXTS.matcher(expression).replaceAll("''"));
        while (names.find()) {
            String name = names.group();
            facts.find(name)
                    .or(() -> facts.find(name.substring(0, name.lastIndexOf('.'))))
                    .ifPresent(used::add);
        }
        return used;
    }
}
