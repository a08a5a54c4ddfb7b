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
import java.util.LinkedHashSet;
import java.util.List;
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

    Optional<Clause> compile(Setting setting, String expression) {
        try {
            return Optional.of(new Clause(
                    runtime.createProgram(compiler.compile(expression).getAst()), List.copyOf(factsIn(expression))));
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
