package io.mingcha.analyzer.judge;

import io.mingcha.analyzer.judge.Rule.About;
import io.mingcha.flows.Finding.Measure;
import io.mingcha.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a rule asks: everything that {@code &&} joins must hold. Each part is asked by itself, so that a case fails at the
 * first that does not hold and the same question about other cases is answered once.
 */
final class Condition {
    private final String written;
    private final About about;
    private final List<Clause> clauses;
    private final List<Gauge> gauges;
    private final Set<String> needs = new TreeSet<>();
    private final boolean timed;

    private Condition(String written, About about, List<Clause> clauses, List<Gauge> gauges) {
        this.written = written;
        this.about = about;
        this.clauses = clauses;
        this.gauges = gauges;
        List<Fact> facts =
                clauses.stream().flatMap(clause -> clause.facts().stream()).toList();
        facts.forEach(fact -> needs.addAll(fact.needs()));
        timed = facts.stream().anyMatch(Fact::timed);
    }

    /** Compiles an expression; what is wrong with it becomes a problem at its place. */
    static Optional<Condition> compile(Setting setting, About about, Thresholds thresholds, Expressions expressions) {
        List<Clause> clauses = new ArrayList<>();
        List<Gauge> gauges = new ArrayList<>();
        boolean whole = true;
        int from = 0;
        for (String part : conjuncts(setting.text(""))) {
            Optional<Clause> clause = expressions.compile(setting, from, part, thresholds.in(setting, part, from));
            clause.ifPresent(clauses::add);
            Gauge.of(part, thresholds, expressions.facts()).ifPresent(gauges::add);
            whole &= clause.isPresent();
            from += part.length() + "&&".length();
        }
        for (Clause clause : clauses) {
            for (Fact fact : clause.facts()) {
                if (fact.of().compareTo(about) < 0) {
                    whole = false;
                    setting.problem(
                            fact.name() + " 只能用于 about: " + fact.of().label() + " 的条件",
                            fact.name() + " can be asked only in conditions about: "
                                    + fact.of().label());
                }
            }
        }
        return whole
                ? Optional.of(new Condition(setting.text("").strip(), about, clauses, List.copyOf(gauges)))
                : Optional.empty();
    }

    /** The parts that stand between {@code &&} outside brackets and texts; the whole if something weaker binds it. */
    static List<String> conjuncts(String expression) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int from = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            } else if (depth == 0 && (c == '?' || expression.startsWith("||", i))) {
                return List.of(expression);
            } else if (depth == 0 && expression.startsWith("&&", i)) {
                parts.add(expression.substring(from, i));
                from = i + 2;
                i++;
            }
        }
        parts.add(expression.substring(from));
        return parts;
    }

    /** The expression as it stands in the rule. */
    String written() {
        return written;
    }

    List<Clause> clauses() {
        return clauses;
    }

    About about() {
        return about;
    }

    /** What a session must supply for this condition to be judged, in order of name. */
    Set<String> needs() {
        return needs;
    }

    /** Whether it rests on markers. */
    boolean isTimed() {
        return timed;
    }

    /** The numbers on which it rests, of a case for which it holds. */
    List<Measure> measures(Question question) {
        return gauges.isEmpty()
                ? List.of()
                : gauges.stream()
                        .flatMap(gauge -> gauge.read(question).stream())
                        .toList();
    }

    boolean holds(Question question, Answers answers) {
        for (Clause clause : clauses) {
            if (!answers.to(clause, question)) {
                return false;
            }
        }
        return true;
    }
}
