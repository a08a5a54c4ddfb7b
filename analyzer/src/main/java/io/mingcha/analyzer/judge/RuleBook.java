package io.mingcha.analyzer.judge;

import io.mingcha.analyzer.catalogue.Catalogue;
import io.mingcha.analyzer.catalogue.Clauses;
import io.mingcha.analyzer.judge.Rule.About;
import io.mingcha.flows.Finding;
import io.mingcha.flows.MarkerKinds;
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
    private static final List<String> SUBJECTS = List.of("exposure", "flow", "session");
    private static final List<String> SECTIONS = List.of("screen", "probe", "policy");

    private final List<Rule> rules = new ArrayList<>();
    private final Set<String> occasions = new HashSet<>();
    private final Map<String, Map<String, Boolean>> notes = new LinkedHashMap<>();
    private final Map<String, Text> questions = new LinkedHashMap<>();
    private final double suspectedBelow;
    private final Rhythm rhythm;
    private final int facts;
    /** By the number of a matter how many clauses are about it. */
    private final List<Integer> clauses;

    public RuleBook(Setting root, Catalogue catalogue) {
        Clauses law = catalogue.clauses();
        root.allow("suspected_below", "rhythm", "occasions", "counted", "notes", "rules");
        suspectedBelow = root.require("suspected_below").decimal().orElse(0);
        rhythm = Rhythm.of(root.get("rhythm"));
        for (Setting kind : root.get("occasions").list()) {
            kind.oneOf(MarkerKinds.all()).ifPresent(occasions::add);
        }
        readNotes(root.get("notes"));
        Map<String, Text> counted = new LinkedHashMap<>();
        root.get("counted").entries().forEach((fact, told) -> counted.put(fact, told.bilingual()));
        Facts vocabulary = new Facts(notes, counted);
        root.get("counted").entries().forEach((fact, told) -> {
            if (vocabulary.find(fact).isEmpty()) {
                told.problem("没有 " + fact + " 这一事实", "there is no fact " + fact);
            }
        });
        Expressions expressions = new Expressions(vocabulary, Words.of(catalogue));
        Set<String> ids = new HashSet<>();
        for (Setting rule : root.require("rules").list()) {
            Rule read = read(rule, law, expressions);
            if (!ids.add(read.id())) {
                rule.problem(read.id() + " 重复", read.id() + " stands here twice");
            }
            rules.add(read);
        }
        facts = vocabulary.all().size();
        clauses = expressions.clauses();
    }

    private void readNotes(Setting root) {
        root.allow(SECTIONS.toArray(String[]::new));
        root.entries().forEach((section, names) -> {
            Map<String, Boolean> kinds = new LinkedHashMap<>();
            names.entries().forEach((name, note) -> {
                kinds.put(name, note.get("number").bool(false));
                questions.put(section + "." + name, note.bilingual("number"));
            });
            notes.put(section, kinds);
        });
    }

    private static Rule read(Setting rule, Clauses law, Expressions expressions) {
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
                "false_positives",
                "remedy");
        Thresholds thresholds = new Thresholds(rule.get("thresholds"));
        About about = about(rule.get("about"), About.EXPOSURE);
        List<Condition> conditions = new ArrayList<>();
        for (Setting when : rule.require("when").list()) {
            if (when.isMap()) {
                when.allow("about", "that");
                Condition.compile(when.require("that"), about(when.get("about"), about), thresholds, expressions)
                        .ifPresent(conditions::add);
            } else {
                Condition.compile(when, about, thresholds, expressions).ifPresent(conditions::add);
            }
        }
        List<Rule.Escalation> escalations = new ArrayList<>();
        for (Setting escalation : rule.get("escalate").list()) {
            escalation.allow("when", "severity", "verdict");
            Finding.Severity severity = severity(escalation.require("severity"));
            Condition.compile(escalation.require("when"), about, thresholds, expressions)
                    .ifPresent(when -> escalations.add(new Rule.Escalation(
                            when,
                            severity,
                            escalation.get("verdict").oneOf(VERDICTS).map(RuleBook::verdict))));
        }
        thresholds.tellUnasked(rule);
        List<Finding.Clause> cited = new ArrayList<>();
        for (Setting clause : rule.require("clauses").list()) {
            clause.oneOf(law.ids()).flatMap(law::find).ifPresent(cited::add);
        }
        needsOne(rule.get("when"), "条件", "a condition");
        needsOne(rule.get("clauses"), "条款", "a clause that it rests on");
        needsOne(rule.get("false_positives"), "可推翻结论的情况", "what would disprove it");
        return new Rule(
                rule.require("id").text(""),
                rule.require("title").bilingual(),
                verdict(rule.require("verdict").oneOf(VERDICTS).orElse("clue")),
                severity(rule.require("severity")),
                conditions,
                escalations,
                thresholds.literals(),
                cited,
                rule.require("false_positives").list().stream()
                        .map(Setting::bilingual)
                        .toList(),
                rule.get("remedy").isPresent() ? rule.get("remedy").bilingual() : Text.same(""));
    }

    private static void needsOne(Setting list, String zh, String en) {
        if (list.isPresent() && list.list().isEmpty()) {
            list.problem("至少需要一项" + zh, "needs " + en);
        }
    }

    private static About about(Setting setting, About otherwise) {
        return setting.oneOf(SUBJECTS)
                .map(word -> About.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(otherwise);
    }

    private static Finding.Verdict verdict(String word) {
        return Finding.Verdict.valueOf(word.toUpperCase(Locale.ROOT));
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

    /** What may be noted beside the traffic: by section, each name with whether it is a number rather than yes or no. */
    public Map<String, Map<String, Boolean>> notes() {
        return notes;
    }

    /** The question that a note answers, by its full name such as {@code screen.login_wall}. */
    public Optional<Text> question(String note) {
        return Optional.ofNullable(questions.get(note));
    }

    /** A case as it comes before these rules. */
    Question question(Case subject, SessionFacts session, Recurrence recurrence) {
        return new Question(subject, session, recurrence, facts, clauses.size());
    }

    /** What is answered to these rules within one judgement. */
    Answers answers(SessionFacts session) {
        return new Answers(session, clauses);
    }

    /** Kinds of marker that bring about what a rule asks for; where others are missing, a rule is only stricter. */
    public Set<String> occasions() {
        return Set.copyOf(occasions);
    }

    Rhythm rhythm() {
        return rhythm;
    }

    /** Exposures less certain than this make a violation a suspicion. */
    double suspectedBelow() {
        return suspectedBelow;
    }
}
