package io.mingcha.analyzer.judge;

import io.mingcha.analyzer.catalogue.Clauses;
import io.mingcha.flows.Finding;
import io.mingcha.settings.Setting;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rule catalogue, {@code config/rules.yaml}. */
public final class RuleBook {
    private static final List<String> VERDICTS = List.of("violation", "suspected", "clue");
    private static final List<String> SEVERITIES = List.of("info", "low", "medium", "high", "critical");

    private final List<Rule> rules = new ArrayList<>();
    private final double suspectedBelow;

    public RuleBook(Setting root, Clauses clauses) {
        root.allow("suspected_below", "rules");
        suspectedBelow = root.require("suspected_below").decimal().orElse(0);
        Set<String> ids = new HashSet<>();
        for (Setting rule : root.require("rules").list()) {
            rule.allow(
                    "id",
                    "title",
                    "about",
                    "verdict",
                    "severity",
                    "when",
                    "thresholds",
                    "escalate",
                    "clauses",
                    "inputs",
                    "awaits",
                    "false_positives",
                    "remedy");
            Rule read = read(rule, clauses);
            if (!ids.add(read.id())) {
                rule.problem(read.id() + " 重复", read.id() + " stands here twice");
            }
            rules.add(read);
        }
    }

    private static Rule read(Setting rule, Clauses clauses) {
        Map<String, String> thresholds = new LinkedHashMap<>();
        rule.get("thresholds").entries().forEach((name, value) -> thresholds.put(name, number(value)));
        Optional<Condition> condition =
                rule.get("when").isPresent() ? Condition.compile(rule.get("when"), thresholds) : Optional.empty();
        if (!rule.get("when").isPresent() && !rule.get("awaits").isPresent()) {
            rule.problem("需要 when，或用 awaits 说明缺什么", "needs a condition in when, or awaits to say what it lacks");
        }
        List<Rule.Escalation> escalations = new ArrayList<>();
        for (Setting escalation : rule.get("escalate").list()) {
            escalation.allow("when", "severity");
            Finding.Severity severity = severity(escalation.require("severity"));
            Condition.compile(escalation.require("when"), thresholds)
                    .ifPresent(when -> escalations.add(new Rule.Escalation(when, severity)));
        }
        List<Finding.Clause> cited = new ArrayList<>();
        for (Setting clause : rule.require("clauses").list()) {
            clause.oneOf(clauses.ids()).flatMap(clauses::find).ifPresent(cited::add);
        }
        return new Rule(
                rule.require("id").text(""),
                rule.require("title").bilingual(),
                rule.get("about")
                                .oneOf(List.of("exposure", "flow"))
                                .orElse("exposure")
                                .equals("flow")
                        ? Rule.About.FLOW
                        : Rule.About.EXPOSURE,
                Finding.Verdict.valueOf(
                        rule.require("verdict").oneOf(VERDICTS).orElse("clue").toUpperCase(Locale.ROOT)),
                severity(rule.require("severity")),
                condition,
                escalations,
                cited,
                rule.get("awaits").isPresent()
                        ? rule.get("awaits").texts()
                        : rule.get("inputs").texts(),
                rule.get("false_positives").texts(),
                rule.get("remedy").isPresent() ? rule.get("remedy").bilingual() : Text.same(""));
    }

    /** As CEL writes it: whole numbers stay whole. */
    private static String number(Setting value) {
        String text = value.text("0");
        return text.matches("-?\\d+") ? text : String.valueOf(value.decimal().orElse(0));
    }

    private static Finding.Severity severity(Setting setting) {
        return Finding.Severity.valueOf(setting.oneOf(SEVERITIES).orElse("info").toUpperCase(Locale.ROOT));
    }

    public List<Rule> rules() {
        return List.copyOf(rules);
    }

    public Optional<Rule> find(String id) {
        return rules.stream().filter(r -> r.id().equals(id)).findFirst();
    }

    /** Exposures less certain than this make a violation a suspicion. */
    double suspectedBelow() {
        return suspectedBelow;
    }
}
