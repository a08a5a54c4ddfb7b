package io.mingcha.cli.config;

import io.mingcha.analyzer.campaign.Campaign;
import io.mingcha.analyzer.example.Example;
import io.mingcha.analyzer.judge.Rule;
import io.mingcha.flows.Finding;
import io.mingcha.settings.Language;
import io.mingcha.settings.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Rules as an analyst reads them, in Markdown: what each asks, on what it rests, what disproves it, and an example. */
final class RuleSheet {
    private final Language language;
    private final Campaign campaign;
    private final List<Example> examples;
    private final Map<String, String> sources;

    /**
     * @param examples of the rules
     * @param sources the files that they were read from, by name
     */
    RuleSheet(Language language, Campaign campaign, List<Example> examples, Map<String, String> sources) {
        this.language = language;
        this.campaign = campaign;
        this.examples = examples;
        this.sources = sources;
    }

    /** The whole catalogue, with a heading. */
    String whole(List<Rule> rules) {
        return "# " + say("规则", "Rules") + "\n\n"
                + say(
                        rules.size() + " 条，由 `mingcha rules show` 从配置生成。写法见 docs/writing-rules.zh.md。",
                        rules.size()
                                + " of them, written from the configuration by `mingcha rules show`. How to write one: "
                                + "docs/writing-rules.md.")
                + "\n\n" + of(rules);
    }

    String of(List<Rule> rules) {
        StringBuilder sheet = new StringBuilder();
        rules.forEach(rule -> sheet.append(of(rule)).append("\n\n"));
        return sheet + clauses(rules);
    }

    private String of(Rule rule) {
        List<String> parts = new ArrayList<>();
        parts.add("## " + rule.id() + " · " + rule.title().in(language));
        parts.add(rule.verdict().label() + " · " + rule.severity().label());
        rule.asked().forEach(asked -> parts.add(asked(asked)));
        facts(rule).ifPresent(parts::add);
        if (!rule.disproof().isEmpty()) {
            parts.add(say("结论不成立的情形：", "What disproves it:") + "\n\n"
                    + rule.disproof().stream().map(d -> "- " + d.in(language)).collect(Collectors.joining("\n")));
        }
        if (!rule.remedy().en().isEmpty()) {
            parts.add(say("整改：", "Remedy: ") + rule.remedy().in(language));
        }
        example(rule, true).ifPresent(yaml -> parts.add(say("触发：", "Fires:") + "\n\n" + block("yaml", yaml)));
        example(rule, false).ifPresent(yaml -> parts.add(say("不触发：", "Spared:") + "\n\n" + block("yaml", yaml)));
        return String.join("\n\n", parts);
    }

    private String asked(Rule.Asked asked) {
        Text subject = switch (asked.about()) {
            case EXPOSURE -> Text.of("每项个人信息", "each piece of personal data");
            case FLOW -> Text.of("每个连接", "each connection");
            case SESSION -> Text.of("整个会话", "the session as a whole");
        };
        String needs = needs(asked.needs());
        return say("问" + subject.zh(), "Asked of " + subject.en()) + needs + "\n\n" + block("cel", asked.when());
    }

    private String needs(Set<String> needs) {
        return needs.isEmpty()
                ? ""
                : say("；须有 ", "; needs ") + listed(needs.stream().toList());
    }

    private Optional<String> facts(Rule rule) {
        List<String> lines = new ArrayList<>();
        if (!rule.thresholds().isEmpty()) {
            lines.add(say("阈值：", "Thresholds: ")
                    + rule.thresholds().entrySet().stream()
                            .map(t -> "`" + t.getKey() + "` " + t.getValue())
                            .collect(Collectors.joining(", ")));
        }
        for (Rule.Raised raised : rule.raised()) {
            String to = raised.severity().label()
                    + raised.verdict().map(v -> ", " + v.label()).orElse("");
            lines.add(say("升为 ", "Raised to ") + to + say("，若 ", " where ") + "`"
                    + raised.when().when().replaceAll("\\s+", " ") + "`"
                    + needs(raised.when().needs()));
        }
        lines.add(say("依据：", "Clauses: ")
                + rule.clauses().stream().map(Finding.Clause::id).collect(Collectors.joining(", ")));
        List<String> problems = campaign.problems().stream()
                .filter(p -> p.rules().contains(rule.id()))
                .map(Campaign.Problem::id)
                .toList();
        if (!problems.isEmpty()) {
            lines.add(say("专项行动问题：", "Problems of the campaign: ") + String.join(", ", problems));
        }
        return Optional.of(String.join("  \n", lines));
    }

    /** As it stands in its file: from the first key on, as far as the lines are no less indented. */
    private Optional<String> example(Rule rule, boolean fires) {
        return examples.stream()
                .filter(e -> e.rule().equals(rule.id()) && e.fires() == fires)
                .findFirst()
                .flatMap(e -> Optional.ofNullable(sources.get(e.place().source()))
                        .map(text -> entry(
                                text.lines().toList(),
                                e.place().line(),
                                e.place().column() - 1)));
    }

    private static String entry(List<String> lines, int line, int indent) {
        List<String> entry = new ArrayList<>();
        entry.add(lines.get(line - 1).substring(indent));
        for (String next : lines.subList(line, lines.size())) {
            if (next.length() <= indent || !next.substring(0, indent).isBlank()) {
                break;
            }
            entry.add(next.substring(indent));
        }
        return String.join("\n", entry);
    }

    private String clauses(List<Rule> rules) {
        Map<String, Finding.Clause> cited = new LinkedHashMap<>();
        rules.forEach(rule -> rule.clauses().forEach(c -> cited.putIfAbsent(c.id(), c)));
        return "## " + say("条款", "Clauses") + "\n\n"
                + say("| 编号 | 条文 | 内容 | 核对 |", "| id | where | what it says | checked |")
                + "\n| --- | --- | --- | --- |\n"
                + cited.values().stream()
                        .sorted((a, b) -> a.id().compareTo(b.id()))
                        .map(this::row)
                        .collect(Collectors.joining("\n"));
    }

    private String row(Finding.Clause clause) {
        String state = clause.inForce() ? "" : say("，草案", ", draft");
        return "| " + clause.id() + " | " + clause.ref() + " | "
                + clause.label().in(language) + " | " + clause.verification().replace('_', ' ') + state + " |";
    }

    private static String listed(List<String> names) {
        return names.stream().map(n -> "`" + n + "`").collect(Collectors.joining(", "));
    }

    private static String block(String kind, String text) {
        return "```" + kind + "\n" + text.strip() + "\n```";
    }

    private String say(String zh, String en) {
        return Text.of(zh, en).in(language);
    }
}
